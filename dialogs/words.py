"""Plain words → the form that a button would have sent; anything unclear is asked back."""

import re
from collections.abc import Callable

from rapidfuzz import fuzz, process

from cards.change import Cancel, Reschedule
from cards.form import Form
from cards.help import Help, MyMeetings, Status, Timeline, WhoOwes
from cards.request import OpenRequest
from cards.restriction import Restrict
from cards.said import ASK, AnswerSaid, Courtesy, DissentSaid, HereSaid, StartSaid, Unclear
from cards.snooze import RemindMe
from dialogs import sentences
from dialogs.sentences import plainly, told
from meeting.model import AnswerKind

REFERENCE = re.compile(r"\b(?:(?i:SM)-|SM )[0-9A-Za-z]{5}\b")

Maker = Callable[[str, str], Form]
"""(what was typed, the reference in it or nothing) → the form."""

LONGEST = 200
"""Characters: in a longer text words like "cancel" tell of the family, and are no commands."""


def _answer(kind: AnswerKind, *, sure: bool = True) -> Maker:
    """Unless it is sure, an answer that was given before is left alone."""
    mark = "yes" if sure else ""
    return lambda words, ref: AnswerSaid(meeting=ref, kind=kind.name, sure=mark, note=words)


def _ask(words: str, ref: str) -> Form:
    return AnswerSaid(meeting=ref, kind=ASK, note=words)


def _dissent(words: str, ref: str) -> Form:
    """Said outright with its reason it is recorded; else it is shown back first."""
    reason = re.sub(sentences.OUTRIGHT, "", REFERENCE.sub("", words), flags=re.I).strip(" ,:.-")
    outright = re.match(sentences.OUTRIGHT_WHY, words, flags=re.I)
    return DissentSaid(meeting=ref, dissent=reason, agree="yes" if outright and reason else "")


RULES: tuple[tuple[str, Maker], ...] = (
    (sentences.THANKS, lambda words, ref: Courtesy()),
    (sentences.REMIND, lambda words, ref: RemindMe(meeting=ref, words=words)),
    (sentences.START, lambda words, ref: StartSaid(meeting=ref)),
    (sentences.CONVENE, lambda words, ref: OpenRequest(words=words)),
    (sentences.DISSENT, _dissent),
    (sentences.WHO_OWES, lambda words, ref: WhoOwes(meeting=ref)),
    (sentences.MOVE, lambda words, ref: Reschedule(meeting=ref, words=words)),
    (sentences.CANCEL, lambda words, ref: Cancel(meeting=ref)),
    (sentences.RESTRICT, lambda words, ref: Restrict(meeting=ref)),
    (sentences.STATUS, lambda words, ref: Status(meeting=ref)),
    (sentences.DEPUTY, _answer(AnswerKind.DEPUTY)),
    (sentences.DOUBTFUL, _ask),
    (sentences.NOT_COMING, _answer(AnswerKind.INFORMATION)),
    (sentences.COMING, _answer(AnswerKind.ATTENDING)),
    (sentences.YES, _answer(AnswerKind.ATTENDING, sure=False)),
    (sentences.INFORMS, _answer(AnswerKind.INFORMATION, sure=False)),
    (sentences.HERE, lambda words, ref: HereSaid(meeting=ref)),
    (sentences.TIMELINE, lambda words, ref: Timeline(meeting=ref)),
    (sentences.MINE, lambda words, ref: MyMeetings()),
    (sentences.HELP, lambda words, ref: Help()),
    (sentences.YES_BUT, _ask),
)
"""The first that fits is meant."""

LONG_RULES: tuple[tuple[str, Maker], ...] = (
    (sentences.CONVENE, lambda words, ref: OpenRequest(words=words)),
    (sentences.OUTRIGHT_WHY, _dissent),
)

TYPICAL: dict[str, Maker] = {
    "convene a strategy meeting": lambda words, ref: OpenRequest(words=words),
    "who hasn't replied": lambda words, ref: WhoOwes(meeting=ref),
    "my meetings": lambda words, ref: MyMeetings(),
    "status": lambda words, ref: Status(meeting=ref),
    "help": lambda words, ref: Help(),
    "timeline": lambda words, ref: Timeline(meeting=ref),
}
"""For words with a slip of the finger; nothing that changes a meeting unasked is among them."""

LIKE_ENOUGH = 84
"""Of 100: below it, rather ask than guess."""


def understand(words: str) -> Form:
    """The form that these words stand for; `Unclear` when they stand for none."""
    typed = words.strip()
    plain = plainly(typed)
    found = REFERENCE.search(plain)
    ref = found.group().upper().replace(" ", "-") if found else ""
    core = told(REFERENCE.sub(" ", plain))
    for pattern, make in LONG_RULES if len(plain) > LONGEST else RULES:
        if re.search(pattern, core, flags=re.IGNORECASE | re.DOTALL):
            return make(typed, ref)
    if ref and not core:
        return Status(meeting=ref)
    near = process.extractOne(core.lower(), TYPICAL.keys(), scorer=fuzz.ratio)
    if near and near[1] >= LIKE_ENOUGH:
        return TYPICAL[near[0]](typed, ref)
    return Unclear(words=typed, meeting=ref)
