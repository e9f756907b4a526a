"""A time that was typed, shown back on the next card where something about it is to be asked."""

from collections.abc import Sequence

from cards.blocks import Card, said

BELOW = 2
"""Parts of a card that stay above it: the heading, and which step it is."""


def shown_back(drawn: Card, readings: Sequence[str]) -> Card:
    """The card with those readings below its heading; the same card where there are none."""
    lines = map(said, readings)
    return {**drawn, "body": [*drawn["body"][:BELOW], *lines, *drawn["body"][BELOW:]]}
