"""What each answer of Teams means for the message."""

import json
from datetime import UTC, datetime

import pytest

from bot.failures import Ambiguous, Gone, Rejected, Throttled, TooBig, Unreachable, failure
from bot.wire import Answered

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def an_answer(status, code="", sub_code="", after=None):
    message = json.dumps({"subCode": sub_code, "details": "…"}) if sub_code else "Words."
    body = {"error": {"code": code, "message": message}} if code or sub_code else None
    headers = {} if after is None else {"Retry-After": after}
    return Answered(status, headers, b"" if body is None else json.dumps(body).encode())


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_a_good_answer_is_no_failure(status):
    assert failure("POST", an_answer(status), NOON) is None


@pytest.mark.parametrize(
    ("status", "post", "put", "delete"),
    [
        (302, Rejected, Rejected, Rejected),
        (400, Rejected, Rejected, Rejected),
        (401, Throttled, Throttled, Throttled),
        (403, Unreachable, Gone, Unreachable),
        (404, Unreachable, Gone, Gone),
        (405, Rejected, Rejected, Rejected),
        (408, Ambiguous, Throttled, Throttled),
        (410, Unreachable, Gone, Gone),
        (412, Throttled, Throttled, Throttled),
        (413, TooBig, TooBig, TooBig),
        (429, Throttled, Throttled, Throttled),
        (500, Ambiguous, Throttled, Throttled),
        (501, Rejected, Rejected, Rejected),
        (502, Ambiguous, Throttled, Throttled),
        (503, Ambiguous, Throttled, Throttled),
        (504, Ambiguous, Throttled, Throttled),
    ],
)
def test_each_status_has_one_meaning(status, post, put, delete):
    for method, meaning in (("POST", post), ("PUT", put), ("DELETE", delete)):
        assert type(failure(method, an_answer(status), NOON)) is meaning


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (an_answer(403, "Forbidden", "MessageWritesBlocked"), "MessageWritesBlocked"),
        (an_answer(403, "ConversationBlockedByUser"), "ConversationBlockedByUser"),
        (an_answer(403), "403"),
        (Answered(403, {}, b"<html>"), "403"),
        (Answered(403, {}, b'{"error":{"code":"what somebody said"}}'), "403"),
    ],
)
def test_the_reason_is_a_code_and_never_a_sentence(answer, code):
    found = failure("POST", answer, NOON)
    assert isinstance(found, Unreachable)
    assert found.code == code


def test_a_host_that_teams_calls_wrong_is_not_the_persons_fault():
    assert isinstance(failure("POST", an_answer(403, "InvalidBotApiHost"), NOON), Rejected)


def test_a_size_may_be_refused_with_another_status():
    assert isinstance(failure("POST", an_answer(400, "MessageSizeTooBig"), NOON), TooBig)


@pytest.mark.parametrize(
    ("after", "seconds"),
    [
        ("7", 7),
        ("0", 1),
        ("999999", 3600),
        (None, 2),
        ("soon", 2),
        ("-5", 2),
        ("Mon, 02 Mar 2026 12:00:30 GMT", 30),
        ("Mon, 02 Mar 2026 11:00:00 GMT", 1),
    ],
)
def test_a_wait_is_as_long_as_teams_says_within_reason(after, seconds):
    found = failure("POST", an_answer(429, after=after), NOON)
    assert isinstance(found, Throttled)
    assert found.after == seconds
