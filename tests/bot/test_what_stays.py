"""What the chair alone may see stays in the chair's chat; approved minutes stay as they were."""

import io

import pytest
from docx import Document

from tests.bot.office import TEAM, an_office
from tests.bot.walk import CHILD, approved, in_session, opened
from tests.people import GRACE, MIRIAM


@pytest.fixture
async def office():
    async with an_office() as place:
        await opened(place)
        yield place


NAMED = f"{CHILD} was hit again."
IN_VAIN = [
    ("presses", {"outcome": "s47", "reason": "", "summary": NAMED}),
    ("executes", {"outcome": "s47", "reason": "", "summary": NAMED}),
]


@pytest.mark.parametrize(("way", "typed"), IN_VAIN)
async def test_what_the_chair_typed_in_vain_is_shown_to_the_chair_alone(office, way, typed):
    await in_session(office)
    miriam = office.who(MIRIAM)
    for _ in range(8):
        await miriam.presses("Skip for now", where=TEAM)
    await getattr(miriam, way)("Record the decision", where=TEAM, **typed)
    sent = [s for s in office.teams.sent if NAMED in str(s.body)]
    assert {s.conversation for s in sent} == {miriam.chat}
    assert miriam.fields("Record the decision")["summary"]["value"] == NAMED
    assert "A decision needs its reasons" in miriam.reads()
    assert "A decision needs its reasons" not in office.channel()
    reason = {"reason": "It does not fit.", "lead": "joint"}
    await miriam.presses("Record the decision", **reason)
    session = (await office.meeting()).session
    assert [n.text for n in session.notes if n.item == 10] == [NAMED]
    assert "Item 11 of 13" in office.channel()


async def test_minutes_stay_as_they_were_approved_when_somebody_dissents_later(office):
    await approved(office)
    grace = office.who(GRACE)
    before = await _downloaded(office, grace)
    await grace.presses("Record my dissent", where=TEAM, dissent="It was decided too soon.")
    await grace.presses("I have contacted them")
    after = await _downloaded(office, grace)
    added = after.index("Recorded after these minutes were approved")
    assert "It was decided too soon." in after[added:]
    assert "Challenge" in after[added:]
    changed = set(before) ^ set(after[:added])
    assert all(line.startswith("Version 1, approved by") for line in changed)


async def _downloaded(office, person):
    """The lines of the Word document behind the newest link in their chat."""
    message, _ = person.given("Send me a new link")
    card = message["attachments"][0]["content"]
    [link] = [a["url"] for p in card["body"] for a in p.get("actions", ()) if "url" in a]
    async with office.http.get(f"{office.url}/{link.split('/', 3)[3]}/docx") as answer:
        return [p.text for p in Document(io.BytesIO(await answer.read())).paragraphs]
