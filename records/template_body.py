"""The part of the Word template that tells what was said and decided."""

from docx.document import Document as Word

from records import layout as lay


def agenda(made: Word) -> None:
    lay.heading(made, "Agenda and what was recorded")
    with lay.each(made, "item in r.agenda"):
        lay.subheading(made, "{{ item.number }}. {{ item.title }}")
        with lay.each(made, "note in item.notes"):
            by = "{% if note.by %} Recorded by {{ note.by }}.{% endif %}"
            lay.labelled(made, "{{ note.when }}", "{{ note.text }}" + by, "Note")
        with lay.when(made, "item.script"):
            lay.say(made, "{{ item.script }}", "Small")
        with lay.when(made, "item.see"):
            lay.say(made, "{{ item.see }}")
        with lay.when(made, "item.missing"):
            lay.say(made, "Nothing is recorded under this item.", "Question")


def information(made: Word) -> None:
    with lay.when(made, "r.information"):
        lay.heading(made, "Written information from agencies")
        with lay.each(made, "written in r.information"):
            lay.subheading(made, "{{ written.agency }}")
            lay.say(made, "{{ written.received }}", "Small")
            with lay.each(made, "answer in written.answers"):
                lay.say(made, "{{ answer.label }}", "Question")
                lay.say(made, "{{ answer.words }}")


def views(made: Word) -> None:
    lay.heading(made, "Views of the agencies")
    with lay.when(made, "not r.opinions"):
        lay.say(made, "No agency’s view is recorded.")
    with lay.when(made, "r.opinions and r.scale"):
        lay.say(made, "{{ r.scale }}", "Small")
    with lay.when(made, "r.opinions"):
        safety = "{% if o.safety %}\nSafety: {{ o.safety }}{% endif %}"
        lay.table(
            made,
            "o in r.opinions",
            ("Agency", 4.0, "{{ o.agency }}\n{{ o.by }}"),
            ("View", 4.0, "{{ o.opinion }}" + safety),
            ("Reason", 8.4, "{{ o.reason }}"),
        )


def decided(made: Word) -> None:
    lay.heading(made, "Decisions")
    with lay.each(made, "decided in r.decisions"):
        lay.subheading(made, "{{ decided.child }}")
        lay.facts(made, "decided.facts")
    lay.heading(made, "Safety plan")
    lay.say(made, "{{ r.safety_plan }}")
    lay.heading(made, "Actions")
    with lay.when(made, "not r.actions"):
        lay.say(made, "No action is recorded.")
    with lay.when(made, "r.actions"):
        lay.table(
            made,
            "a in r.actions",
            ("What", 7.4, "{{ a.what }}"),
            ("Who", 4.0, "{{ a.who }}"),
            ("By when", 5.0, "{{ a.due }}"),
        )
    lay.heading(made, "Review")
    lay.say(made, "{{ r.review }}")


def dissent(made: Word) -> None:
    lay.heading(made, "Dissent")
    with lay.when(made, "not r.dissents"):
        lay.say(made, "Nobody’s dissent is recorded.")
    with lay.each(made, "d in r.dissents"):
        lay.subheading(made, "{{ d.name }}, {{ d.agency }}")
        lay.say(made, "{{ d.when }}", "Small")
        lay.say(made, "{{ d.reason }}", "Own words")
        with lay.when(made, "d.challenge"):
            lay.say(made, "{{ d.challenge }}")
    with lay.when(made, "r.challenge_rule"):
        lay.say(made, "{{ r.challenge_rule }}", "Small")


def added(made: Word) -> None:
    with lay.when(made, "r.added"):
        lay.heading(made, "Recorded after these minutes were approved")
        lay.say(made, "{{ r.added_note }}")
        with lay.each(made, "a in r.added"):
            lay.subheading(made, "{{ a.label }}")
            with lay.when(made, "a.when"):
                lay.say(made, "{{ a.when }}{% if a.by %}, {{ a.by }}{% endif %}", "Small")
            with lay.when(made, "a.words"):
                lay.say(made, "{{ a.words }}", "Own words")
