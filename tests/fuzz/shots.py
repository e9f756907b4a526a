"""One hostile request for every number: the same number, the same request."""

import json
import random
from typing import Any, NamedTuple

from tests.fuzz.claims import Claim, claim
from tests.fuzz.corpus import Corpus
from tests.fuzz.mutate import mutated, spoilt_bytes
from tests.fuzz.proofs import GOOD_TYPE, Header, Proof, bad, extra, good, odd, strange_types

LARGEST = 1_000_000
"""Bytes of a body: four times what the bot takes."""


class Shot(NamedTuple):
    """What is sent, and what is known of it."""

    seed: str
    head: bytes
    body: bytes
    claim: Claim | None
    believable: bool
    """Its token is good, and it is of the bot's own tenant, if it is an activity at all."""
    broken: bool
    """Not even HTTP as it should be: the bot may hang up without an answer."""
    told: str
    """How it was made."""

    @property
    def request(self) -> bytes:
        return self.head + self.body


def shot(corpus: Corpus, seed: str) -> Shot:
    """`seed`: of the run, and the number of the shot in it, such as "1:4711"."""
    chance = random.Random(seed)
    activity, kind = corpus.activity(chance)
    times = chance.choice((0, 1, 1, 1, 2, 2, 3, 6))
    activity = mutated(activity, chance, corpus.known, times)
    if chance.random() < 0.03:
        activity, kind = chance.choice(corpus.known.shapes), "any JSON"
    body, told = _bytes(activity, chance)
    return aimed(seed, chance, body[:LARGEST], f"{kind}, {times} changes{told}")


def _bytes(activity: Any, chance: random.Random) -> tuple[bytes, str]:
    if chance.random() < 0.1:
        body, how = spoilt_bytes(activity, chance)
        return body, f", {how}"
    return written(activity, plain=chance.random() < 0.5), ""


def written(activity: Any, *, plain: bool = True) -> bytes:
    """As text, with whatever no strict reader would take."""
    return json.dumps(activity, ensure_ascii=plain).encode("utf-8", "surrogatepass")


def aimed(seed: str, chance: random.Random, body: bytes, told: str) -> Shot:
    """With headers: most are in order, since what is turned away at the door tries little else."""
    claimed = claim(body)
    proof = _proof(chance)
    if claimed and not claimed.possible and proof.good:
        proof = chance.choice(bad())  # nobody but a forger would send it
    kinds: tuple[Header, ...] = (GOOD_TYPE,)
    if chance.random() < 0.03:
        kinds = strange_types(chance)
    more = extra(chance) if chance.random() < 0.02 else ()
    length, broken = _length(body, chance)
    headers = (*proof.headers, *kinds, *more, *length)
    believable = proof.good and (claimed is None or claimed.tenant)
    told = f"{told}; proof: {proof.name}"
    upgraded = any(name in {"Upgrade", "Expect", "TE"} for name, _ in more)
    return Shot(seed, head(headers), body, claimed, believable, broken or upgraded, told)


def _proof(chance: random.Random) -> Proof:
    kind = chance.random()
    if kind < 0.88:
        return good()
    return chance.choice(bad() if kind < 0.97 else odd())


def _length(body: bytes, chance: random.Random) -> tuple[tuple[Header, ...], bool]:
    """How long the body is, and whether that is a lie."""
    kind = chance.random()
    if kind < 0.99:
        return (("Content-Length", str(len(body))),), False
    lies: tuple[tuple[Header, ...], ...] = (
        (("Content-Length", str(len(body) + 1000)),),
        (("Content-Length", "-1"),),
        (("Content-Length", "x"),),
        (("Content-Length", str(len(body))), ("Content-Length", "3")),
        (("Transfer-Encoding", "chunked"),),
        (("Transfer-Encoding", "chunked"), ("Content-Length", str(len(body)))),
        (("Transfer-Encoding", "nonsense"),),
        (("Content-Length", "9" * 30),),
    )
    return chance.choice(lies), True


def head(headers: tuple[Header, ...]) -> bytes:
    lines = [f"{name}: {value}" for name, value in headers]
    if not any(name == "Host" for name, _ in headers):
        lines.insert(0, "Host: convene.example")
    text = "\r\n".join(["POST /api/messages HTTP/1.1", *lines, "", ""])
    return text.encode("latin-1", "replace")
