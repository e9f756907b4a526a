"""Strings, numbers and shapes that software is known to trip over."""

from typing import Any

NOUGHT, LOW = "\x00", "\x1f"

STRINGS = (
    "", " ", "\t\n\r", "\u00a0", NOUGHT, f"a{NOUGHT}b", "\x1b[31m", LOW, "\x7f", "\x85", "\u2028",
    "\ud800", "\udfff", "\ud83d", "\ude00\ud83d", "\ufeff", "\ufffe", "\uffff", "\U0010ffff",
    "\u200b", "\u200d\u200c", "a\u200bb", "\u202e", "\u202eevil\u202c", "\u2066x\u2069", "\u061c",
    "\U0001f469\u200d\U0001f467", "\U0001f3f4" + "\U000e0067" * 5, "e" + "\u0301" * 200, "\u0130",
    "ß", "ﬁ", "ǆ", "١٢٣", "½", "Ⅷ", "²", "true", "false", "null", "None", "undefined", "NaN",
    "-1", "0", "00", "1e999", "1" * 400, "0x10", "1_000", "[object Object]", "{}", "[]", "''", '"',
    "\\", "\\u0000", "\\ud800", "%00", "%s%n", "%2e%2e%2f", "../../etc/passwd", "..\\..\\x",
    "$meeting", "${jndi:ldap://x}", "{{7*7}}", "{0.__class__}", "{meeting.id}", "__proto__",
    "constructor", "<at>Convene</at>", "<at>Convene", "</at>", "<at></at>", "<at id=x>All</at>",
    "<script>alert(1)</script>", "[x](http://evil.example)", "**bold**", "&nbsp;", "&#0;", "&lt;",
    "'; DROP TABLE convene_rows; --", "meeting:", "journal::", "seen:", "of:convene:", "reach:",
    "convene", "CONVENE", "channel", "other:", "other:x", ",", ",,,", "a,b,", ":", ";messageid=",
    "19:strategy@thread.tacv2;messageid=1;messageid=2", "28:", "29:", "a:", "SM-", "SM-00000",
    "sm-22222", "SM-22222\u200b", "https://evil.example/", "file:///etc/passwd", "javascript:0",
    "http://[::1", "https://", "\N{RIGHT-TO-LEFT MARK}status", "cancel", "yes", "no", "approve",
)  # fmt: skip

NUMBERS: tuple[Any, ...] = (
    0, -1, 1, 2**31, 2**53, 2**63, 2**64, -(2**63), 10**300, 0.1, -0.0, 1e308, 1e-320, True, False,
    float("nan"), float("inf"), float("-inf"),
)  # fmt: skip

MOST_ARE_SHORT = (40, 201, 300, 501, 1025, 2001, 5001, 9_000, 30_000, 100_000, 230_000)
REPEATED = (
    "a", " ", "9", "a ", "1 ", "-", "(", "[", "{", "<at>", "<at>Convene</at>", "\\", '"', "\n",
    "at ", "tomorrow ", "2pm ", "monday 2 ", "in 3 days ", "1/1/1 ", "SM-22222 ", "not ",
    "I can't ", "convene a ", "next ", "half past ", ",", "é", "\u0301", "\U0001f600", "&nbsp;",
    "because ",
)  # fmt: skip
