"""The keys with which the store is encrypted: read from the environment or from a file."""

import base64
import binascii
import os
import re
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NAME = re.compile(r"[A-Za-z0-9_-]{1,32}")
SIZE = 32
"""Bytes of a key: AES-256."""
NONCE = 12
MARK = "sealed"
"""A body that is encrypted reads `sealed:{name of the key}:{nonce and ciphertext in base 64}`."""


class BadKeys(Exception):
    """The keys cannot be used, or are not those of the store; the message holds no key."""


class NotOpened(Exception):
    """A body is not encrypted, or with a key that is not here, or was kept under another name."""


def new_key(name: str) -> str:
    """A line for the key ring, with a key that nobody has had before."""
    if not NAME.fullmatch(name):
        raise BadKeys("A key's name is of up to 32 letters, digits, hyphens and underscores.")
    return f"{name}:{base64.b64encode(secrets.token_bytes(SIZE)).decode()}"


def sealed_with(body: str) -> str | None:
    """The name of the key with which a body is encrypted; None when it is not."""
    mark, _, rest = body.partition(":")
    return rest.partition(":")[0] if mark == MARK else None


class Nonces:
    """Random ones, asked of the system many at a time, and never given out twice."""

    def __init__(self) -> None:
        self._left = list[bytes]()
        os.register_at_fork(after_in_child=self._left.clear)  # it would give out the same

    def next(self) -> bytes:
        if not self._left:
            some = os.urandom(NONCE * 256)
            self._left += [some[i : i + NONCE] for i in range(0, len(some), NONCE)]
        return self._left.pop()


class KeyRing:
    """Writes with the first key, reads with all of them.

    A ring from a file looks into it again when it meets the name of a key that it does not know,
    so that a new key reaches every running process by way of the file.
    """

    def __init__(self, text: str, source: Path | None = None) -> None:
        """`text`: lines or a list with commas, each `name:key in base 64`, the newest first."""
        self._source = source
        self._nonces = Nonces()
        self._hold(text)

    def _hold(self, text: str) -> None:
        self._keys = _read(text)
        self.current, self._first = next(iter(self._keys.items()))

    def has(self, name: str) -> bool:
        if name not in self._keys and self._source is not None:
            self._hold(_text(self._source))
        return name in self._keys

    def seal(self, row: str, body: str) -> str:
        """The body, encrypted, to be kept under that key of a row and under no other."""
        nonce = self._nonces.next()
        sealed = self._first.encrypt(nonce, body.encode(), row.encode())
        text = binascii.b2a_base64(nonce + sealed, newline=False).decode("ascii")
        return f"{MARK}:{self.current}:{text}"

    def open(self, row: str, body: str) -> str:
        """Raises NotOpened for whatever was not sealed for that row with a key of this ring."""
        name = sealed_with(body)
        if name is None or not self.has(name):
            raise NotOpened(row)
        try:
            sealed = base64.b64decode(body.rpartition(":")[2], validate=True)
            return self._keys[name].decrypt(sealed[:NONCE], sealed[NONCE:], row.encode()).decode()
        except (InvalidTag, ValueError) as wrong:
            raise NotOpened(row) from wrong


def ring_from(text: str, file: Path | None) -> KeyRing | None:
    """The ring that the settings describe, the file first; None when they name no key at all."""
    if file is not None:
        return KeyRing(_text(file), file)
    return KeyRing(text) if text.strip() else None


def _text(file: Path) -> str:
    try:
        return file.read_text("ascii")
    except (OSError, UnicodeDecodeError) as wrong:
        raise BadKeys(f"The file of keys cannot be read: {wrong}") from wrong


def _read(text: str) -> dict[str, AESGCM]:
    found: dict[str, AESGCM] = {}
    for entry in re.split(r"[,\s]+", text.strip()):
        name, _, key = entry.partition(":")
        if not NAME.fullmatch(name) or name in found:
            raise BadKeys("Each key needs a name of its own, as in name:key, and the newest first.")
        try:
            raw = base64.b64decode(key, validate=True)
        except binascii.Error:
            raw = b""
        if len(raw) != SIZE:
            raise BadKeys(f"The key {name} is not of 32 bytes; `convene new-key` makes one.")
        found[name] = AESGCM(raw)
    return found
