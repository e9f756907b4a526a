"""Cards that come of how posts are delivered, and of a clock that only some partnerships have."""

from cards.attendance import AnswerForm
from cards.delivery import digest_card, mention_card
from cards.drawing import Scene, draw
from cards.late import ConferenceSettled, settled_card
from cards.steps import CloseForm
from cards.summary import summary
from meeting.delivery import Attempt, Deliveries, Delivery, Result, Way
from meeting.post import CHANNEL, Post, PostKind
from meeting.posts import owed, posts
from meeting.posts_calls import calls
from meeting.protocol_clocks import ClockName
from meeting.standing_in import stood_in
from state.directory import CONVENE
from state.protocols import read_protocol
from tests import walk
from tests.cards.album import Album, Drawn
from tests.people import DEV, DIRECTORY, GRACE, MIRIAM, OWEN, SAM

UNREACHABLE = (Way.CHAT, Result.UNREACHABLE)
REFUSED = (Way.EMAIL, Result.REFUSED)
MENTIONED = (Way.MENTION, Result.ACCEPTED)


async def delivering() -> Album:
    """Nobody answers, nothing arrives, somebody must telephone; and several reminders at once."""
    album = Album("delivery")
    await walk.requested(album)
    await _nobody_answers(album)
    await walk.convened(album)
    await album.does(GRACE, AnswerForm, kind="ATTENDING")
    await _not_everything_arrives(album)
    await album.pass_time("reminders", hours=24)
    await _together(album)
    return album


async def _nobody_answers(album: Album) -> None:
    """A manager is slow, and of the card for another it is not known whether it was shown."""
    album.later(hours=20)
    work = album.store.work(CONVENE, album.now)
    meeting = await work.meeting(album.id)
    asked = stood_in(meeting, album.protocol, DIRECTORY.people, album.now)
    await work.save(asked, "asked somebody as well")
    await work.commit()
    await album.stop("nobody answers")
    lost = [p for p in await album.posts() if p.kind is PostKind.AUTHORISE]
    unsure = [_delivery(p, (Way.CHAT, Result.UNCERTAIN)) for p in lost]
    await _call(album, "an approval that may have been shown", unsure)


async def _not_everything_arrives(album: Album) -> None:
    ways = {DEV.id: (UNREACHABLE, REFUSED), OWEN.id: (UNREACHABLE, MENTIONED)}
    usual = ((Way.CHAT, Result.ACCEPTED),)
    sent = [p for p in await album.posts() if p.kind in {PostKind.INVITATION, PostKind.TALLY}]
    fares = [_delivery(p, *ways.get(p.to, usual)) for p in sent]
    await _shown(album, "some are lost", fares, PostKind.PROPOSAL)
    await _call(album, "an invitation", fares)
    away = [_delivery(p, (Way.CHANNEL, Result.UNREACHABLE)) for p in sent if p.to == CHANNEL]
    await _call(album, "the channel", away)
    mention = mention_card(await album.meeting(), DEV)
    album.keep("a mention", Drawn(mention, channel=True))


async def _call(album: Album, stage: str, fares: Deliveries) -> None:
    """Whom to telephone; and the same card once they were reached."""
    meeting, due = await album.meeting(), {p.slot: p for p in await album.posts()}
    for post in calls(meeting, due, fares):
        await _keep(album, stage, post, fares)
        await _keep(album, f"{stage} settled", post.but(edition="settled"), ())


async def _together(album: Album) -> None:
    meeting = await album.meeting()
    reminders = [p for p in owed(meeting, album.protocol) if p.kind is PostKind.REMINDER]
    cards = [draw(_scene(album, meeting, p, ())) for p in reminders if p.to == DEV.id]
    album.keep("several reminders", Drawn(digest_card(cards)))
    album.keep("a reminder is settled", Drawn(settled_card(meeting)))


async def conferring() -> Album:
    """A decision for an enquiry under a protocol that says when a conference must be held."""
    album = Album("conference")
    theirs = read_protocol("somerset")
    clock = next(c for c in theirs.clocks if c.clock is ClockName.ICPC)
    clocks = (*album.protocol.clocks, clock)
    album.protocol = album.protocol.but(clocks=clocks, conference=theirs.conference)
    album.store.protocols = {album.protocol.name: album.protocol}
    await walk.complete(album)
    await album.does(MIRIAM, CloseForm)
    await album.stop("held")
    await album.pass_time("after it", days=25)
    await album.does(SAM, ConferenceSettled, words="")
    await album.does(SAM, ConferenceSettled, words="Held on 3 December at 10 am.")
    await album.stop("settled")
    return album


async def _shown(album: Album, stage: str, fares: Deliveries, *kinds: PostKind) -> None:
    for post in posts(await album.meeting(), album.protocol, album.now):
        if post.kind in kinds:
            await _keep(album, stage, post, fares)


async def _keep(album: Album, stage: str, post: Post, fares: Deliveries) -> None:
    meeting = await album.meeting()
    card = draw(_scene(album, meeting, post, fares))
    drawn = Drawn(card, post.to == CHANNEL, summary(post, meeting))
    album.keep(f"{stage}, {post.kind}", drawn)


def _scene(album: Album, meeting, post: Post, fares: Deliveries) -> Scene:
    link = "https://link/1"
    return Scene(post, meeting, album.protocol, DIRECTORY.people, lambda m, p, e: link, fares)


def _delivery(post: Post, *tried: tuple[Way, Result]) -> Delivery:
    attempts = tuple(Attempt(way=way, result=result, at=post.due) for way, result in tried)
    result = tried[-1][1]
    return Delivery(
        slot=post.slot, kind=post.kind, to=post.to, result=result, at=post.due,
        attempts=attempts, exhausted=result is not Result.ACCEPTED,
    )  # fmt: skip
