"""Tokens that have been verified once, since Teams shows the same one for up to an hour."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, NamedTuple

from bot.keys import Key, KeysUnavailable, SigningKeys, UnknownKey

MOST = 4096


class Verified(NamedTuple):
    """What a token says, and the key that proves it."""

    claims: dict[str, Any]
    key_id: str
    key: Key


class VerifiedTokens:
    """Remembers by the digest of the whole header, so that no other bytes can be taken for it.

    A token is forgotten at its end, when its key is fetched anew or withdrawn, and when too many
    others were shown since. What depends on the activity is not remembered: ask it each time.
    """

    def __init__(self, keys: SigningKeys, clock: Callable[[], float], most: int = MOST) -> None:
        self._keys = keys
        self._clock = clock
        self._most = most
        self._known: OrderedDict[bytes, Verified] = OrderedDict()

    def __len__(self) -> int:
        return len(self._known)

    async def get(self, header: str) -> Verified | None:
        """What was kept under exactly this header; None when it must be verified (again)."""
        name = _digest(header)
        found = self._known.get(name)
        if found is None:
            return None
        if self._clock() >= float(found.claims["exp"]) or not await self._is_published(found):
            self._known.pop(name, None)
            return None
        if name in self._known:
            self._known.move_to_end(name)
        return found

    def keep(self, header: str, verified: Verified) -> None:
        """Only for a token whose signature, issuer, audience and time have been checked."""
        self._known[_digest(header)] = verified
        if len(self._known) > self._most:
            self._known.popitem(last=False)

    async def _is_published(self, verified: Verified) -> bool:
        """Whether Microsoft's last answer is still the one in which the key was found."""
        try:
            return await self._keys.get(verified.key_id) is verified.key
        except (UnknownKey, KeysUnavailable):
            return False


def _digest(header: str) -> bytes:
    return hashlib.sha256(header.encode(errors="surrogatepass")).digest()
