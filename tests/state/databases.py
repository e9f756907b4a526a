"""A PostgreSQL for tests: one server for all of them, and an empty place in it for each."""

import atexit
import os
from contextlib import contextmanager
from functools import cache
from itertools import count

import psycopg

from tests.state.server import Server

NAMES = count()


@cache
def server_url():
    """The one that DATABASE_URL names, or one of our own, which ends with the tests."""
    if given := os.environ.get("DATABASE_URL"):
        return given
    server = Server()
    atexit.register(server.remove)
    return server.start().url


@contextmanager
def empty_schema():
    """The address of a schema with nothing in it."""
    url, schema = server_url(), f"convene_{os.getpid()}_{next(NAMES)}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f"CREATE SCHEMA {schema}")
        yield f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{schema}"
        admin.execute(f"DROP SCHEMA {schema} CASCADE")
