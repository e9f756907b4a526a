"""The record of the example, whole or with something changed, and what it says."""

from records.record import Record, record_of
from tests.records.example import MEETING, PROTOCOL
from tests.records.held import SESSION
from tests.records.invented import NAMES


def the_record(**changes) -> Record:
    return record_of(MEETING.but(**changes), PROTOCOL, NAMES)


def with_session(**changes) -> Record:
    return the_record(session=SESSION.but(**changes))


def said(facts, label: str) -> str:
    [words] = [f.words for f in facts if f.label == label]
    return words
