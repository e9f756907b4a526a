"""What somebody did, read from the JSON that Teams posts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import to_json

from bot.heard import HeardKind, heard
from bot.shapes import Malformed
from state.places import Place, PlaceKind
from tests.fakes.activities import (
    ADA,
    BOT,
    a_change,
    a_mention,
    a_message,
    a_press,
    an_activity,
    an_event,
    an_execute,
    an_installation,
    an_invoke,
)
from tests.fakes.settings import SERVICE_URL, TENANT

CHANNEL = "19:abc@thread.tacv2;messageid=1700000000001"


def test_a_message_says_who_what_and_where():
    said = heard(a_message("convene a strategy meeting") | {"id": "f:7"})
    assert said.kind is HeardKind.TEXT
    assert said.text == "convene a strategy meeting"
    assert (said.user, said.aad, said.name) == (ADA, f"entra-of-{ADA}", "Ada Adeyemi")
    assert said.activity_id == "f:7"
    assert said.place == Place(
        service_url=SERVICE_URL,
        conversation="a:chat-of-ada",
        bot=BOT,
        tenant=TENANT,
        kind=PlaceKind.PERSONAL,
        user=ADA,
    )


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (a_message("yes"), HeardKind.TEXT),
        (a_press({"to": "attend"}), HeardKind.PRESS),
        (an_execute("attend", {}), HeardKind.EXECUTE),
        (an_invoke("task/fetch", {"data": {}}), HeardKind.OPEN_WINDOW),
        (an_invoke("task/submit", {"data": {}}), HeardKind.SUBMIT_WINDOW),
        (an_invoke("application/search", {"queryText": "a"}), HeardKind.SEARCH),
        (an_invoke("fileConsent/invoke", {"action": "decline"}), HeardKind.OTHER_INVOKE),
        (an_invoke(None, "x"), HeardKind.OTHER_INVOKE),
        (an_installation("add"), HeardKind.INSTALLED),
        (an_installation("add-upgrade"), HeardKind.UPGRADED),
        (an_installation("remove"), HeardKind.REMOVED),
        (an_installation("remove-upgrade"), HeardKind.UPGRADED),
        (an_installation({"add": 1}), HeardKind.OTHER),
        (an_activity("conversationUpdate", membersAdded=[{"id": BOT}]), HeardKind.MEMBERS_ADDED),
        (
            an_activity("conversationUpdate", membersRemoved=[{"id": BOT}]),
            HeardKind.MEMBERS_REMOVED,
        ),
        (a_change("channelDeleted"), HeardKind.CLOSED),
        (a_change("teamDeleted"), HeardKind.CLOSED),
        (a_change("teamHardDeleted"), HeardKind.CLOSED),
        (a_change("channelRenamed"), HeardKind.OTHER),
        (a_change({"a": 1}), HeardKind.OTHER),
        (a_change("editMessage", "messageUpdate"), HeardKind.EDITED),
        (a_change("undeleteMessage", "messageUpdate"), HeardKind.OTHER),
        (a_change("softDeleteMessage", "messageDelete"), HeardKind.EDITED),
        (a_change("softDeleteMessage", "messageUpdate"), HeardKind.EDITED),
        (a_change(["editMessage"], "messageUpdate"), HeardKind.OTHER),
        (an_activity("messageUpdate", text="yes"), HeardKind.OTHER),
        (an_event("meetingStart"), HeardKind.MEETING_STARTED),
        (an_event("meetingEnd"), HeardKind.MEETING_ENDED),
        (an_event("meetingParticipantJoin"), HeardKind.JOINED),
        (an_event("meetingParticipantLeave"), HeardKind.LEFT),
        (an_event("readReceipt"), HeardKind.OTHER),
        (an_activity("event", name=None), HeardKind.OTHER),
        (an_activity("conversationUpdate", membersAdded=[]), HeardKind.OTHER),
        (an_activity("conversationUpdate"), HeardKind.OTHER),
        (an_activity("messageReaction"), HeardKind.OTHER),
        (an_activity("typing"), HeardKind.OTHER),
        (an_activity("x" * 5000), HeardKind.OTHER),
    ],
)
def test_each_kind_is_told_from_the_others(raw, kind):
    assert heard(raw).kind is kind


def test_an_event_needs_nobody_who_did_it():
    assert heard(an_event("meetingStart") | {"from": None}).user == ""


@pytest.mark.parametrize(
    "raw",
    [
        a_press({"to": "attend"}),
        an_execute("attend", {"to": "attend"}),
        an_invoke("task/fetch", {"data": {"to": "attend"}, "context": {}}),
        an_invoke("task/submit", {"data": {"to": "attend"}}),
    ],
)
def test_a_form_is_the_same_by_whichever_button_it_comes(raw):
    assert heard(raw).data == {"to": "attend"}


def test_a_button_names_its_card():
    assert heard(a_press({}, card="1700000000009")).reply_to == "1700000000009"


def test_a_refresh_is_told_from_a_press():
    pressed, refreshed = an_execute("tally", {}), an_execute("tally", {}, trigger="automatic")
    assert (heard(pressed).automatic, heard(refreshed).automatic) == (False, True)
    assert heard(pressed).verb == "tally"


def test_an_event_keeps_its_name_and_what_it_carries():
    raw = an_activity("event", name="application/vnd.microsoft.meetingStart", value={"Id": "MCM1"})
    said = heard(raw)
    assert said.invoke_name == "application/vnd.microsoft.meetingStart"
    assert said.data == {"Id": "MCM1"}


def test_those_who_are_added_are_named():
    raw = an_activity("conversationUpdate", membersAdded=[{"id": BOT}, {"id": "29:bo"}])
    assert heard(raw).members == (BOT, "29:bo")


def test_a_channel_keeps_its_thread_and_its_team():
    raw = a_message("hello", conversation=CHANNEL, conversation_type="channel") | {
        "channelData": {
            "tenant": {"id": TENANT},
            "channel": {"id": "19:abc@thread.tacv2"},
            "team": {"id": "19:team@thread.tacv2"},
        }
    }
    said = heard(raw)
    assert (said.place.kind, said.place.conversation) == (PlaceKind.CHANNEL, CHANNEL)
    assert said.place.user == ""
    assert (said.channel, said.team) == ("19:abc@thread.tacv2", "19:team@thread.tacv2")


@pytest.mark.parametrize(
    ("conversation", "kind"),
    [
        ({"conversationType": "personal"}, PlaceKind.PERSONAL),
        ({"conversationType": "groupChat"}, PlaceKind.GROUP),
        ({"conversationType": "channel"}, PlaceKind.CHANNEL),
        ({"conversationType": "something new"}, PlaceKind.GROUP),
        ({"isGroup": True}, PlaceKind.GROUP),
        ({"isGroup": None}, PlaceKind.PERSONAL),
        ({}, PlaceKind.PERSONAL),
        ({"isGroup": True, "conversationType": "personal"}, PlaceKind.GROUP),
        ({"id": CHANNEL}, PlaceKind.GROUP),
        ({"id": CHANNEL, "conversationType": "personal"}, PlaceKind.GROUP),
    ],
)
def test_where_others_may_listen_nothing_is_taken_for_private(conversation, kind):
    raw = a_message("hello") | {"conversation": {"id": "a:1", **conversation}}
    assert heard(raw).place.kind is kind


def test_the_tenant_is_read_from_the_conversation_where_the_channel_has_none():
    raw = a_message("hello") | {"channelData": None}
    assert heard(raw).place.tenant == TENANT


@pytest.mark.parametrize(
    ("text", "entities", "said", "mentioned"),
    [
        ("<at>Convene</at> status", [a_mention()], "status", True),
        ("<at>Convene</at>&nbsp;status", [a_mention()], "status", True),
        ("<at>Convene</at>\xa0status", [a_mention()], "status", True),
        ("please <at>Convene</at> convene", [a_mention()], "please convene", True),
        ("Convene a meeting, <at>Convene</at>", [a_mention()], "Convene a meeting,", True),
        ("act as <at>Bo Berg</at>", [a_mention("29:bo", "Bo Berg")], "act as Bo Berg", False),
        ("<at>Convene</at> status", [], "<at>Convene</at> status", False),
        ("<at>Convene</at> status", None, "<at>Convene</at> status", False),
        ("status", [a_mention() | {"text": "status"}], "status", True),
        ("status", [a_mention() | {"text": None}], "status", False),
        ("status", [a_mention() | {"mentioned": "x"}, 5, None], "status", False),
        ("line one\nline two ", [{"type": "clientInfo"}], "line one\nline two", False),
        (None, None, "", False),
    ],
)
def test_only_the_mark_of_a_mention_is_taken_out(text, entities, said, mentioned):
    found = heard(a_message(text, entities=entities))
    assert (found.text, found.mentioned) == (said, mentioned)


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"type": "message"},
        a_message("x") | {"conversation": None},
        *(a_message("x") | {"conversation": {"id": id}} for id in ("", 5, "a" * 2000, "a\nb")),
        a_message("x") | {"id": "f:\0"},
        an_activity("conversationUpdate", membersRemoved=[5]),
        a_message("x") | {"recipient": None},
        a_message("x") | {"from": None},
        a_message("x") | {"from": {"name": "Nobody"}},
        a_message("x") | {"from": "29:ada"},
        a_message("x") | {"text": {"a": 1}},
        a_message("x") | {"entities": "x"},
        a_message("x") | {"channelData": []},
        a_message("x") | {"channelData": {"tenant": 5}},
        a_press([1, 2]),
        a_press("x"),
        an_invoke("adaptiveCard/action", "x"),
        an_invoke("adaptiveCard/action", {"action": "x"}),
        an_execute("attend", "x"),
        an_invoke("task/fetch", [1]),
        an_invoke("task/submit", {"data": "x"}),
        an_activity("conversationUpdate", membersAdded="x"),
        an_activity("conversationUpdate", membersAdded=[5]),
    ],
)
def test_what_has_another_shape_is_malformed(raw):
    with pytest.raises(Malformed):
        heard(raw)


@pytest.mark.parametrize("value", [None, {}, {"action": None}, {"action": {}}])
def test_an_execute_that_says_nothing_carries_nothing(value):
    said = heard(an_invoke("adaptiveCard/action", value))
    assert (said.verb, said.data) == ("", {})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("ab<", max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab<", max_size=5), inner),
    max_leaves=5,
)
FIELDS = sorted(an_execute("a", {}) | a_message("x") | {"entities": 0, "membersAdded": 0})


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=4))
def test_no_field_of_any_shape_does_worse_than_be_refused(changed):
    for raw in (a_message("x"), an_execute("a", {}), an_activity("conversationUpdate")):
        try:
            said = heard(raw | changed)
        except Malformed:
            continue
        to_json(said)
