"""What Teams tells or asks beside the turns: searches, edits, meetings, and what is not ours."""

from bot.events import EDITED, MEETINGS, Events
from bot.heard import Heard, HeardKind
from bot.inbound import Answer
from bot.invokes import NO_FILES, answer
from bot.search import Search
from dialogs.turn import Say
from meeting.people import Person
from state.places import PlaceKind

KINDS = {HeardKind.SEARCH, HeardKind.OTHER_INVOKE, HeardKind.EDITED, *MEETINGS}


class Aside:
    """None of it is a turn, and none of it changes a meeting."""

    def __init__(self, events: Events, search: Search) -> None:
        self._events = events
        self._search = search

    async def happened(self, heard: Heard, person: Person | None) -> Answer | None:
        """What an invoke gets; None: the bot knows no such thing."""
        match heard.kind:
            case HeardKind.SEARCH:
                return self._search.answer(heard, person)
            case HeardKind.OTHER_INVOKE:
                return answer(heard)
            case kind if kind in MEETINGS:
                await self._events.happened(heard)
        return None

    async def to_say(self, heard: Heard, person: Person | None) -> Say | None:
        """A word to somebody in the directory, in their own chat for what they typed there."""
        if person is None:
            return None
        if heard.invoke_name == "fileConsent/invoke":
            return Say(NO_FILES)
        edited = heard.kind is HeardKind.EDITED and heard.place.kind is PlaceKind.PERSONAL
        return Say(EDITED) if edited and await self._events.to_be_told(heard) else None

    def not_kept(self, heard: Heard) -> Answer | None:
        """While the store is away."""
        if heard.kind is HeardKind.SEARCH:
            return self._search.answer(heard, None)
        return answer(heard) if heard.kind is HeardKind.OTHER_INVOKE else None
