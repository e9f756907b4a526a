"""What is typed about time and is no time: asap, by Friday, next week, Tuesday or Wednesday."""

import re

from dialogs.phrases.when_words import MONTH, Asked, Found, Sure, rule

WHICH_DAY = "Which day, and at what time? Type it like “Tuesday 2:30 pm”."
A_START = "Type the first time you would offer, such as “today 2:30 pm” or “in an hour”."
ONE = "Type one day and one time, such as “Tuesday 2:30 pm”."
A_LIMIT = "That gives a limit and not a time: type one time, such as “Friday 10 am”."


def problem(words: str, *, limit: bool = False, sure: Sure = Sure.BESIDE) -> Found:
    return Found(problem=words, limit=limit, sure=sure)


def now(m: re.Match[str], asked: Asked) -> Found:
    if asked.past and not m["soon"]:
        return Found(moments=(asked.now.replace(second=0, microsecond=0),))
    words = WHICH_DAY if asked.past else A_START
    return problem(words, sure=Sure.ALWAYS if m["soon"] else Sure.NEVER)


ABOUT = r"(?:some~time|early|late|later|mid|in|during|over|at|(?:the )?(?:end|start|middle) of)"
SOON = (
    r"(?P<soon>asap|a\.s\.a\.p\.?|as soon as (?:possible|you can|we can)|straight ?away|"
    r"(?:with)?in the next (?:hour|few hours)|right away)"
)
LIMIT = (
    r"by|before|after|until|till|not|except|within|no later than|any~time(?: after| before| from)?|"
    r"onwards?|earliest|latest|at the latest"
)

RULES = (
    rule(
        rf"(?:{ABOUT} )*(?:(?:the )?week after next|(?:next|this|last|the) (?:week|weekend|month))",
        lambda m, asked: problem(WHICH_DAY),
    ),
    rule(
        rf"(?:{ABOUT} )+{MONTH}|w/c|week (?:commencing|beginning|ending)|soon|shortly|some~time|"
        r"whenever|any day|in a (?:few days|few hours|bit|while|minute)|(?:at )?weekend|"
        r"next (?:few days|available)|next",
        lambda m, asked: problem(WHICH_DAY),
    ),
    rule(LIMIT, lambda m, asked: problem(A_LIMIT, limit=True)),
    rule(r"or|either", lambda m, asked: problem(ONE, limit=True)),
    rule(rf"(?:(?:just|right) )?now|this minute|immediately|urgent(?:ly)?|{SOON}", now),
)
