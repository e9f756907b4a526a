"""The same delivery again: told the same where Teams waits for an answer, else nothing."""

import pytest

from cards.attendance import AnswerForm, OpenInformation
from cards.form import TO
from dialogs.again import LONGEST, answer_to, answered, seen_key
from dialogs.turn import Quiet, Say, Show, Turn
from tests.people import DEV
from tests.walk import convened

CARD = {"type": "AdaptiveCard", "body": [{"text": "£ – “x”"}]}


@pytest.mark.parametrize(
    "reply",
    [
        Say("Recorded."),
        Say("You may not.", refused=True),
        Show(CARD, private=True),
        Show(CARD, replaces=False, done="Recorded at 9:00 am."),
    ],
)
@pytest.mark.parametrize("waits", [True, False])
def test_an_answer_is_kept_for_whoever_waits_for_it(room, reply, waits):
    kept = answer_to(Turn(person=DEV, at=room.now, waits=waits), reply)
    assert answered(kept) == (reply if waits else Quiet())


def test_what_an_earlier_version_kept_is_answered_with_nothing():
    assert answered("2026-11-23T09:00:00+00:00") == Quiet()


def test_a_long_name_is_known_again_too():
    names = ["a" * (LONGEST + 1), "b" * (LONGEST + 1), "é" * 1024, "short"]
    keys = [seen_key(name) for name in names]
    assert len(set(keys)) == 4
    assert max(map(len, keys)) <= LONGEST + len("seen:")
    assert keys == [seen_key(name) for name in names]


@pytest.mark.parametrize(
    ("form", "more"), [(AnswerForm, {"kind": "ATTENDING"}), (OpenInformation, {})]
)
async def test_an_invoke_delivered_twice_is_recorded_once_and_answered_alike(room, form, more):
    await convened(room)
    data = {TO: form.to, "meeting": room.id, **more}
    turn = Turn(person=DEV, at=room.now, waits=True)
    first = await room.router.take(turn, data, "one")
    lines = await room.timeline()
    again = await room.router.take(turn, data, "one")
    assert again.reply == first.reply
    assert again.touched == ()
    assert await room.timeline() == lines
