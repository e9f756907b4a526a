"""Signs that the PDF's fonts lack."""

import pytest

from records import signs


def ascii_only(words: str) -> bool:
    return words.isascii()


def test_a_sign_that_cannot_be_shown_is_named():
    assert signs.readable("today 😟!", ascii_only) == "today [worried face]!"


def test_a_sign_without_a_name_gives_its_number():
    assert signs.name("\uf0a7") == "[sign f0a7]"


def test_what_can_be_shown_stays():
    assert signs.readable("Łukasz 😟", lambda word: "😟" not in word) == "Łukasz [worried face]"


def test_two_signs_that_only_fail_together_are_both_named():
    def apart(word: str) -> bool:
        return "1\u20e3" not in word

    assert signs.readable("No 1\u20e3.", apart) == "No 1[combining enclosing keycap]."


@pytest.mark.parametrize("joiner", ["\u200d", "\ufe0f"])
def test_what_only_joins_its_neighbours_has_no_name(joiner):
    assert signs.name(joiner) == ""
