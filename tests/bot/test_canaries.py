"""Names and details are put everywhere that words can be typed; what leaves the bot is searched.

Outside a card's body nothing may carry them: not the notification, not a text, not an e-mail,
not a log line, not an error, not the name of a file. In the channel they may not even stand on a
card.
"""

import json
import logging
from datetime import timedelta

import pytest
import structlog
from aiohttp import web

from bot.failures import Unreachable
from tests.bot.hosted import KEY, a_hosted_office
from tests.bot.office import TEAM
from tests.bot.walk import opened
from tests.fakes.serving import served
from tests.people import DEV, GRACE, MIRIAM, OWEN, SAM
from web.health import routes as health_routes
from web.links import Links
from web.pages import routes as minutes_routes

PLACES = (
    "child", "address", "nhs", "ethnicity", "plan", "adult", "relationship", "concern", "return",
    "moved", "added", "free", "information", "note", "view", "decision", "safety", "action",
    "dissent", "remark", "typed", "secret",
)  # fmt: skip
SHOWN_TO_SOMEBODY = {"child", "adult", "concern", "return", "information", "action", "dissent"}
CANARY = {place: f"Zq{place}canary" for place in PLACES}


def canaries_in(what):
    found = json.dumps(what, default=str).lower()
    return {place for place, canary in CANARY.items() if canary.lower() in found}


class Lines(logging.Handler):
    def __init__(self):
        super().__init__(level=logging.DEBUG)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage() + str(record.exc_text or ""))


@pytest.fixture
def lines():
    handler = Lines()
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler.lines
    root.removeHandler(handler)
    root.setLevel(level)


async def the_whole_of_it(office):
    """One meeting with a canary in every field, and with every rung of the ladder in use."""
    await opened(office, SAM, MIRIAM, GRACE, OWEN)
    office.teams.blocked |= {DEV.id, office.who(DEV).chat}
    await request(office)
    await invite(office)
    await answer(office)
    await hold(office)
    await follow(office)


async def request(office):
    sam = office.who(SAM)
    await sam.types(f"convene a strategy meeting for tomorrow 2pm about {CANARY['typed']}")
    go_on = "Save and go on"
    await sam.presses(
        go_on, category="physical abuse", concern=CANARY["concern"], band="chronic",
        identified="today 8am",
    )  # fmt: skip
    about = {k: CANARY[k] for k in ("address", "nhs", "ethnicity", "plan")}
    await sam.presses(go_on, name=CANARY["child"], born="2018-05-04", **about)
    await sam.presses(go_on, name=CANARY["adult"], relationship=CANARY["relationship"])
    await sam.presses(go_on, facts="school", when="tomorrow 2pm")
    await sam.presses("Send the request")
    await office.who(MIRIAM).presses("Return with questions", words=CANARY["return"])
    await sam.presses("Change the request")
    await sam.presses("Send the request")
    await office.who(MIRIAM).presses("Approve")


async def invite(office):
    sam = office.who(SAM)
    await sam.presses("Add", add="po-priya", add_reason=CANARY["added"])
    named = {}
    for field, choice in sam.fields("Send the invitations").items():
        offered = {c["value"] for c in choice.get("choices", ())}
        if field.startswith("who_") and choice.get("value") != "po-priya":
            named[field] = next(iter(offered & {SAM.id, DEV.id, GRACE.id, OWEN.id}))
    await sam.presses("Send the invitations", **named)
    office.postbox.failures += [Unreachable("Mail550")] * 3
    await sam.types("reschedule to tomorrow 3pm")
    await sam.presses("Move the meeting", reason=CANARY["moved"])
    await sam.presses("Move the meeting", reason=CANARY["moved"])


async def answer(office):
    await office.who(GRACE).types(f"yes I'll be there, {CANARY['free']}")
    await office.who(SAM).presses("I will attend")
    owen = office.who(OWEN)
    await owen.types("can't make it, sending a report")
    fields = [f for f in owen.fields("Save") if f.startswith("q_")]
    await owen.presses("Save", **dict.fromkeys(fields, CANARY["information"]))
    await owen.types(f"{CANARY['free']} was seen on Monday and again on Tuesday by two of us.")
    await office.who(GRACE).types(f"nonsense {CANARY['typed']} and more", where=TEAM)
    await office.later(hours=13)


async def hold(office):
    miriam, grace = office.who(MIRIAM), office.who(GRACE)
    await office.at((await office.meeting()).request.meet_at)
    await miriam.presses("Start the meeting", where=TEAM)
    present = ",".join(p.id for p in (MIRIAM, SAM, GRACE))
    await miriam.presses("Record, go on", where=TEAM, present=present)
    await miriam.presses("Record, go on", where=TEAM, text=CANARY["note"])
    for _ in (3, 4):
        await miriam.presses("Read out, go on", where=TEAM)
    await miriam.presses("Record, go on", where=TEAM, text=CANARY["note"], ticked="true")
    for _ in (6, 7, 8, 9):
        await miriam.presses("Record, go on", where=TEAM, text=CANARY["note"])
    await grace.presses(
        "Give my agency's view", where=TEAM, opinion="s47", safety="3", reason=CANARY["view"]
    )
    await miriam.presses(
        "Record the decision", where=TEAM, outcome="s47", lead="joint", reason=CANARY["decision"]
    )
    await miriam.presses("Record, go on", where=TEAM, plan=CANARY["safety"])
    await miriam.presses(
        "Record the action",
        where=TEAM,
        what=CANARY["action"],
        who=GRACE.id,
        when="in 2 days at 5pm",
    )
    await miriam.presses("Skip for now", where=TEAM)
    await miriam.presses("Close the meeting", where=TEAM, close_reason=CANARY["note"])
    await grace.presses("Record my dissent", where=TEAM, dissent=CANARY["dissent"])


async def follow(office):
    miriam = office.who(MIRIAM)
    await miriam.presses("Add to the minutes", remark=CANARY["remark"])
    await office.later(days=4)
    office.teams.blocked |= {GRACE.id, office.who(GRACE).chat}
    await miriam.presses("Approve and circulate")
    for words in ("status", "timeline", "my meetings", "who hasn't replied?"):
        await office.who(SAM).types(words, where=TEAM)
    await office.later(days=30)


async def test_nothing_leaves_with_a_name_or_a_detail_outside_a_cards_body(lines):
    answers = []
    with structlog.testing.capture_logs() as logged:
        async with a_hosted_office(mail=True) as office:
            post = office.post

            async def kept(activity, **more):
                answered = await post(activity, **more)
                answers.append(answered)
                return answered

            office.post = kept
            await the_whole_of_it(office)
            await trouble(office)
            sent, letters = office.teams.sent, office.postbox.letters
            timeline = await office.timeline()
            pages = await pages_seen(office)
            kept_rows = [r.body for r in await office.store.backend.scan("", "~", 100_000)]
    assert canaries_in([s.body for s in sent]) >= SHOWN_TO_SOMEBODY
    assert canaries_in(kept_rows) >= set(CANARY) - {"typed", "free", "secret"}
    assert {bool(sent), bool(letters), bool(logged), bool(timeline)} == {True}
    outside = [{k: v for k, v in s.body.items() if k != "attachments"} for s in sent]
    assert canaries_in(outside) == set()
    assert canaries_in([_first_seen(c) for s in sent for c in _cards(s)]) == set()
    channel = [s.body for s in sent if s.conversation.startswith(TEAM)]
    assert canaries_in(channel) == set()
    assert canaries_in(letters) == set()
    assert canaries_in(logged) == set()
    assert canaries_in(lines) == set()
    assert canaries_in(answers) == set()
    assert canaries_in(timeline) == set()
    assert canaries_in(pages) == set()
    assert canaries_in([(s.method, s.conversation) for s in sent]) == set()


async def trouble(office):
    """The store fails with words of the case in its mouth, in a turn and in a round."""
    real = office.store.backend.put

    async def fails(changes):
        raise RuntimeError(CANARY["secret"], [c.body for c in changes])

    office.store.backend.put = fails
    await office.who(SAM).types("status")
    await office.who(SAM).types(f"cancel the meeting, {CANARY['secret']}")
    await office.later(days=1)
    office.store.backend.put = real
    bad = office.who(SAM).activity(
        "message", value={"to": "request.child", "name": CANARY["child"]}
    )
    await office.post(bad)
    await office.post(bad | {"conversation": CANARY["child"]})


async def pages_seen(office):
    """The pages outside Teams, the headers and the names of the files that they hand out."""
    at = (await office.meeting()).minutes.approved_at
    links = Links(KEY, "https://minutes.example")
    link = links.minutes(office.id, MIRIAM.id, 2, at + timedelta(days=1))
    app = web.Application()
    app.add_routes(minutes_routes(office.store, links, lambda: at))
    app.add_routes(health_routes(_healthy))
    seen = []
    async with served(app) as url:
        address = link.replace("https://minutes.example", url)
        for page in (address, f"{address}/pdf", f"{address}/docx", f"{address}x", f"{url}/health"):
            async with office.http.get(page) as answer:
                held = "filename" in answer.headers.get("Content-Disposition", "")
                body = "" if held else await answer.text()
                seen.append((answer.status, dict(answer.headers), body))
    assert [status for status, _, _ in seen] == [200, 200, 200, 404, 200]
    return seen


async def _healthy():
    return True


def _cards(sent):
    return [a["content"] for a in sent.body.get("attachments", ())]


def _first_seen(card):
    """What a client shows that knows no summary: the first words of the card."""
    return [card["fallbackText"], card["body"][0]]


def test_the_search_finds_what_it_is_to_find():
    assert canaries_in({"summary": f"About {CANARY['child']}"}) == {"child"}
    assert canaries_in([("a", {"b": CANARY["note"].upper()})]) == {"note"}
    assert canaries_in("nothing") == set()
