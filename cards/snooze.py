"""Asking to be reminded later."""

from cards.form import Form


class RemindMe(Form, to="snooze"):
    meeting: str = ""
    words: str = ""
    """What was typed, such as “remind me at 3”."""
