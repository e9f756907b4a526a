"""A request sent, approved, returned or declined: by whom, when, and with which words."""

import pytest

from meeting import authorisation
from meeting.access import NotTheAuthoriser
from meeting.authorisation import AlreadySent, NotWaiting, WordsNeeded
from meeting.model import Phase
from meeting.request import Outcome
from tests.build import NINE, PROTOCOL, a_draft, authorised, cancelled, convened, requested, settled
from tests.people import DEV, MIRIAM, SAM, THEO


def settle(meeting, person=MIRIAM, outcome=Outcome.APPROVED, words=""):
    return authorisation.settle(meeting, PROTOCOL, person, outcome, words, NINE)


@pytest.mark.parametrize("meeting", [a_draft(), settled(Outcome.RETURNED)], ids=["new", "returned"])
def test_a_request_is_put_before_a_manager(meeting):
    sent = authorisation.send(meeting, PROTOCOL, THEO, NINE)
    assert (sent.phase, sent.authoriser, sent.requested_at) == (Phase.REQUESTED, THEO, NINE)


@pytest.mark.parametrize(
    "meeting",
    [requested(), authorised(), settled(Outcome.DECLINED), convened(), cancelled(requested())],
    ids=["waiting", "authorised", "declined", "convened", "cancelled"],
)
def test_a_request_is_not_sent_twice(meeting):
    with pytest.raises(AlreadySent):
        authorisation.send(meeting, PROTOCOL, THEO, NINE)


@pytest.mark.parametrize("person", [SAM, DEV])
def test_only_a_manager_can_be_asked(person):
    with pytest.raises(NotTheAuthoriser):
        authorisation.send(a_draft(), PROTOCOL, person, NINE)


@pytest.mark.parametrize(
    ("outcome", "words", "phase"),
    [
        (Outcome.APPROVED, "", Phase.AUTHORISED),
        (Outcome.APPROVED, "Quickly.", Phase.AUTHORISED),
        (Outcome.RETURNED, "Why now?", Phase.RETURNED),
        (Outcome.DECLINED, "Known already.", Phase.DECLINED),
    ],
)
def test_what_the_manager_says_is_kept_with_name_time_and_words(outcome, words, phase):
    meeting = settle(requested(), MIRIAM, outcome, words)
    [given] = meeting.authorisations
    assert (meeting.phase, given.by, given.at, given.words) == (phase, MIRIAM, NINE, words)


@pytest.mark.parametrize("outcome", [Outcome.RETURNED, Outcome.DECLINED])
def test_returning_and_declining_need_words(outcome):
    with pytest.raises(WordsNeeded):
        settle(requested(), MIRIAM, outcome, "")


@pytest.mark.parametrize("person", [SAM, THEO, DEV])
def test_nobody_else_answers_for_the_manager(person):
    with pytest.raises(NotTheAuthoriser):
        settle(requested(), person)


@pytest.mark.parametrize("meeting", [authorised(), cancelled(requested())])
def test_a_request_that_is_settled_or_cancelled_waits_no_more(meeting):
    with pytest.raises(NotWaiting):
        settle(meeting)


def test_the_manager_who_approves_chairs_until_another_is_named():
    assert authorised().chair == MIRIAM
    assert settle(requested().but(chair=THEO)).chair == THEO


def test_invitees_are_proposed_on_approval_alone():
    assert [i.agency for i in authorised().invitees] == [
        "social_care",
        "health",
        "police",
        "education",
    ]
    assert settled(Outcome.RETURNED).invitees == settled(Outcome.DECLINED).invitees == ()


def test_every_round_of_questions_stays_on_the_record():
    again = authorisation.send(settled(Outcome.RETURNED), PROTOCOL, MIRIAM, NINE)
    assert [a.outcome for a in settle(again).authorisations] == [
        Outcome.RETURNED,
        Outcome.APPROVED,
    ]
