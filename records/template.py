"""Makes records/minutes.docx, the Word template of the minutes: python -m records.template."""

from pathlib import Path

from docx import Document
from docx.document import Document as Word

from records import layout as lay
from records import template_body as body
from records.dress import dress

TEMPLATE = Path(__file__).parent / "minutes.docx"


def template() -> Word:
    """The template, from an empty document with Word's own styles."""
    made = Document()
    dress(made)
    _head(made)
    _meeting(made)
    _people(made)
    _attendance(made)
    body.agenda(made)
    body.information(made)
    body.views(made)
    body.decided(made)
    body.dissent(made)
    _closing(made)
    return made


def _head(made: Word) -> None:
    lay.say(made, "{{ r.partnership }}", "Small")
    lay.say(made, "{{ r.title }}, {{ r.reference }}", "Title")
    with lay.when(made, "r.draft"):
        lay.say(made, "{{ r.status }}", "Draft")
    with lay.when(made, "not r.draft"):
        lay.say(made, "{{ r.status }}", "Standing")
    lay.say(made, "{{ r.confidential }}")
    lay.heading(made, "Outcome")
    lay.table(
        made,
        "child in r.decisions",
        ("Child", 4.6, "{{ child.child }}"),
        ("Decision", 6.4, "{{ child.outcome }}"),
        ("Led by", 5.4, "{{ child.lead or '–' }}"),
    )
    lay.facts(made, "r.outcome")
    with lay.when(made, "r.remarks"):
        lay.heading(made, "The chair’s remarks on these minutes")
        lay.say(made, "{{ r.remarks }}")


def _meeting(made: Word) -> None:
    lay.heading(made, "The meeting")
    lay.facts(made, "r.arranging")


def _people(made: Word) -> None:
    for title, each in (("Children", "r.children"), ("Adults", "r.adults")):
        lay.heading(made, title)
        with lay.when(made, f"not {each}"):
            lay.say(made, "None.")
        with lay.each(made, f"subject in {each}"):
            lay.subheading(made, "{{ subject.name }}")
            lay.facts(made, "subject.facts")
    lay.heading(made, "Concern and timescale")
    lay.facts(made, "r.concern")


def _attendance(made: Word) -> None:
    lay.heading(made, "Who was present")
    lay.table(
        made,
        "p in r.present",
        ("Name", 4.2, "{{ p.name }}"),
        ("Role", 5.8, "{{ p.role }}"),
        ("Agency", 4.2, "{{ p.agency }}"),
        ("From", 2.2, "{{ p.since }}"),
    )
    lay.say(made, "{{ r.quorum }}")
    lay.heading(made, "Invited and not present")
    with lay.when(made, "not r.absent"):
        lay.say(made, "Nobody.")
    with lay.when(made, "r.absent"):
        lay.table(
            made,
            "a in r.absent",
            ("Name", 4.0, "{{ a.name }}{% if a.role %}, {{ a.role }}{% endif %}"),
            ("Agency", 4.2, "{{ a.agency }}"),
            ("Absence", 2.8, "{{ a.apologies }}"),
            ("Written information", 5.4, "{{ a.information }}"),
        )
    with lay.when(made, "r.removed"):
        lay.subheading(made, "Taken off the list of invitees")
        with lay.each(made, "taken in r.removed"):
            lay.say(made, "{{ taken.label }}", "Question")
            lay.say(made, "{{ taken.words }}")


def _closing(made: Word) -> None:
    with lay.when(made, "r.gaps or r.gaps_reason"):
        lay.heading(made, "What is not recorded, and why")
        with lay.each(made, "gap in r.gaps"):
            lay.say(made, "{{ gap }}", "List Bullet")
        lay.say(made, "Reason given at the close", "Question")
        lay.say(made, "{{ r.gaps_reason }}")
    lay.heading(made, "Circulation")
    lay.say(made, "{{ r.circulation_rule }}")
    with lay.each(made, "reader in r.circulation"):
        lay.say(made, "{{ reader }}", "List Bullet")
    body.added(made)


if __name__ == "__main__":
    template().save(str(TEMPLATE))
