"""The soak's own account: what counts as having come, and what as lost or late."""

import json
import random
from datetime import timedelta

import pytest

from benchmarks.soak.ledger import Account, Ledger, Verdict
from benchmarks.soak.weather import Outage, Weather
from meeting.delivery import Result
from meeting.post import Post, PostKind
from state.receipts import Shown
from tests.build import NINE, PROTOCOL
from tests.fakes.voice import FakeVoice
from tests.people import DEV, SAM

HOUR = timedelta(hours=1)
DEBT = Post(slot="not.started:1", kind=PostKind.NOT_STARTED, to=DEV.id, due=NINE)


@pytest.fixture
def ledger():
    weather = Weather(random.Random(1), lambda: NINE)
    made = Ledger(PROTOCOL, weather, [], FakeVoice(lambda: NINE), [])
    made.accounts["SM-1"] = Account(NINE, (DEBT,))
    return made


def shown(**editions):
    """The receipts of cards that were taken, by slot, as they are kept."""
    took = [{"way": "Teams chat", "result": str(Result.ACCEPTED)}]
    receipts = {
        slot.replace("_", ":"): {"edition": e, "attempts": took} for slot, e in editions.items()
    }
    return json.dumps({"receipts": receipts}, separators=(",", ":"))


def owes(ledger, *posts, at):
    """From then on it owes these alone."""
    account = ledger.accounts["SM-1"]
    account.close(at)
    account.at, account.owed = at, posts


def judged(ledger, at):
    verdict = Verdict()
    ledger.judge("SM-1", Shown(), at, verdict)
    return verdict


def call(about):
    return shown(**{f"call_{DEV.id}_1_{SAM.id}": about})


def test_a_call_about_the_debt_is_a_way_in_which_it_came(ledger):
    ledger.came("SM-1", call("invitation:i1,not.started:1"), NINE + timedelta(minutes=5))
    verdict = judged(ledger, NINE + 2 * HOUR)
    assert (verdict.lost, verdict.late, verdict.told_by_call) == ([], [], 1)


def test_a_call_that_grew_by_the_debt_counts_from_then(ledger):
    ledger.came("SM-1", call("invitation:i1"), NINE - HOUR)
    ledger.came("SM-1", call("invitation:i1,not.started:1"), NINE + HOUR)
    assert judged(ledger, NINE + 2 * HOUR).late == ["SM-1 not.started:1 by 1:00:00 of 1:00:00"]


def test_a_later_call_about_something_else_does_not_make_an_ended_debt_late(ledger):
    """It was owed for a moment, and was settled before anybody could have shown it."""
    owes(ledger, at=NINE + timedelta(minutes=1))
    ledger.came("SM-1", call("minutes.reminder:1"), NINE + 5 * HOUR)
    verdict = judged(ledger, NINE + 6 * HOUR)
    assert (verdict.lost, verdict.late, verdict.told_by_call) == ([], [], 0)


@pytest.mark.parametrize("when", [NINE - HOUR, NINE + HOUR])
def test_a_call_about_something_else_does_not_hide_what_was_lost(ledger, when):
    ledger.came("SM-1", call("minutes.reminder:1"), when)
    assert judged(ledger, NINE + 2 * HOUR).lost == ["SM-1 not.started:1"]


def test_what_was_put_off_before_it_could_come_counts_from_when_it_is_owed_again(ledger):
    """As an agenda whose meeting is moved while Teams is away."""
    ledger._weather.outages.append(Outage(NINE, NINE + HOUR, silent=False))
    owes(ledger, DEBT.but(due=NINE + 4 * HOUR), at=NINE + HOUR)
    ledger.came("SM-1", shown(**{"not.started_1": ""}), NINE + 4 * HOUR)
    verdict = judged(ledger, NINE + 5 * HOUR)
    assert (verdict.lost, verdict.late, verdict.posts) == ([], [], 1)


def test_what_did_not_come_in_its_first_time_is_lost_although_it_comes_in_its_second(ledger):
    owes(ledger, DEBT.but(due=NINE + 4 * HOUR), at=NINE + HOUR)
    ledger.came("SM-1", shown(**{"not.started_1": ""}), NINE + 4 * HOUR)
    assert judged(ledger, NINE + 5 * HOUR).lost == ["SM-1 not.started:1 in its earlier time"]


def test_what_came_late_in_its_first_time_is_late_although_it_is_owed_again(ledger):
    ledger.came("SM-1", shown(**{"not.started_1": ""}), NINE + timedelta(minutes=40))
    owes(ledger, DEBT.but(due=NINE + 4 * HOUR), at=NINE + HOUR)
    assert judged(ledger, NINE + 5 * HOUR).late == ["SM-1 not.started:1 by 0:40:00 of 0:40:00"]
