"""Plain words → the form that a button would have sent; anything unclear is asked back."""

import re
from collections.abc import Callable

from rapidfuzz import fuzz, process

from cards.change import Cancel, Reschedule
from cards.form import Form
from cards.help import Help, MyMeetings, Status, Timeline, WhoOwes
from cards.request import OpenRequest
from cards.said import AnswerSaid, DissentSaid, HereSaid, StartSaid, Unclear
from meeting.model import AnswerKind

REFERENCE = re.compile(r"\bSM-[0-9A-Z]{5}\b", re.IGNORECASE)

Maker = Callable[[str, str], Form]
"""(what was typed, the reference in it or nothing) → the form."""


def _answer(kind: AnswerKind) -> Maker:
    return lambda words, ref: AnswerSaid(meeting=ref, kind=kind.name, note=words)


def _dissent(words: str, ref: str) -> Form:
    reason = re.sub(r"^.*?\b(because|as|since)\b[\s:,]*", "", words, flags=re.I | re.S)
    return DissentSaid(meeting=ref, dissent=reason if reason != words else "")


INFORMS = r"(send|sending|submit|email|emailing)\b.*\b(report|information|info|update|something)"
CANNOT = r"\b(can'?t|cannot|can not|won'?t|unable|not able|not going to)\b"

RULES: tuple[tuple[str, Maker], ...] = (
    (r"\b(convene|arrange|set up|organi[sz]e|request|call|need)\b.*\b(strategy|meeting|discussion)",
     lambda words, ref: OpenRequest(words=words)),
    (r"\b(dissent|disagree)\b", _dissent),
    (r"\b(who|anyone|anybody)\b.*\b(repl|answer|respon|outstanding|missing|owes?)",
     lambda words, ref: WhoOwes(meeting=ref)),
    (r"\b(re-?schedule|postpone|bring forward|put back|move)\b",
     lambda words, ref: Reschedule(meeting=ref, words=words)),
    (r"\b(deputy|instead of me|in my place|my colleague|will cover)\b", _answer(AnswerKind.DEPUTY)),
    (rf"{CANNOT}.*\b(make|come|attend|be there|join|do it)|^(no|nope)\b|{INFORMS}",
     _answer(AnswerKind.INFORMATION)),
    (r"\b(cancel|call off|call it off)\b", lambda words, ref: Cancel(meeting=ref)),
    (r"\b(start|open|begin)\b.*\bmeeting", lambda words, ref: StartSaid(meeting=ref)),
    (r"^(i'?m|i am|we are|we're)?\s*(here|present|in the room)\b",
     lambda words, ref: HereSaid(meeting=ref)),
    (r"^(yes|yep|yeah|ok(ay)?|sure|will do)\b|\b(i'?ll|i will|i can|i'?m|we'?ll|happy to)\b.*"
     r"\b(be there|attend|come|join|make it|coming|attending)",
     _answer(AnswerKind.ATTENDING)),
    (r"\b(timeline|history|what happened)\b", lambda words, ref: Timeline(meeting=ref)),
    (r"\bmy (strategy )?meetings\b|^(meetings|list)\b", lambda words, ref: MyMeetings()),
    (r"\bstatus\b|\bwhere (are we|does it stand)\b", lambda words, ref: Status(meeting=ref)),
    (r"^(help|hi|hello|hey|good (morning|afternoon)|what can you do)\b",
     lambda words, ref: Help()),
)  # fmt: skip

TYPICAL: dict[str, Maker] = {
    "convene a strategy meeting": lambda words, ref: OpenRequest(words=words),
    "who hasn't replied": lambda words, ref: WhoOwes(meeting=ref),
    "my meetings": lambda words, ref: MyMeetings(),
    "status": lambda words, ref: Status(meeting=ref),
    "help": lambda words, ref: Help(),
    "start the meeting": lambda words, ref: StartSaid(meeting=ref),
    "timeline": lambda words, ref: Timeline(meeting=ref),
}
"""For words with a slip of the finger; nothing that changes a meeting unasked is among them."""

LIKE_ENOUGH = 84
"""Of 100: below it, rather ask than guess."""


def understand(words: str) -> Form:
    """The form that these words stand for; `Unclear` when they stand for none."""
    plain = words.strip().replace("’", "'")
    found = REFERENCE.search(plain)
    ref = found.group().upper() if found else ""
    for pattern, make in RULES:
        if re.search(pattern, plain, flags=re.IGNORECASE | re.DOTALL):
            return make(plain, ref)
    short = REFERENCE.sub("", plain).lower()
    near = process.extractOne(short, TYPICAL.keys(), scorer=fuzz.ratio)
    if near and near[1] >= LIKE_ENOUGH:
        return TYPICAL[near[0]](plain, ref)
    return Unclear(words=plain)
