"""The headers of a request: proofs of where it comes from, good ones and bad ones."""

import random
from functools import cache
from typing import NamedTuple

from tests.fakes.tokens import LONG_AGO, token

Header = tuple[str, str]
GOOD_TYPE: Header = ("Content-Type", "application/json; charset=utf-8")


class Proof(NamedTuple):
    name: str
    headers: tuple[Header, ...]
    good: bool
    """Whether the bot may believe it."""


@cache
def good() -> Proof:
    return Proof("good", (("Authorization", f"Bearer {token()}"),), good=True)


@cache
def bad() -> tuple[Proof, ...]:
    """Every one of these must be turned away."""
    unsigned = token().rsplit(".", 1)[0] + "."
    none = f"eyJhbGciOiJub25lIn0.{token().split('.')[1]}."
    found = {
        "no header": (),
        "empty header": (("Authorization", ""),),
        "no scheme": (("Authorization", token()),),
        "other scheme": (("Authorization", f"Basic {token()}"),),
        "expired": _bearer(exp=LONG_AGO),
        "no end": _bearer(exp=None),
        "not yet": _bearer(nbf=4_000_000_000),
        "another bot's": _bearer(aud="33333333-3333-4333-8333-333333333333"),
        "many audiences": _bearer(aud=["x", "y"]),
        "another issuer": _bearer(iss="https://login.example/"),
        "no issuer": _bearer(iss=None),
        "another address": _bearer(serviceurl="https://smba.trafficmanager.net/elsewhere/"),
        "no address": _bearer(serviceurl=None),
        "another key": _bearer(key="key-2"),
        "unknown key": _bearer(key="key-2", key_id="key-2"),
        "no key": _bearer(key_id=None),
        "a strange key": _bearer(key_id="\u202e' OR 1=1 --"),
        "signed with a secret": _bearer(algorithm="HS256"),
        "no algorithm": (("Authorization", f"Bearer {none}"),),
        "no signature": (("Authorization", f"Bearer {unsigned}"),),
        "garbage": (("Authorization", "Bearer a.b.c"),),
        "dots": (("Authorization", "Bearer ...."),),
        "not base64": (("Authorization", "Bearer \xff\xfe.\x80.\x81"),),
        "huge": (("Authorization", "Bearer " + "A" * 7000),),
        "claims are a list": (("Authorization", "Bearer eyJhbGciOiJSUzI1NiJ9.W10.AA"),),
        "strange end": _bearer(exp="tomorrow"),
        "end is NaN": _bearer(exp=float("nan")),
    }
    return tuple(Proof(name, headers, good=False) for name, headers in found.items())


def _bearer(**more: object) -> tuple[Header, ...]:
    return (("Authorization", f"Bearer {token(**more)}"),)


@cache
def odd() -> tuple[Proof, ...]:
    """Neither plainly good nor plainly bad: whoever wrote them has a good token."""
    text = token()
    spelt = ("bearer {}", "BEARER {}", "Bearer  {}", "Bearer\t{}", "Bearer {} ", "Bearer {},x",
             "Bearer {} {}", "Bearer {}\x0b", "Bearer: {}", "Bearer Bearer {}")  # fmt: skip
    single = [(("Authorization", s.replace("{}", text)),) for s in spelt]
    several = [
        (("Authorization", "Bearer x"), ("Authorization", f"Bearer {text}")),
        (("Authorization", f"Bearer {text}"), ("Authorization", "Bearer x")),
        (("authorization", f"Bearer {text}"), ("AUTHORIZATION", "")),
    ]
    return tuple(Proof("odd header", h, good=True) for h in (*single, *several))


def strange_types(chance: random.Random) -> tuple[Header, ...]:
    """Other kinds of content than JSON, or JSON as it should not be named."""
    kinds = (
        "", "text/plain", "application/xml", "multipart/form-data; boundary=x", "APPLICATION/JSON",
        "application/json;charset=utf-16", "application/json; charset=\x80", "application/jsonp",
        "application/json, text/plain", "*/*", "application/json; charset=nonsense", ";", "/",
        "application/problem+json", "application/json;" * 50,
    )  # fmt: skip
    found: list[Header] = [("Content-Type", chance.choice(kinds))]
    if chance.random() < 0.3:
        found.append(GOOD_TYPE)
    if chance.random() < 0.1:
        found = []
    return tuple(found)


def extra(chance: random.Random) -> tuple[Header, ...]:
    """Headers that nobody asked for."""
    some = (
        ("Content-Encoding", "gzip"), ("Content-Encoding", "deflate"), ("Content-Encoding", "br"),
        ("Content-Encoding", "zstd"), ("Content-Encoding", "nonsense"), ("Expect", "100-continue"),
        ("Expect", "x"), ("X-Forwarded-Host", "evil.example"), ("Host", "evil.example"),
        ("Cookie", "a=" + "b" * 3000), ("Accept-Encoding", "gzip"), ("X-Http-Method", "DELETE"),
        ("Upgrade", "websocket"), ("Range", "bytes=0-1"), ("If-None-Match", "*"), ("X\x80", "y"),
        ("Origin", "https://evil.example"), ("x-ms-conversation-id", "a:chat"), ("TE", "trailers"),
    )  # fmt: skip
    return tuple(chance.sample(some, chance.choice((1, 1, 3))))
