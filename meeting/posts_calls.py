"""The last rung: a named human is told whom to telephone, because nothing reached them."""

from collections.abc import Iterable, Mapping

from meeting.delivery import Deliveries, Delivery
from meeting.model import Meeting, Phase
from meeting.post import CHANNEL, Post, PostKind

CALLED = "call:"
"""Before the id of who was rung, where somebody says that it is done."""


def calls(meeting: Meeting, owed: Mapping[str, Post], deliveries: Deliveries) -> Iterable[Post]:
    """One card for each person out of reach, drawn again when they are reached or were rung.

    `owed`: every post of the meeting by its slot; a debt that is no longer owed calls nobody."""
    failing = [d for d in deliveries if _failing(d, owed) and _matters(d, owed, meeting)]
    lost = {d.to for d in failing}
    open_ = {p.slot: p for p in (_call(meeting, to, lost, failing) for to in sorted(lost)) if p}
    yield from open_.values()
    for told in deliveries:
        if told.kind is PostKind.CALL and told.slot not in open_:
            yield _post(told.slot, told.to, told, "settled")


def needs_call(post: Post, delivery: Delivery) -> bool:
    """Whether paper and wire have failed; with hours to go an e-mail alone is not enough."""
    return delivery.failed or (post.urgent and delivery.in_writing_alone)


def who_rings(meeting: Meeting, person: str, lost: set[str]) -> str:
    """The convenor; if it is about them, or they cannot be reached themselves, the next in line."""
    leads = [meeting.requester, meeting.chair, meeting.authoriser]
    leads += [s.person for s in meeting.stand_ins]
    return next((p.id for p in leads if p and p.id != person and p.id not in lost), "")


def _failing(delivery: Delivery, owed: Mapping[str, Post]) -> bool:
    if delivery.kind is PostKind.CALL:
        return delivery.failed
    return delivery.slot in owed and needs_call(owed[delivery.slot], delivery)


def _matters(delivery: Delivery, owed: Mapping[str, Post], meeting: Meeting) -> bool:
    """An invitation only while the meeting is to come, and they have not answered it."""
    if delivery.kind not in {PostKind.INVITATION, PostKind.REMINDER}:
        return True
    about = owed[delivery.slot].about
    answered = any(i.id == about and i.answer for i in meeting.asked)
    return meeting.phase is Phase.CONVENED and not answered


def _call(meeting: Meeting, person: str, lost: set[str], failing: list[Delivery]) -> Post | None:
    """What has failed since they were last rung."""
    rung = [d.at for d in meeting.done if d.what == f"{CALLED}{person}"]
    new = [d for d in failing if d.to == person and (not rung or d.at > rung[-1])]
    human = who_rings(meeting, person, lost)
    if not (new and human):
        return None
    slot = f"{CALLED}{person}:{len(rung) + 1}:{human}"
    return _post(slot, human, new[0], ",".join(sorted(d.slot for d in new)))


def _post(slot: str, human: str, first: Delivery, edition: str) -> Post:
    about = slot.split(":")[1]
    who = "the channel" if about == CHANNEL else "they"
    return Post(
        slot=slot,
        kind=PostKind.CALL,
        to=human,
        due=first.at,
        edition=edition,
        about=about,
        urgent=True,
        why=f"{who} could not be reached",
    )
