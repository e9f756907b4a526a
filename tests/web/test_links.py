"""Links that open the minutes for one person and a time."""

from datetime import UTC, datetime, timedelta

import pytest

from web.links import BadLink, Grant, LinkExpired, Links

EXPIRES = datetime(2026, 12, 10, 16, 45, tzinfo=UTC)
BEFORE = EXPIRES - timedelta(seconds=1)
LINKS = Links("a secret of thirty-two characters", "https://minutes.example.org/convene/")


def token(links: Links = LINKS) -> str:
    return links.minutes("SM-7KQ2M", "p-helen", 2, EXPIRES).rsplit("/", 1)[1]


def test_a_link_gives_back_what_it_was_made_for():
    assert LINKS.read(token(), BEFORE) == Grant(
        meeting="SM-7KQ2M", person="p-helen", version=2, expires=EXPIRES
    )


def test_a_link_lies_under_the_public_address():
    link = LINKS.minutes("SM-7KQ2M", "p-helen", 2, EXPIRES)
    assert link == f"https://minutes.example.org/convene/minutes/{token()}"


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=400)])
def test_a_link_ends_at_its_very_second(late):
    with pytest.raises(LinkExpired):
        LINKS.read(token(), EXPIRES + late)


def test_a_link_signed_with_another_secret_opens_nothing():
    with pytest.raises(BadLink):
        LINKS.read(token(Links("another secret altogether, also long", "https://x")), BEFORE)


@pytest.mark.parametrize("forged", ["", "x", "a.b", token()[:-1], token() + "A", "W10." + token()])
def test_a_damaged_link_opens_nothing(forged):
    with pytest.raises(BadLink):
        LINKS.read(forged, BEFORE)


def test_a_link_changed_in_any_letter_opens_nothing():
    made = token()
    for n, letter in enumerate(made[:-1]):
        changed = made[:n] + ("A" if letter != "A" else "B") + made[n + 1 :]
        with pytest.raises(BadLink):
            LINKS.read(changed, BEFORE)


def test_no_link_is_made_without_a_secret():
    with pytest.raises(ValueError, match="secret"):
        Links("", "https://minutes.example.org")


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://127.0.0.1:3978", True),
        ("http://localhost:3978/", True),
        ("http://[::1]:3978", True),
        ("https://minutes.example.org", False),
        ("https://localhost.example.org", False),
    ],
)
def test_loopback_is_known_by_its_address(address, local):
    assert Links("a secret", address).on_loopback is local


@pytest.mark.parametrize("refusal", [LinkExpired, BadLink])
def test_a_refusal_is_a_sentence_for_the_person(refusal):
    assert str(refusal()).endswith(".")
