"""The keys: which are taken, which are refused, and what they open."""

import pytest

from state.keyring import BadKeys, KeyRing, NotOpened, new_key, ring_from, sealed_with

OLD, NEW = new_key("2025"), new_key("2026")


def test_what_was_sealed_is_opened_again():
    ring = KeyRing(NEW)
    assert ring.open("a", ring.seal("a", "é 日 😀")) == "é 日 😀"


def test_the_first_key_writes_and_all_of_them_read():
    written = KeyRing(OLD).seal("a", "one")
    ring = KeyRing(f"{NEW},{OLD}")
    assert ring.open("a", written) == "one"
    assert sealed_with(written) == "2025"
    assert sealed_with(ring.seal("a", "one")) == "2026"


def test_the_same_words_are_never_sealed_alike():
    ring = KeyRing(NEW)
    assert len({ring.seal("a", "one") for _ in range(1000)}) == 1000


def test_nothing_of_the_words_is_left_to_be_read():
    assert "Robin" not in KeyRing(NEW).seal("a", "Robin" * 50)


def changed(body):
    at = len(body) // 2
    return body[:at] + ("A" if body[at] != "A" else "B") + body[at + 1 :]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda ring: ("b", ring.seal("a", "one")),  # kept under another name
        lambda ring: ("a", changed(ring.seal("a", "one"))),
        lambda ring: ("a", ring.seal("a", "one")[:-4]),
        lambda ring: ("a", ring.seal("a", "one") + "!"),
        lambda ring: ("a", "one"),
        lambda ring: ("a", ""),
        lambda ring: ("a", "sealed:2026:"),
        lambda ring: ("a", "sealed:2026"),
        lambda ring: ("a", KeyRing(OLD).seal("a", "one")),
        lambda ring: ("a", KeyRing(new_key("2026")).seal("a", "one")),
        lambda ring: ("a", KeyRing(OLD).seal("a", "one").replace("2025", "2026")),
    ],
)
def test_whatever_was_not_sealed_for_that_row_is_not_opened(wrong):
    ring = KeyRing(NEW)
    with pytest.raises(NotOpened):
        ring.open(*wrong(ring))


@pytest.mark.parametrize("between", [",", "\n", ", ", "\r\n\n"])
def test_keys_are_a_list_with_commas_or_lines(between):
    ring = KeyRing(f" {NEW}{between}{OLD}\n")
    assert (ring.current, ring.has("2025"), ring.has("2024")) == ("2026", True, False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "name of its own"),
        (NEW.partition(":")[2], "name of its own"),
        (f"{NEW},{NEW}", "name of its own"),
        (NEW.replace("2026", "20/26"), "name of its own"),
        (NEW[:-8], "2026 is not of 32 bytes"),
        ("2026:", "2026 is not of 32 bytes"),
        ("2026:not base 64", "2026 is not of 32 bytes"),
    ],
)
def test_keys_that_cannot_be_used_are_refused_and_not_repeated(text, words):
    with pytest.raises(BadKeys, match=words) as refused:
        KeyRing(text)
    secret = text.rpartition(":")[2]
    assert not secret or secret not in str(refused.value)


def test_a_new_key_has_a_name_that_can_be_read_again():
    with pytest.raises(BadKeys, match="32 letters"):
        new_key("no:colon")
    assert new_key("a") != new_key("a")


def test_a_file_is_looked_into_again_when_somebody_has_used_a_new_key(tmp_path):
    file = tmp_path / "keys"
    file.write_text(OLD)
    ring = ring_from("", file)
    file.write_text(f"{NEW}\n{OLD}\n")
    assert ring.current == "2025"
    assert ring.open("a", KeyRing(NEW).seal("a", "one")) == "one"
    assert ring.current == "2026"


def test_a_file_of_keys_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadKeys, match="cannot be read"):
        ring_from(OLD, tmp_path / "none")


def test_without_any_key_there_is_no_ring():
    assert ring_from(" ", None) is None
    assert ring_from(NEW, None).current == "2026"
