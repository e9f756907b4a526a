"""A room that keeps every card it has seen, with where it is shown.

Family and typed words carry marks (FAMILY, TYPED), so that a test can see where they end up.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cards.drawing import Scene, draw
from cards.summary import summary
from dialogs.turn import Show
from meeting.post import CHANNEL
from meeting.posts import next_due, posts
from state.directory import Directory
from tests.people import DIRECTORY
from tests.room import Room

FAMILY = "ZZFAMILY"
TYPED = "ZZTYPED"
MARKUP = '[x](http://evil.example) **bold** <at>All</at> `code` "quoted" \\ {{name}}'
LONG = f"{TYPED} {MARKUP} " + "Seen again and again, by day and by night. " * 110
"""Just below the most that one answer may hold."""


@dataclass(frozen=True)
class Drawn:
    """A card with where it is shown, and the notification that comes with it."""

    card: dict[str, Any]
    channel: bool = False
    summary: str = ""


class Album(Room):
    """A room that keeps every card it has seen."""

    def __init__(self, label: str, directory: Directory = DIRECTORY) -> None:
        super().__init__()
        self.store.directory = directory
        self.label = label
        self.cards: dict[str, Drawn] = {}

    def keep(self, name: str, drawn: Drawn) -> None:
        full = f"{self.label}: {name}"
        if all(known.card != drawn.card for known in self.cards.values()):
            self.cards[full if full not in self.cards else f"{full} ({len(self.cards)})"] = drawn

    async def does(self, person, form, /, **data):
        reply = await super().does(person, form, **data)
        if isinstance(reply, Show):
            self.keep(f"answer to {form.to}", Drawn(reply.card))
        return reply

    async def says(self, person, words, **more):
        reply = await super().says(person, words, **more)
        if isinstance(reply, Show):
            self.keep(f"answer to words, {words[:30]}", Drawn(reply.card))
        return reply

    async def stop(self, stage: str) -> None:
        """Keeps all that has been shown by now."""
        meeting = await self.meeting()
        for post in posts(meeting, self.protocol, self.now):
            people = self.store.directory.people
            scene = Scene(post, meeting, self.protocol, people, lambda m, p, e: "https://link/1")
            drawn = Drawn(draw(scene), post.to == CHANNEL, summary(post, meeting))
            self.keep(f"{stage}, {post.kind}", drawn)

    async def pass_time(self, stage: str, **span: float) -> None:
        """Stops whenever something more is owed, until so much time has gone by."""
        end = self.now + timedelta(**span)
        while (due := next_due(await self.meeting(), self.protocol, self.now)) and due <= end:
            self.now = due
            await self.stop(stage)
        self.now = end
