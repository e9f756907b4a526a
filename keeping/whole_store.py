"""Commands about the store as a whole: its keys, its copies, and whether it is what it was."""

from pathlib import Path

from bot.store_settings import ring_of
from keeping.files import read, write
from keeping.task import CannotDo, Task, note
from state import backup
from state.directory import CONVENE
from state.journal import STORE
from state.keyring import BadKeys
from state.migrate import migrate
from state.opening import open_backend, open_raw
from state.paging import all_keys
from state.postgres import open_postgres
from state.rotation import rotate
from state.sealed import unlocked
from state.sqlite import SqliteBackend
from state.store import Store
from state.verify import verify


async def check(task: Task) -> int:
    file: Path | None = task.asked.heads
    known = read(file) if file else {}
    async with task.store() as store:
        found = await verify(store.backend, known)
    for fault in found.faults:
        print(fault)
    print(f"{len(found.heads)} journals of {found.lines} lines, {len(found.faults)} faults")
    if file and not found.faults:
        write(file, dict(found.heads))
    return 1 if found.faults else 0


async def rotate_keys(task: Task) -> int:
    ring = ring_of(task.settings)
    if ring is None:
        raise BadKeys("CONVENE_KEYS or CONVENE_KEYS_FILE is missing: there is no key to rotate to.")
    url, file = task.settings.database_url.get_secret_value(), task.settings.store
    backend = await open_raw(url, file, beside=True)
    try:
        done = await rotate(backend, ring)
        store = Store(await unlocked(backend, ring), {}, task.directory())
        what = f"encrypted {done.anew} rows anew with the key {ring.current}"
        await task.keep(store, CONVENE, lambda work: note(work, STORE, what))
    finally:
        await backend.close()
    print(f"{done.anew} rows were encrypted anew with the key {ring.current}.")
    if done.waiting:
        print(f"Keep {', '.join(done.waiting)} until this is run once more and finds none.")
    if done.retired:
        print(f"No row needs {', '.join(done.retired)} any more: take it out of the ring.")
    return 0


async def back_up(task: Task) -> int:
    _require_file(task)
    rows = backup.back_up(task.settings.store, task.asked.file)
    print(f"{rows} rows are in {task.asked.file}, encrypted as they are; the keys are not in it.")
    return 0


async def restore(task: Task) -> int:
    _require_file(task)
    ring = ring_of(task.settings)
    with backup.restoring(task.asked.file, task.settings.store) as fresh:
        backend = await open_backend("", fresh, ring, beside=True)  # are the keys those of it?
        rows = len([key async for key in all_keys(backend)])
        await backend.close()
    print(f"{rows} rows are in place. What was there before is beside it, named {backup.ASIDE}.")
    return 0


def _require_file(task: Task) -> None:
    if task.settings.database_url.get_secret_value():
        raise CannotDo("CONVENE_DATABASE_URL is set: use PostgreSQL's own pg_dump and pg_restore.")


async def migrate_to(task: Task) -> int:
    """Takes the file for itself: what a bot still wrote into it would be left behind."""
    source = SqliteBackend(task.settings.store)
    try:
        await unlocked(source, ring_of(task.settings))
        target = await open_postgres(task.asked.to)
        try:
            rows = await migrate(source, target)
        finally:
            await target.close()
    finally:
        await source.close()
    print(f"{rows} rows were moved and compared one by one. Set CONVENE_DATABASE_URL, and start.")
    return 0
