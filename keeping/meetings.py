"""Commands about meetings and people: timelines, orders, the end of the period, exports."""

from datetime import timedelta

from keeping.files import write
from keeping.task import CannotDo, Task, note
from meeting.access import NotYours
from meeting.saying import spoken
from state.directory import CONVENE
from state.journal import STORE
from state.orders import Order, OrderKind, give, lift, noted, restricted_key
from state.retention import purge, purge_marks, purge_places
from state.store import Work
from state.subject import Subject, held_on


async def timeline(task: Task) -> int:
    name = task.asked.meeting
    async with task.store() as store:
        work = store.work(CONVENE, task.now)
        await work.meeting(name)
        if await work.rows.get(restricted_key(name)):
            if not task.asked.by:
                raise CannotDo(f"{name} is restricted: say with --by who reads it.")
            await task.keep(store, task.person(), lambda w: note(w, name, "read the timeline"))
        names = {p.id: p.name for p in store.directory.people} | {CONVENE.id: CONVENE.name}
        for e in await work.timeline(name):
            who, why = names.get(e.by, e.by), f" ({e.why})" if e.why else ""
            print(f"{e.number:4}  {spoken(e.at)}  {who} {e.what}{why}")
    return 0


async def purge_old(task: Task) -> int:
    days, only_say = task.settings.retention_days, task.asked.dry_run
    if not days:
        raise CannotDo("CONVENE_RETENTION_DAYS is not set: nothing says how long to keep meetings.")
    async with task.store() as store:
        done = await purge(store, task.now, timedelta(days=days), only_say=only_say)
        marks = 0 if only_say else await purge_marks(store, task.now)
        left = 0 if only_say else await purge_places(store)
    print(f"{len(done.purged)} meetings {'would be' if only_say else 'were'} purged.")
    for words, names in (("held by a legal hold", done.held), ("never closed", done.still_open)):
        if names:
            print(f"Kept, {words}: {', '.join(names)}")
    if marks:
        print(f"{marks} marks of answered messages were forgotten.")
    if left:
        print(f"{left} chats of people who have left were forgotten.")
    return 0


async def order(task: Task) -> int:
    """hold and restrict, and the lifting of either; on the meeting's own timeline."""
    asked, person = task.asked, task.person()
    kind = OrderKind.HOLD if asked.command == "hold" else OrderKind.RESTRICTED
    what = noted(kind, lifted=asked.lift)

    async def step(work: Work) -> None:
        if await work.rows.get(f"meeting:{asked.meeting}") is None:
            raise NotYours
        if asked.lift:
            await lift(work.rows, kind, asked.meeting)
        else:
            given = Order(by=person.id, at=task.now, why=asked.why)
            await give(work.rows, kind, asked.meeting, given)
        await work.note(asked.meeting, what, asked.why)

    async with task.store() as store:
        await task.keep(store, person, step)
    print(f"{asked.meeting}: {what}")
    return 0


async def export(task: Task) -> int:
    """To a file that only its owner may read; the journals say that it was made, and why."""
    asked, person = task.asked, task.person()
    subject = Subject(person=asked.person, names=tuple(asked.name))
    if subject == Subject():
        raise CannotDo("Say whose data: --person ID for a professional, --name for anybody else.")
    async with task.store() as store:
        found = await held_on(store, subject)
        write(asked.to, [held.model_dump(mode="json") for held in found])
        what = "exported what is held on one person, at their request"

        async def step(work: Work) -> None:
            for name in (*(held.meeting for held in found if held.meeting), STORE):
                await work.note(name, what, asked.why)

        await task.keep(store, person, step)
    meetings = sum(1 for held in found if held.meeting)
    print(f"{meetings} meetings hold something; it is in {asked.to}, to be looked through.")
    return 0
