"""Each part of an activity is taken only in the shape that Teams gives it."""

import pytest

from bot.heard import heard
from bot.shapes import LONGEST_ID, Malformed
from state.places import PlaceKind
from tests.fakes.activities import ADA, BOT, a_message, an_activity, an_event
from tests.fakes.settings import TENANT

NO_TEXT = (5, True, [], {}, ["x"], {"id": "x"})
NO_ID = (*NO_TEXT, "a\nb", "a\0", "a\u2028b", "a" * (LONGEST_ID + 1))
NO_OBJECT = (5, True, "x", "", [], [{"id": "x"}])
NO_LIST = (5, True, "x", "", {}, {"id": "x"})
IDS = {
    "serviceUrl": (), "id": (), "name": (), "replyToId": (),
    "from": ("id", "aadObjectId"), "recipient": ("id",), "conversation": ("id", "tenantId"),
}  # fmt: skip
OF_CHANNEL = ("tenant", "team", "channel")


def with_it(value, *path):
    """A message in which the part of that name has this value."""
    raw = inner = a_message("hello")
    for name in path[:-1]:
        inner[name] = dict(inner.get(name) or {})
        inner = inner[name]
    inner[path[-1]] = value
    return raw


PATHS = [(n, *p) for n, parts in IDS.items() for p in (((i,) for i in parts) if parts else ((),))]
PATHS += [("channelData", name, "id") for name in OF_CHANNEL]


@pytest.mark.parametrize("path", PATHS, ids=".".join)
def test_an_id_is_short_printable_text(path):
    for value in NO_ID:
        with pytest.raises(Malformed):
            heard(with_it(value, *path))
    heard(with_it("a" * LONGEST_ID, *path))
    heard(with_it("é x", *path))


@pytest.mark.parametrize(
    "path", [("text",), ("from", "name"), ("conversation", "conversationType")]
)
def test_what_is_said_is_text(path):
    for value in NO_TEXT:
        with pytest.raises(Malformed):
            heard(with_it(value, *path))
    heard(with_it("a\nb" * LONGEST_ID, *path))
    heard(with_it(None, *path))


@pytest.mark.parametrize(
    "path",
    [("from",), ("recipient",), ("conversation",), ("channelData",)]
    + [("channelData", name) for name in OF_CHANNEL],
)
def test_what_has_parts_is_an_object(path):
    for value in NO_OBJECT:
        with pytest.raises(Malformed):
            heard(with_it(value, *path))


@pytest.mark.parametrize("name", ["entities", "membersAdded", "membersRemoved"])
def test_what_are_many_is_a_list(name):
    for value in NO_LIST:
        with pytest.raises(Malformed):
            heard(with_it(value, name))
    heard(with_it(None, name))
    heard(with_it([], name))


@pytest.mark.parametrize("member", [None, 5, "29:bo", [], {"id": None}, {"id": 5}, {"id": "a\n"}])
@pytest.mark.parametrize("name", ["membersAdded", "membersRemoved"])
def test_a_member_has_an_id_or_none(name, member):
    with pytest.raises(Malformed):
        heard(an_activity("conversationUpdate", **{name: [{"id": "29:bo"}, member]}))


@pytest.mark.parametrize("value", [0, 1, "true", "", [], {}])
def test_whether_it_is_a_group_is_yes_or_no(value):
    with pytest.raises(Malformed):
        heard(with_it(value, "conversation", "isGroup"))


@pytest.mark.parametrize(
    "path", [("type",), ("serviceUrl",), ("recipient", "id"), ("conversation",)]
)
def test_what_must_be_there_may_not_be_null(path):
    with pytest.raises(Malformed):
        heard(with_it(None, *path))


def test_what_teams_does_not_say_is_empty():
    bare = {"type": "message", "serviceUrl": "https://x.example/", "from": {"id": ADA}}
    said = heard(bare | {"recipient": {"id": BOT}, "conversation": {"id": "a:1"}})
    assert said[2:] == (ADA, "", "", "", False, {}, "", "", "", "", False, (), "", "")
    assert (said.place.tenant, said.place.kind) == ("", PlaceKind.PERSONAL)


def test_a_place_is_told_from_every_other():
    one = a_message("hello")
    others = [
        with_it("29:bo", "from", "id"),
        with_it("a:2", "conversation", "id"),
        with_it("28:other", "recipient", "id"),
        with_it("https://y.example/", "serviceUrl"),
        with_it("another", "channelData", "tenant", "id"),
        with_it("channel", "conversation", "conversationType"),
    ]
    places = [heard(raw).place for raw in (one, *others)]
    assert len(set(places)) == len(places)
    assert heard(one).place == places[0]


def test_the_user_is_no_part_of_a_place_that_many_share():
    ada, bo = (with_it(user, "from", "id") for user in (ADA, "29:bo"))
    places = {heard(raw | {"conversation": {"id": "19:x"}}).place for raw in (ada, bo)}
    assert [(place.user, place.tenant) for place in places] == [("", TENANT)]


def test_a_tenant_of_another_shape_is_no_tenant_though_the_channel_names_one():
    with pytest.raises(Malformed):
        heard(an_event("meetingStart") | {"conversation": {"id": "19:x", "tenantId": 5}})
