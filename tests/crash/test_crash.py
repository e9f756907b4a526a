"""The short set of `make crash`: what was acknowledged before a kill is there, whole and once."""

import random
from itertools import islice

from tests.crash.killing import kill_embedded, kill_replica
from tests.state.server import Server

SHORT = 10


def summed(kills, wanted):
    shown = list(islice(kills, wanted))
    assert [fault for one in shown for fault in one.faults] == []
    acknowledged = sum(one.acknowledged for one in shown)
    assert acknowledged > wanted
    assert sum(one.found for one in shown) == acknowledged
    assert sum(one.kills for one in shown) == wanted


def test_the_embedded_store_keeps_what_was_acknowledged_when_its_process_is_killed(tmp_path):
    summed(kill_embedded(tmp_path, random.Random(7)), SHORT)


def test_postgresql_keeps_what_was_acknowledged_when_a_process_or_itself_is_killed():
    server = Server()
    try:
        summed(kill_replica(server.start(), random.Random(7), database_too=4), 8)
    finally:
        server.remove()
