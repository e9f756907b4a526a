"""What people read on the command line, and what they are told when there is no answer."""

import pytest


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["protocols", "nowhere"], "nowhere.toml: there is no such file"),
        (["explain", "--protocol", "nowhere"], "nowhere.toml: there is no such file"),
        (
            ["explain", "--protocol", "north_somerset", "--band", "urgent"],
            'there is no band "urgent"; there are: critical, recent, chronic',
        ),
        (
            ["explain", "--protocol", "north_somerset", "--event", "mett=2026-11-20T16:00"],
            'there is no event "mett"; there are: identified, referred, met',
        ),
        (
            ["explain", "--protocol", "north_somerset", "--event", "met=Friday"],
            '"Friday" is not a time such as 2026-11-24T15:00',
        ),
        (
            ["explain", "--protocol", "north_somerset", "--event", "met=2026-11-20"],
            '"2026-11-20" is not a time',
        ),
        (["invite", "--protocol", "north_somerset", "--fact", "rain"], 'there is no fact "rain"'),
        (["explain"], "--protocol"),
    ],
)
def test_a_question_that_cannot_be_answered_ends_with_2_and_says_why(convene, arguments, said):
    code, out, err = convene(*arguments)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["protocols"], ["north_somerset", "Minutes", "* product default"]),
        (["protocols", "north_somerset"], ["1. Introductions", "The document does not say"]),
        (
            ["explain", "--protocol", "north_somerset", "--event", "met=2026-11-20T16:00"],
            [
                "Circulate the minutes: by Wednesday 25 November 2026, 5:00 pm",
                "North Somerset guide, NS-91",
                "NS-89; the figure is a product default",
            ],
        ),
        (
            ["explain", "--protocol", "north_somerset"],
            ["No clock is running"],
        ),
        (
            ["invite", "--protocol", "north_somerset", "--fact", "sexual_abuse"],
            [
                "Police (required and quorum)",
                "Concerns regarding possible sexual abuse have been raised [North Somerset guide",
                "Considered, not needed:",
                "A housing association or provider is involved",
            ],
        ),
        (["facts"], ["sexual_abuse", "Possible sexual abuse"]),
        (["when", "tomorrow 2pm", "--at", "2026-11-23T09:00"], ["Tuesday 24 November 2026"]),
    ],
)
def test_people_are_told_in_words(convene, arguments: list[str], words: list[str]):
    code, out, _ = convene(*arguments)
    assert code == 0
    for word in words:
        assert word in out
