"""The whole bot as it is hosted, with the machines of Microsoft exchanged for those of the bench.

`python -m benchmarks.served '{"port": …, "store": …, "key": …, "metadata": …, …}'`. Everything
else is what `convene serve` does: tokens are checked, the store is encrypted, commits are durable.
"""

import functools
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import app
import bot.service
import bot.teams
from benchmarks.addresses import a_token, send_to
from bot.postman import Postman
from tests.fakes.settings import APP_ID, TENANT

STAFF = Path(__file__).parent.parent / "demo" / "staff.toml"


class Told(NamedTuple):
    port: int
    store: str
    key: str
    """Of the key ring with which the store is encrypted."""
    metadata: str
    """Where the signing keys are published."""
    sink: str
    """What is reached where Teams is called."""
    now: str
    """When it is for the bot; from there the time goes on."""
    postman: str = "at work"
    paced: bool = True
    """Whether Teams' limits are kept."""


class AtHome(Postman):
    """Shows nobody anything: for what an answer takes, without the cards that are drawn again."""

    async def visit(self, meeting_id: str) -> None:
        pass

    async def wake(self) -> int:
        return 0

    async def sweep(self) -> int:
        return 0


class Swept(Postman):
    """Has looked at every meeting after the start already, and goes by what falls due."""

    async def sweep(self) -> int:
        return 0


POSTMEN = {"at work": Postman, "at home": AtHome, "swept": Swept}


def clock(start: datetime) -> Callable[[], datetime]:
    begun = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - begun)


def settle(told: Told) -> None:
    """Environment and addresses: for this process alone, which does nothing else."""
    given = {
        "PORT": told.port, "STORE": told.store, "KEYS": told.key, "APP_ID": APP_ID,
        "TENANT_ID": TENANT, "APP_PASSWORD": "an invented secret", "STAFF": STAFF,
        "SECRET_KEY": "an invented key of forty characters or so",
    }  # fmt: skip
    os.environ.update({f"CONVENE_{name}": str(value) for name, value in given.items()})
    app.create_app = functools.partial(
        app.create_app, clock=clock(datetime.fromisoformat(told.now))
    )
    bot.service.teams = functools.partial(
        bot.teams.teams, metadata_url=told.metadata, fetch=a_token
    )
    bot.service.Postman = POSTMEN[told.postman]
    if not told.paced:
        bot.service.TEAMS = None
    send_to(told.sink)


def main() -> None:
    settle(Told(**json.loads(sys.argv[1])))
    sys.exit(app.main(["serve"]))


if __name__ == "__main__":
    main()
