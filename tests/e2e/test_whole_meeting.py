"""One whole meeting in the real Playground and a real browser, as a person would walk it.

The pictures are kept in var/pictures, to be looked at.
"""

import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.e2e.office import Office, office
from tests.e2e.playground import ROOT
from tests.e2e.screen import Screen, screen

pytestmark = pytest.mark.e2e

PICTURES = ROOT / "var" / "pictures"
CHANNEL = "Strategy meetings"
NAME = "Name (for an unborn baby, the mother's name)"
GRACE = "Grace Adeyemi, Health Lead, Named Nurse"


@pytest.mark.requirement("NS-02")
@pytest.mark.requirement("NS-22")
@pytest.mark.requirement("NS-72")
@pytest.mark.requirement("NS-91")
@pytest.mark.requirement("NS-94")
async def test_a_meeting_from_request_to_circulated_minutes(tmp_path: Path):
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    async with office(tmp_path) as place, screen(place.client.url, PICTURES, 1600) as window:
        await _request(window)
        await _authorise_and_invite(window)
        await _answer(window)
        await _are_reminded(window)
        await _walk_the_first_items(window)
        await _walk_to_the_decision(window)
        await _close_and_dissent(window)
        await _approve(window)
        await _read_the_minutes(window, place)


async def _request(window: Screen):
    await window.types("convene a strategy meeting for tomorrow 2pm, physical abuse")
    card = await window.card("Step 1 of 5")
    await window.presses(card, "Save and go on")
    await card.get_by_text("Please choose how urgent it is").wait_for()
    await window.fills(card, "What is the concern?", "Bruises seen at school; the story changed.")
    await window.fills(card, "When was the concern identified?", "yesterday 4pm")
    await window.chooses(card, "Urgency", "Chronic neglect or historical abuse (3 working days)")
    await window.picture(card, "request")
    await window.presses(card, "Save and go on")
    card = await window.card("Step 2 of 5")
    await window.fills(card, NAME, "Robin Ashgrove")
    await window.fills(card, "Date of birth, or expected date of birth", "2018-05-04")
    await window.presses(card, "Save, add another")
    await card.get_by_text("Add another child").wait_for()
    await window.fills(card, NAME, "Wren Ashgrove")
    await window.picture(card, "children")
    await window.presses(card, "Save and go on")
    card = await window.card("Step 3 of 5")
    await window.fills(card, "Name", "Jo Ashgrove")
    await window.fills(card, "Relationship to the children", "mother")
    await window.presses(card, "Save and go on")
    card = await window.card("Step 4 of 5")
    await window.chooses(card, "What holds in this case?", "A child attends a school or nursery")
    await window.picture(card, "arrangements")
    await window.presses(card, "Save and go on")
    card = await window.card("Step 5 of 5")
    await window.picture(card, "check")
    await window.presses(card, "Send the request")
    await window.card("Sent to Miriam Holt")


async def _authorise_and_invite(window: Screen):
    await window.types("act as the team manager")
    card = await window.card(": authorisation")
    await window.picture(card, "authorise")
    await window.presses(card, "Approve")
    await window.card("Miriam Holt approved this request")
    await window.types("act as the social worker")
    card = await window.card("who is asked")
    await window.chooses(card, "Health", GRACE)
    await window.chooses(card, "Police", "Dev Raman, Detective Sergeant")
    await window.picture(card, "invitees")
    await window.presses(card, "Send the invitations")
    await window.card("Invitations sent at")


async def _answer(window: Screen):
    card = await window.card("You are asked to strategy meeting")
    await window.presses(card, "I will attend")
    await card.get_by_text("attending").first.wait_for()
    await window.types("act as the health lead")
    await window.card("Health: A health practitioner")
    await window.types("yes I'll be there")
    await window.said("you are attending")
    await window.types("act as the school")
    card = await window.card("School or nursery: School")
    await window.picture(card, "invitation")
    await window.types("can't make it, sending a report")
    card = await window.card("Written information for")
    await window.fills(card, "What relevant history does your agency hold?", "Attendance fell.")
    await window.presses(card, "Save")
    await card.get_by_text("Recorded").first.wait_for()
    await window.picture(card, "information")
    await window.turn_to(CHANNEL)
    card = await window.card("2 of 3: Police missing")
    await window.picture(card, "tally")


async def _are_reminded(window: Screen):
    await window.turn_to("Personal Chat")
    await window.types("act as the detective sergeant")
    await window.card("Police: A Police representative")
    await window.types("wait 24 hours")
    card = await window.card("Reminder: your answer")
    await window.picture(card, "reminder")
    await window.types("act as Miriam")
    card = await window.card("Nobody has said that they come")
    await window.picture(card, "quorum")
    await window.types("who hasn't replied?")
    await window.card("still awaited")


async def _walk_the_first_items(window: Screen):
    await window.types("start the meeting")
    await window.said("is open, in the meeting's channel")
    await window.turn_to(CHANNEL)
    card = await window.card("Item 1 of 13")
    await window.chooses(card, "Present", "Sam Okafor, Social Worker", GRACE)
    await window.picture(card, "agenda")
    await window.presses(card, "Record, go on")
    card = await window.card("Item 2 of 13")
    await card.get_by_text("Below the statutory minimum: Police missing.").wait_for()
    await window.chooses(card, "The chair decides to", "Proceed, and record why")
    await window.fills(card, "Whom did you ring, and why do you decide so?", "The duty sergeant.")
    await window.picture(card, "below-minimum")
    await window.presses(card, "Record")
    await card.get_by_text("Proceed, and record why: recorded").wait_for()
    await window.presses(card, "Record, go on")
    for item in (3, 4):
        await window.presses(await window.card(f"Item {item} of 13"), "Read out, go on")
    card = await window.card("Item 5 of 13")
    await window.presses(card, "Show me the details")
    await window.presses(card, "Record, go on")
    await card.get_by_text("There was nothing to record").wait_for()
    await window.chooses(card, "Are they right?", "Cross-checked between the agencies")
    await window.presses(card, "Record, go on")


async def _walk_to_the_decision(window: Screen):
    for item in (6, 7, 8, 9):
        card = await window.card(f"Item {item} of 13")
        await window.fills(card, "What was said", f"Said under item {item}.")
        await window.presses(card, "Record, go on")
    voice = await window.card("for everybody in the room")
    await window.chooses(voice, "Is the threshold met?", "Section 47 enquiry")
    await window.fills(voice, "Reasons for this view", "The story changed twice.")
    await window.chooses(voice, "How safe are the children?", "3")
    await window.picture(voice, "views")
    await window.presses(voice, "Give my agency's view")
    await window.said("view recorded at")
    for left in ("Child 1", "Child 2"):
        card = await window.card("Item 10 of 13")
        await window.chooses(card, "Decision", "Section 47 enquiry required")
        await window.chooses(
            card, "If section 47: who leads", "Joint: Police and Children's Social Care"
        )
        await window.fills(card, "Reasons", "The explanation does not fit.")
        await window.picture(card, "decision")
        await window.presses(card, "Record the decision")
        if left == "Child 1":
            await card.get_by_text("Child 1: Section 47 enquiry required").wait_for()


async def _close_and_dissent(window: Screen):
    card = await window.card("Item 11 of 13")
    plan = "The safety plan: who does what, at once and while enquiries run"
    await window.fills(card, plan, "Both stay with their aunt.")
    await window.presses(card, "Record, go on")
    card = await window.card("Item 12 of 13")
    await window.fills(card, "What is to be done", "Arrange the medical")
    await window.chooses(card, "By whom", GRACE)
    await window.fills(card, "By when", "in 2 days at 5pm")
    await window.presses(card, "Record the action")
    await card.get_by_text("Action 1: Grace Adeyemi").wait_for()
    await window.presses(card, "Skip for now")
    card = await window.card("Item 13 of 13")
    await window.fills(card, "When is the investigation reviewed?", "in 7 working days at 10am")
    await window.presses(card, "Record the review")
    await card.get_by_text("Every item is recorded.").wait_for()
    await window.presses(card, "Close the meeting")
    card = await window.card(": outcome")
    await window.turn_to("Personal Chat")
    await window.types("act as Grace")
    await window.said("You now act as Grace Adeyemi")
    await window.turn_to(CHANNEL)
    card = await window.card(": outcome")
    await window.picture(card, "outcome")
    await window.fills(card, "Why you disagree, in your own words", "A medical is not needed.")
    await window.presses(card, "Record my dissent")
    await card.get_by_text("1 dissent is recorded.").wait_for()


async def _approve(window: Screen):
    await window.turn_to("Personal Chat")
    card = await window.card("Challenging the decision")
    await window.picture(card, "challenge")
    await window.types("act as Miriam")
    card = await window.card("Draft minutes of strategy meeting")
    await window.fills(card, "The chair's addition", "The police were rung twice.")
    await window.presses(card, "Add to the minutes")
    await card.get_by_text("Version 2").wait_for()
    await window.picture(card, "draft-minutes")
    await window.presses(card, "Approve and circulate")
    await window.card("circulated")
    await window.types("act as Grace")
    card = await window.card("The link is yours alone")
    await window.picture(card, "minutes")


async def _read_the_minutes(window: Screen, place: Office):
    """Through the link on the card, and the page it opens."""
    shown = [str(card) for post in place.client.posts.values() for card in post.cards]
    links = {
        link for card in shown for link in re.findall(r"http://127[^'\"]+/minutes/[^'\"]+", card)
    }
    texts = []
    for link in links:
        async with place.client.http.get(f"{link}/pdf") as answer:
            if answer.status == 200:
                pages = PdfReader(BytesIO(await answer.read())).pages
                texts.append("\n".join(page.extract_text() for page in pages))
    await window.page.goto(sorted(links)[-1])
    await window.page.screenshot(path=PICTURES / "minutes-page.png")
    assert texts, "no link opens the minutes"
    for words in ("A medical is not needed.", "The police were rung twice.", "Wren Ashgrove"):
        assert any(words in text for text in texts), words
