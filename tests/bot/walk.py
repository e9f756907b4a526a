"""A meeting brought as far as a test needs it, by typing and by pressing what was shown."""

from meeting.people import Person
from tests.bot.office import TEAM, Office
from tests.people import DEV, GRACE, HUGO, MIRIAM, OWEN, SAM

CHILD = "Robin Ashgrove"
CONCERN = "Bruises seen at school; the story changed."
EVERYBODY = (SAM, MIRIAM, DEV, GRACE, OWEN, HUGO)


async def opened(office: Office, *people: Person) -> None:
    """The bot is installed in the team and for those people; nobody else is within reach."""
    channel = office.who(SAM).activity("conversationUpdate", where=TEAM)
    await office.post(channel | {"membersAdded": [channel["recipient"]]})
    for person in people or EVERYBODY:
        await office.who(person).installs()


async def requested(office: Office, *, when="tomorrow 2pm", band="chronic") -> None:
    sam = office.who(SAM)
    await sam.types(f"convene a strategy meeting for {when}, physical abuse")
    go_on = "Save and go on"
    await sam.presses(go_on, concern=CONCERN, band=band, identified="today 8am")
    await sam.presses(go_on, name=CHILD, born="2018-05-04")
    await sam.presses(go_on, name="Jo Ashgrove", relationship="mother")
    await sam.presses(go_on, facts="school")
    await sam.presses("Send the request")


async def authorised(office: Office, **more) -> None:
    await requested(office, **more)
    await office.who(MIRIAM).presses("Approve")


async def convened(office: Office, **more) -> None:
    await authorised(office, **more)
    sam = office.who(SAM)
    asked = sam.fields("Send the invitations")
    named = {}
    for field, choice in asked.items():
        offered = {c["value"] for c in choice.get("choices", ())}
        if field.startswith("who_"):
            [named[field]] = offered & {SAM.id, DEV.id, GRACE.id, OWEN.id}
    await sam.presses("Send the invitations", **named)


async def answered(office: Office, **more) -> None:
    await convened(office, **more)
    for person in (SAM, DEV, GRACE, OWEN):
        await office.who(person).presses("I will attend")


async def in_session(office: Office, **more) -> None:
    await answered(office, **more)
    await office.at((await office.meeting()).request.meet_at)
    miriam = office.who(MIRIAM)
    await miriam.presses("Start the meeting", where=TEAM)
    present = ",".join(p.id for p in (MIRIAM, SAM, DEV, GRACE))
    await miriam.presses("Record, go on", where=TEAM, present=present)


async def decided(office: Office, **more) -> None:
    """Item by item up to the decision, each on the chair's one card."""
    await in_session(office, **more)
    miriam = office.who(MIRIAM)
    await miriam.presses("Record, go on", where=TEAM)
    for _ in (3, 4):
        await miriam.presses("Read out, go on", where=TEAM)
    await miriam.presses("Record, go on", where=TEAM, ticked="true")
    for item in (6, 7, 8, 9):
        await miriam.presses("Record, go on", where=TEAM, text=f"Said under item {item}.")
    await miriam.presses(
        "Record the decision", where=TEAM, outcome="s47", lead="joint", reason="It does not fit."
    )


async def closed(office: Office, **more) -> None:
    await decided(office, **more)
    miriam = office.who(MIRIAM)
    await miriam.presses("Record, go on", where=TEAM, plan="Stays with the aunt.")
    await miriam.presses(
        "Record the action", where=TEAM, what="Medical", who=GRACE.id, when="in 2 days at 5pm"
    )
    await miriam.presses("Skip for now", where=TEAM)
    await miriam.presses("Record the review", where=TEAM, when="in 7 working days at 10am")
    await miriam.presses("Close the meeting", where=TEAM)


async def approved(office: Office, **more) -> None:
    await closed(office, **more)
    await office.who(MIRIAM).presses("Approve and circulate")
