"""What tired people type is understood, or asked back; nothing is guessed that would do harm."""

import pytest

from cards.change import Cancel, Reschedule
from cards.help import Help, MyMeetings, Status, Timeline, WhoOwes
from cards.request import OpenRequest
from cards.said import ASK, AnswerSaid, Courtesy, DissentSaid, HereSaid, StartSaid, Unclear
from dialogs.words import understand
from tests.dialogs.typed import (
    AGREEING,
    ASKING_STATUS,
    CANCELLING,
    COMING,
    CONVENING,
    DEPUTY,
    DISSENTING,
    DOUBTFUL,
    HELPING,
    HERE,
    INFORMING,
    LINES,
    MINE,
    MOVING,
    NOT_COMING,
    OWING,
    STARTING,
    THANKING,
    UNCLEAR,
)


def table(sentences, form):
    return [pytest.param(words, form, id=words or "nothing") for words in sentences]


@pytest.mark.parametrize(
    ("words", "form"),
    [
        *table(CONVENING, OpenRequest),
        *table(OWING, WhoOwes),
        *table(MOVING, Reschedule),
        *table(CANCELLING, Cancel),
        *table(ASKING_STATUS, Status),
        *table(DISSENTING, DissentSaid),
        *table(STARTING, StartSaid),
        *table(HERE, HereSaid),
        *table(HELPING, Help),
        *table(MINE, MyMeetings),
        *table(LINES, Timeline),
        *table(THANKING, Courtesy),
        *table(UNCLEAR, Unclear),
    ],
)
def test_a_sentence_stands_for_what_its_author_meant(words, form):
    assert type(understand(words)) is form


@pytest.mark.parametrize(
    ("words", "kind", "sure"),
    [
        *(pytest.param(words, "ATTENDING", "yes", id=words) for words in COMING),
        *(pytest.param(words, "ATTENDING", "", id=words) for words in AGREEING),
        *(pytest.param(words, "INFORMATION", "yes", id=words) for words in NOT_COMING),
        *(pytest.param(words, "INFORMATION", "", id=words) for words in INFORMING),
        *(pytest.param(words, "DEPUTY", "yes", id=words) for words in DEPUTY),
        *(pytest.param(words, ASK, "", id=words) for words in DOUBTFUL),
    ],
)
def test_an_answer_is_the_one_that_was_given(words, kind, sure):
    form = understand(words)
    assert isinstance(form, AnswerSaid)
    assert (form.kind, form.sure, form.note) == (kind, sure, words)


@pytest.mark.parametrize("words", ["status SM-ABC23", "sm-abc23 status", "status of SM ABC23?"])
def test_a_reference_is_read_wherever_it_stands(words):
    assert understand(words).meeting == "SM-ABC23"


def test_a_request_keeps_all_that_was_typed_with_it():
    words = "Convene a strat meeting tomorrow 2pm – sexual abuse"
    assert understand(words).words == words


@pytest.mark.parametrize(
    ("words", "reason", "agree"),
    [
        ("I dissent because nobody has seen him", "nobody has seen him", "yes"),
        ("i formally dissent, as he is not safe", "he is not safe", "yes"),
        ("I dissent from the decision because he is not safe", "he is not safe", "yes"),
        ("I dissent", "", ""),
        ("I disagree with the time", "with the time", ""),
        ("I disagree because he is not safe", "he is not safe", ""),
        ("We dissent since he is not safe", "We dissent since he is not safe", ""),
        ("I don't dissent because I agree", "I don't dissent because I agree", ""),
    ],
)
def test_only_an_outright_dissent_with_its_reason_needs_no_confirming(words, reason, agree):
    form = understand(words)
    assert (form.dissent, form.agree) == (reason, agree)


REPORT = (
    "Yes we know the family. Mum has cancelled three appointments and moved twice; she can't"
    " attend the clinic and I can confirm I will come back to this. Dad disagrees with the school."
    " The status of the tenancy is unclear, who has replied is not known to us, please help."
)


def test_a_long_report_is_no_command_whatever_words_are_in_it():
    assert understand(REPORT) == Unclear(words=REPORT)


def test_a_request_with_a_long_story_is_still_a_request():
    assert type(understand(f"convene a strategy meeting tomorrow 2pm. {REPORT}")) is OpenRequest


def test_a_dissent_with_a_long_reason_is_still_a_dissent():
    assert understand(f"I dissent because {REPORT}").agree == "yes"


def test_a_weak_word_is_never_a_slip_of_the_finger_for_an_act():
    for words in ("star the meeting", "canal", "cancer", "moved", "intend"):
        assert type(understand(words)) not in (StartSaid, Cancel, Reschedule, DissentSaid)
