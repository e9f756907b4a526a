"""Keeps its own account of what was owed to whom and when, and compares it with what came."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from benchmarks.soak.weather import Weather
from bot.letters import letter_name
from bot.mail import Letter
from meeting.delivery import Result
from meeting.model import Meeting
from meeting.post import Post
from meeting.posts import owed
from meeting.posts_calls import CALLED
from meeting.protocol import PartnershipProtocol
from state.receipts import Receipt, Shown
from tests.fakes.voice import FakeVoice

TAKEN = f'"{Result.ACCEPTED}"'
SLACK = timedelta(minutes=15)
"""So long the ladder may take, from the first try by chat to the e-mail or the telephone."""


@dataclass
class Debt:
    post: Post
    since: datetime
    until: datetime
    earlier: list[tuple[datetime, datetime]] = field(default_factory=list)
    """When it was owed before, if it then was not for a while, as where a meeting is moved."""

    def owed_again(self, start: datetime, end: datetime) -> None:
        if start > self.until:
            self.earlier.append((self.since, self.until))
            self.since = start
        self.until = max(self.until, end)

    def known(self, at: datetime) -> "Debt":
        """As it was at that moment; as it is now where it was not owed then."""
        found = [span for span in self.earlier if span[0] <= at <= span[1]]
        return Debt(self.post, *found[-1]) if found else self


@dataclass
class Account:
    """What one meeting has owed so far."""

    at: datetime
    owed: tuple[Post, ...]
    debts: dict[str, Debt] = field(default_factory=dict)
    came: dict[str, datetime] = field(default_factory=dict)
    """When each was first taken, by whichever way."""
    rung: dict[str, datetime] = field(default_factory=dict)
    """When somebody was first told to telephone about each."""
    taken: int = 0
    """So often its receipts said so when they were last read."""

    def close(self, now: datetime) -> None:
        """Everything that was due between the last change and now."""
        for post in self.owed:
            start, end = max(post.due, self.at), min(post.until or now, now)
            if start >= end and not (start == end == now):
                continue
            debt = self.debts.get(post.slot)
            if debt is None:
                self.debts[post.slot] = Debt(post, start, end)
            else:
                debt.owed_again(start, end)


@dataclass
class Verdict:
    posts: int = 0
    lost: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    """Of what is lost: when it was owed, and all that is known of it and of its card."""
    late: list[str] = field(default_factory=list)
    done_twice: list[str] = field(default_factory=list)
    """What Teams delivered to us twice, and what changed a meeting twice."""
    overtaken: int = 0
    by_email: int = 0
    told_by_call: int = 0
    worst: timedelta = timedelta(0)
    """The longest delay of all."""
    worst_fair: timedelta = timedelta(0)
    """The longest delay less the time in which nothing could have been done."""


class Ledger:
    def __init__(
        self,
        protocol: PartnershipProtocol,
        weather: Weather,
        down: list[tuple[datetime, datetime]],
        posts: FakeVoice,
        letters: Sequence[Letter],
    ) -> None:
        """`down`: when no process of the bot lived; `posts` and `letters`: what truly came."""
        self._protocol = protocol
        self._weather = weather
        self._down = down
        self._posts = posts
        self._letters = letters
        self.accounts: dict[str, Account] = {}

    def note(self, meeting: Meeting, now: datetime) -> None:
        """A meeting was changed, at the very moment at which the change was kept."""
        posts = owed(meeting, self._protocol)
        account = self.accounts.get(meeting.id)
        if account is None:
            self.accounts[meeting.id] = Account(now, posts)
            return
        account.close(now)
        account.at, account.owed = now, posts

    def came(self, meeting_id: str, body: str, now: datetime) -> None:
        """Receipts were kept; read without the product's own models, which is quicker too."""
        account, taken = self.accounts[meeting_id], body.count(TAKEN)
        if taken == account.taken and CALLED not in body:
            return
        account.taken = taken
        for slot, receipt in json.loads(body).get("receipts", {}).items():
            if not any(map(_taken, receipt.get("attempts", ()))):
                continue
            account.came.setdefault(slot, now)
            for about in _named(slot, receipt):
                account.rung.setdefault(about, now)

    def judge(self, meeting_id: str, shown: Shown, now: datetime, verdict: Verdict) -> None:
        account = self.accounts[meeting_id]
        account.close(now)
        names = {letter.name for letter in self._letters}
        for slot, debt in account.debts.items():
            receipt = shown.receipts.get(slot)
            if receipt and receipt.delivery.accepted and not self._true(meeting_id, receipt, names):
                verdict.lost.append(f"{meeting_id} {slot}: said to be shown, and was not")
                continue
            known = len(verdict.lost)
            self._judge(meeting_id, debt, receipt, account, verdict)
            if len(verdict.lost) > known:
                verdict.evidence += _evidence(debt, account, shown)

    def _true(self, meeting_id: str, receipt: Receipt, names: set[str]) -> bool:
        """What a receipt says did happen."""
        if receipt.in_chat:
            return receipt.message in self._posts.shown
        return letter_name(meeting_id, receipt.slot) in names

    def _judge(
        self,
        meeting_id: str,
        debt: Debt,
        receipt: Receipt | None,
        account: Account,
        verdict: Verdict,
    ) -> None:
        slot, came = debt.post.slot, account.came
        name, at, rung = f"{meeting_id} {slot}", came.get(slot), account.rung.get(slot)
        if rung and (at is None or rung < at):
            at = rung
            verdict.told_by_call += 1
        if any(self._missed(debt, span, at, came) for span in debt.earlier):
            verdict.lost.append(f"{name} in its earlier time")
        if at is None:
            verdict.overtaken += receipt is not None and receipt.result is Result.OVERTAKEN
            if self._missed(debt, (debt.since, debt.until), at, came):
                verdict.lost.append(name)
            return
        verdict.posts += 1
        debt = debt.known(at)
        verdict.by_email += receipt is not None and not receipt.in_chat
        verdict.worst = max(verdict.worst, at - debt.since)
        fair = self._fair(debt.since, at)
        verdict.worst_fair = max(verdict.worst_fair, fair)
        if fair > SLACK:
            verdict.late.append(f"{name} by {fair} of {at - debt.since}")

    def _missed(
        self,
        debt: Debt,
        span: tuple[datetime, datetime],
        at: datetime | None,
        came: dict[str, datetime],
    ) -> bool:
        """Whether it did not come by the end of that time, although it could have."""
        if at is not None and at <= span[1]:
            return False
        return self._fair(*span) >= SLACK and not _card_was_late(debt, came)

    def _fair(self, start: datetime, end: datetime) -> timedelta:
        """The time between, less that in which nothing could have been done."""
        outages = [(o.start, o.end) for o in self._weather.outages]
        bad = sorted(b for b in [*outages, *self._down] if b[1] > start and b[0] < end)
        spent, at = timedelta(0), start
        for begin, finish in bad:
            if finish <= at or begin >= end:
                continue
            spent += max(begin - at, timedelta(0))
            at = min(max(finish, at), end)
        return spent + max(end - at, timedelta(0))


def _taken(attempt: dict[str, str]) -> bool:
    return attempt["result"] == Result.ACCEPTED


def _named(slot: str, receipt: dict[str, str]) -> list[str]:
    """The debts of which a card says that somebody must be rung about them, and of no others."""
    return receipt.get("edition", "").split(",") if slot.startswith(CALLED) else []


def _card_was_late(debt: Debt, came: dict[str, datetime]) -> bool:
    """A reminder whose card came only after it; the card itself is judged for itself."""
    card = came.get(debt.post.of)
    return card is not None and card > debt.post.due


def _evidence(debt: Debt, account: Account, shown: Shown) -> list[str]:
    spans = [*debt.earlier, (debt.since, debt.until)]
    slots = [slot for slot in (debt.post.slot, debt.post.of) if slot]
    owed = [f"  owed {start:%d %H:%M:%S} to {end:%d %H:%M:%S}" for start, end in spans]
    came = [
        f"  {slot}: came {account.came.get(slot)}, rung {account.rung.get(slot)}" for slot in slots
    ]
    kept = [f"  {shown.receipts.get(slot)!r}" for slot in slots]
    return [f"{debt.post!r}", *owed, *came, *kept]
