"""Other people's words on their way into a document."""

import pytest

from records.words import fact, plain


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a line\va page\fend\u2028more", "a line\na page\nend\nmore"),
        ("bell\x07 and null\x00", "bell and null"),
        ("a\tb  c", "a\tb  c"),
        ("  around \n", "around"),
        ("\uf0b7 pasted", "• pasted"),
        ("nothing \u202ehidden\u202c", "nothing hidden"),
        ("<b> {{ x }} #set *bold* 😟", "<b> {{ x }} #set *bold* 😟"),
    ],
)
def test_words_are_kept_and_what_cannot_be_seen_is_not(typed, kept):
    assert plain(typed) == kept


@pytest.mark.parametrize("empty", ["", "  ", "\x00\r\n"])
def test_an_empty_fact_is_shown_as_a_gap(empty):
    assert fact("Address", empty).words == "Not recorded"
