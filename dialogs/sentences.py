"""How people say what they want of a meeting: the patterns, tried in the order of `words`.

A command opens the sentence, and an answer speaks of oneself: "police can't make it" is neither.
"""

import re

from rapidfuzz import fuzz, process

COURTESY = (
    r"hi|hello|hey|hiya|morning|good (?:morning|afternoon|evening)|please|pls|ok|okay|right|so"
    r"|can (?:you|we|i)|could (?:you|we|i)|would you|shall we|let'?s|i(?:'d| would) like to"
    r"|(?:i|we) (?:want|need|have|wish) to|i(?:'m| am) going to|just|thanks|sorry"
)
FIRST = re.compile(rf"^(?:(?:{COURTESY})\b[\s,.!:;-]*)+", re.IGNORECASE)
"""Courtesies before what is said; they are no answer unless they are all that is said."""

A = r"(?:(?:a|an|another|new|urgent|emergency|initial|multi-?agency|review|the)\s+)"
MEETING = r"(?:meeting|discussion|mtg|disc)s?"
END = r"(?:[\s,]+(?:now|please|pls|thanks))*[\s.!?]*$"

CONVENE = (
    r"^(?:re-?)?conven\w*\b(?! yet)"
    r"|^(?:arrange|set ?up|organi[sz]e|request|book|schedule|call|hold|start|begin|open)\s+"
    rf"(?:for\s+)?(?:{A}*strategy\b|(?:a|an|another)\s+(?:\w+\s+){{0,2}}{MEETING}\b)"
    rf"|^(?:i|we)?\s*(?:(?:'d| would)? ?like|need|want|require)s?\s+(?:a|an|another)\s+"
    rf"(?:\w+\s+){{0,2}}(?:strategy|{MEETING})\b(?! time)"
    rf"|^{A}*strategy\s+{MEETING}\s+"
    r"(?:needed|required|please|pls|asap|for\b|today|tomorrow)"
)
START = (
    rf"^(?:start|begin|open|kick off)\s+(?:(?:the|our|this|my)\s+)?(?:strategy\s+)?{MEETING}{END}"
)
DISSENT = r"\b(?:dissent|dissenting|disagree|disagrees)\b"
OUTRIGHT = (
    r"^\W*i (?:(?:formally|strongly|must|wish to|want to|would like to|have to) )*"
    r"(?:dissent|disagree)\b(?:\s+(?:from|with)\s+(?:the|this|your)\s+(?:chair'?s\s+)?decision)?"
    r"\W*(?:(?:because|as|since)\b)?"
)
OUTRIGHT_WHY = OUTRIGHT.replace("(?:dissent|disagree)", "dissent").removesuffix("?") + r"\W"
REMIND = r"\b(?:remind me|snooze)\b"
WHO_OWES = (
    r"\bwho(?:'?s|se|m)?\b.*\b(?:repl|answer|respon|outstanding|missing|ow(?:e|es|ing)\b|coming"
    r"|attending|accepted|sent\b|come\b)"
    r"|\b(?:any(?:one|body)|has|have|did|which agenc\w+)\b.*\b(?:repl|respon|outstanding)"
    r"|^(?:outstanding|chase)\b"
)
MOVE = (
    r"^(?:re-?schedule|re-?arrange|postpone|delay|adjourn|move|push|bring|put|change)\b"
    rf"(?:\s+(?:the|this|our|my|it|to|for|until|till|back|forward|strategy|{MEETING}|time|date|of)\b"
    rf"|{END}|\s+\S*\d)"
    r"|\b(?:can|could|shall|may)\s+(?:we|you|it|i|the meeting|this)\b.*"
    r"\b(?:rescheduled?|moved?|postponed?|rearranged?)\b"
    r"|\bneeds?\s+(?:to be\s+|to\s+)?(?:moved?|rescheduled?|postponed?|rearranged?)\b"
)
CANCEL = (
    r"^(?:cancel|call off|call (?:it|this|that|the meeting) off)\b"
    rf"|(?<!n't )(?<!not )\b(?:cancel|call off)\s+(?:the|this|my|our)\s+(?:strategy\s+)?{MEETING}\b"
)
RESTRICT = r"^restrict\b|\b(?:lift|end|remove) (?:the|this|its|that) restriction\b"
STATUS = (
    r"\bstatus\b|\bwhere (?:are we|have we got|(?:does|do|is) (?:it|this|things|we|the meeting))\b"
    r"|\b(?:when|what time|where|what day)(?:'?s| is| are)?\b.*\b(?:meeting|discussion|it)\b"
    r"|\bwhat(?:'?s| is) happening\b|\bany (?:news|updates?)\b"
    r"|^(?:is|has|was)\b.*\b(?:cancelled|moved|rescheduled|convened|authori[sz]ed|approved|on)\b"
)
DEPUTY = (
    r"\b(?:deputy|deputi[sz]\w*|instead of me|in my place|on my behalf|cover(?:ing)? for me)\b"
    r"|\b(?:will|is|are|'ll)\s+(?:be\s+)?cover(?:ing)?\b"
    r"|\bmy (?:colleague|manager|sergeant|inspector|supervisor|team lead)\b.*"
    r"\b(?:come|coming|attend|attending|go|going|there|join)\b"
    r"|\bsend(?:ing)?\s+(?:my|a|another)\s+(?:colleague|officer|nurse|manager|sergeant)\b"
)

SELF = (
    r"(?:^|[,.;:!-]\s*|\b(?:i|i'm|im|i am|we|we're|yes|yep|and|but|so|sorry|afraid|unfortunately"
    r"|confirm|confirm that|now|myself|both)\s+)"
)
"""Before what somebody says of themselves; "police can't make it" speaks of others."""
BETWEEN = (
    r"(?:(?:to|now|actually|really|physically|personally|definitely|certainly|happily|possibly"
    r"|be able to|able to|happy to|pleased to|going to|planning to|also|both|still|all)\s+)*"
)
GO = (
    r"(?:be (?:there|at|attending|coming|joining|able|free|available|present|on)|attend(?:ing)?"
    r"|com(?:e|ing)|join(?:ing)?|make (?:it|that|this|the|either)|do (?:it|that|this|then|the)|get"
    r" (?:to|there))\b"
)
CANNOT = (
    r"(?:can'?t|cannot|can not|won'?t|will not|couldn'?t|unable|not able|not going|not gonna"
    r"|don'?t think (?:i|we) can)"
)
NOT_COMING = (
    rf"{SELF}{CANNOT}\s+{BETWEEN}{GO}"
    rf"|{SELF}(?:not|am not|are not|will not be|won'?t be)\s+(?:be\s+)?(?:attending|coming|joining"
    r"|available)\b"
    rf"|{SELF}(?:unavailable|unable)\b"
    r"|^declin\w*\b|^(?:my |our |sending |send )*apolog(?:y|ies)\b"
    r"|^(?:no|nope|nah)[\s.!]*$|^no[\s,.]+(?:sorry|i can'?t|we can'?t|thanks)"
)
WILL = (
    r"(?:i'?ll|i will|i can|i'm|im|i am|we'?ll|we will|we can|we're|we are|happy to|will|able to"
    r"|can|should be able to)"
)
COMING = (
    rf"(?:^|[,.;:!-]\s*|\b(?:yes|yep|yeah|ok|sure|and|but|so|confirm|confirm that|problem|fine)\s+)"
    rf"{WILL}\s+{BETWEEN}{GO}"
    r"|^(?:attending|accept(?:ed)?|count me in|i'?m in|see you (?:there|then)|confirmed?)[\s.!]*$"
    r"|^(?:i |we )?(?:can )?confirm (?:my |our )?attend"
)
DOUBT = (
    r"(?:\?|\b(?:might|may|maybe|perhaps|possibly|not sure|unsure|don'?t know|doubt|try|trying|hope"
    r"|hopefully|depends?|if|unless|late|early|whether|probably|should)\b)"
)
DOUBTFUL = (
    rf"^(?=.*{DOUBT})(?=.*\b(?:attend|attending|come|coming|make|join|joining|be there)\b)"
    r"(?=.*\b(?:i|i'm|im|i'll|we|we're|we'll|me)\b)"
    r"|^(?:attend|come|join)\b.*\?"
)
AGREED = (
    r"(?:please|thanks|thank you|fine|no problem|sure|that'?s (?:fine|ok|good)|that works|works for"
    r" me|can do|i can|i will|i do|all good|ok|noted)"
)
YES = (
    r"^(?:yes|yep|yeah|yup|y|sure|of course|absolutely|ok|okay|will do|fine)"
    rf"(?:[\s,.!]+{AGREED})*[\s.!]*$"
)
YES_BUT = r"^(?:yes|yep|yeah)\b"
REPORT = r"(?:report|information|info|update|written|statement|chronology|something|summary)"
INFORMS = (
    rf"^(?!.*\?)(?:.*\b(?:i'?ll|i will|i'm|i am|we'?ll|we will|we are|will|can)\b[^.]{{0,20}})?"
    rf"\b(?:sending|submitting|e-?mailing|providing|send|submit|e-?mail|provide)\b(?! (?:me|us)\b)"
    rf".{{0,40}}\b{REPORT}\b"
)
HERE = (
    r"^(?:i'?m|i am|we'?re|we are)\s*(?:here|present|in the (?:room|meeting|call)|on the call)\b"
    r"|^(?:here|present)(?:\s+now)?[\s.!]*$"
)
TIMELINE = rf"^(?:show (?:me )?)?(?:the )?(?:timeline|history|what (?:has )?happened){END}"
MINE = r"\bmy (?:strategy )?meetings\b|^(?:meetings|list|what meetings)\b"
HELP = (
    r"^(?:help|hepl|hlep|what can (?:you|i) do|how (?:do|does) (?:i|this|it))\b"
    r"|^(?:hi|hello|hey|hiya|morning|good \w+)[\s.!,]*$"
)
THANKS = (
    r"^(?:ok(?:ay)?\W+)?(?:thanks|thank you|ta|cheers|many thanks|great|perfect|brilliant|lovely"
    r"|noted|got it)\b[^?]{0,20}$"
)

KNOWN = (
    *("meeting", "meetings", "strategy", "discussion", "convene", "cancel", "cancelled"),
    *("reschedule", "rescheduled", "postpone", "attend", "attending", "coming"),
    *("schedule", "cancer"),
    *("status", "timeline", "replied", "report", "information", "deputy", "dissent", "disagree"),
)
"""Words that are meant often; and those next to them that mean something else."""

LIKE_ENOUGH = 83
"""Of 100, for a word of five letters or more: a slip of the finger, not another word."""


def plainly(words: str) -> str:
    """The words with straight apostrophes and ordinary dashes, each slip of the finger mended."""
    straight = words.translate(str.maketrans("’‘`–—", "'''--"))
    straight = re.sub(r"\b(?:cnat|can;t|cant;|ca'nt)\b", "can't", straight, flags=re.IGNORECASE)
    straight = re.sub(r"\bstrat\b", "strategy", straight, flags=re.IGNORECASE)
    return re.sub(r"[A-Za-z]{5,}", lambda word: _mended(word.group()), straight)


def _mended(word: str) -> str:
    near = process.extractOne(word.lower(), KNOWN, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
    return near[0] if near and word.lower() != near[0] else word


def told(words: str) -> str:
    """What is said after the courtesies; a courtesy that is all there is stays."""
    trimmed = words.strip(" \t\r\n,;:-")
    return FIRST.sub("", trimmed).strip() or trimmed
