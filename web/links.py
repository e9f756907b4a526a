"""Links that open the minutes for one person, until a given time, and for nobody else."""

import hashlib
from datetime import UTC, datetime
from urllib.parse import urlsplit

from itsdangerous import BadData, URLSafeSerializer
from pydantic import AwareDatetime

from meeting.base import Frozen, Refusal


class LinkExpired(Refusal):
    """This link has run out. Ask the chair of the meeting for a new one."""


class BadLink(Refusal):
    """Nothing opens with this link. Check that you have the whole of it, or ask who sent it."""


class Grant(Frozen):
    """What a link allows: that person, that version of that meeting's minutes."""

    meeting: str
    person: str
    version: int
    expires: AwareDatetime


class Links:
    """Makes and reads links; only who holds the secret can make one.

    Raises ValueError without a secret, because anybody could then make them."""

    def __init__(self, secret: str, public_url: str) -> None:
        if not secret:
            raise ValueError("links need a secret to be signed with")
        self._signer = URLSafeSerializer(
            secret, salt="minutes", signer_kwargs={"digest_method": hashlib.sha256}
        )
        self._url = public_url.rstrip("/")

    @property
    def on_loopback(self) -> bool:
        """The page is only reached from the machine that serves it."""
        host = urlsplit(self._url).hostname or ""
        return host in {"localhost", "::1"} or host.startswith("127.")

    def minutes(self, meeting_id: str, person_id: str, version: int, expires: datetime) -> str:
        """The whole address; whoever has it can read the minutes until then."""
        until = int(expires.timestamp())
        token = self._signer.dumps([meeting_id, person_id, version, until])
        return f"{self._url}/minutes/{token}"

    def read(self, token: str, now: datetime) -> Grant:
        """Raises BadLink for what was not made here, LinkExpired from the link's last second on."""
        try:
            meeting, person, version, until = self._signer.loads(token)
        except BadData as bad:
            raise BadLink from bad
        expires = datetime.fromtimestamp(until, UTC)
        if now >= expires:
            raise LinkExpired
        return Grant(meeting=meeting, person=person, version=version, expires=expires)
