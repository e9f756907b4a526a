"""Says what is wrong with what came back, with what was sent on, and with what was logged."""

import json
import re
from collections import Counter
from collections.abc import Mapping, MutableMapping
from typing import Any, NamedTuple, NoReturn

import structlog

from bot.policy import trusted
from tests.bot.office import TEAM
from tests.fakes.settings import hosted_settings
from tests.fuzz.canaries import SENT, found_in
from tests.fuzz.casts import CHATS
from tests.fuzz.hosting import LINKS, Hosted
from tests.fuzz.line import Heard
from tests.fuzz.shots import Shot
from tests.fuzz.world import World
from web.links import BadLink, LinkExpired

SETTINGS = hosted_settings()
_LINK = re.compile(r"https://minutes\.example/minutes/([\w.\-]+)")
NOT_KNOWN = 501
"""What an invoke gets that the bot has no use for, as Teams expects: the only 5xx that is right."""


class Fault(NamedTuple):
    kind: str
    """server error, leak, believed, dropped, hang, or trouble (a fault that is only logged)."""
    told: str
    """With no word of what was leaked."""
    seeds: tuple[str, ...] = ()
    """Of the shot it came of; or of all that were under way, where that cannot be told."""


class Oracle:
    """Knows who may read what; every door that leads out of the bot is watched by it."""

    def __init__(self, world: World, host: Hosted) -> None:
        self._host = host
        self._meetings = {m.code: m.id for m in world.meetings}
        self._readers: dict[str, set[str]] = {}
        self.faults: list[Fault] = []
        self.statuses: Counter[int] = Counter()
        self.under_way: Counter[str] = Counter()
        """The seeds of the shots that have not been answered yet."""
        host.teams.hear = self.sent

    def begin(self) -> None:
        """A new store: whoever was somewhere before is not there now."""
        self._readers = {chat: {person} for chat, person in CHATS.items()}

    def expects(self, shot: Shot) -> None:
        """Teams says that somebody is somewhere; told before the bot is."""
        self.under_way[shot.seed] += 1
        claim = shot.claim if shot.believable else None
        if claim and claim.conversation not in CHATS:
            readers = self._readers.setdefault(claim.conversation, set())
            readers.add(claim.person if claim.personal else "")

    def answered(self, shot: Shot, heard: Heard) -> None:
        self.statuses[heard.status] += 1
        if heard.status == 0 and not shot.broken:
            self._fault("dropped", "no answer", shot.seed)
        unknown = heard.status == NOT_KNOWN and shot.claim and shot.claim.invoke
        if heard.status >= 500 and not unknown:
            self._fault("server error", str(heard.status), shot.seed)
        if 200 <= heard.status < 300 and not shot.believable:
            self._fault("believed", shot.told, shot.seed)
        reader = shot.claim.person if shot.claim and shot.believable else ""
        body = heard.body.decode("utf-8", "replace")
        self._read(f"answer to {shot.told}", body, {reader}, shot.seed)

    def sent(self, host: str, conversation: str, text: str) -> None:
        """Something goes out to Teams."""
        if not trusted(f"https://{host}/", SETTINGS):
            self._fault("leak", "sent to another host than Teams")
        whole = conversation.split(";messageid=")[0]
        public = whole.startswith(TEAM) or not whole
        readers = {""} if public else self._readers.get(whole, {""})
        self._read("a message", text, readers)
        bare = json.loads(text) if text else {}
        bare.pop("attachments", None)
        if found_in(bare) - {SENT}:
            self._fault("leak", "a name or a detail outside a card's body")

    def _read(self, where: str, text: str, readers: set[str], seed: str = "") -> None:
        """Whether one of the readers at least may have read it; "" stands for everybody."""
        for code in found_in(text) - {SENT}:
            able = self._host.backend.may_see.get(self._meetings[code], frozenset())
            if not readers & able:
                self._fault("leak", f"{where}: words of the meeting {code}", seed)
        for token in _LINK.findall(text):
            try:
                whose = LINKS.read(token, self._host.clock.now).person
            except (BadLink, LinkExpired):
                continue
            if whose not in readers:
                self._fault("leak", f"{where}: somebody else's link", seed)

    def logged(self, logger: Any, name: str, entry: MutableMapping[str, Any]) -> NoReturn:
        """A line of the log, as structlog's processors are called; it goes no further."""
        self.line(entry, trouble=name in {"error", "critical", "exception"})
        raise structlog.DropEvent

    def line(self, entry: Mapping[str, Any], *, trouble: bool) -> None:
        if found_in(json.dumps(entry, default=str)):
            self._fault("leak", f"a line of the log: {entry.get('event')}")
        if trouble:
            place = str(entry.get("where", "")).rstrip().rsplit("File", 1)[-1]
            place = re.sub(r'"[^"]*[/\\]', '"', place).replace("\n", " ")
            self._fault("trouble", f"{entry.get('event')} {entry.get('kind', '')}{place}".strip())

    def _fault(self, kind: str, told: str, seed: str = "") -> None:
        seeds = (seed,) if seed else tuple(+self.under_way)
        self.faults.append(Fault(kind, told, seeds))
