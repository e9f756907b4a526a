"""The settings that say where everything is remembered, and with which keys."""

from pathlib import Path

from pydantic import Field, SecretStr

from bot.environment import FromEnvironment
from state.keyring import BadKeys, KeyRing, ring_from


class StoreSettings(FromEnvironment):
    """Read from variables named CONVENE_ and the field: CONVENE_STORE, CONVENE_KEYS_FILE."""

    local: bool = False
    """Try the bot on one machine: nobody proves who they are, so only this machine may reach it."""
    store: Path = Path("convene.sqlite")
    """The file in which everything is remembered, unless a database is named."""
    database_url: SecretStr = SecretStr("")
    """PostgreSQL instead of a file: postgresql://user:password@host/name?sslmode=verify-full."""
    keys: SecretStr = SecretStr("")
    """The keys that encrypt the store, as name:key, with commas, the newest first."""
    keys_file: Path | None = None
    """The same in a file, one to a line; it is read again when a new key is met."""
    retention_days: int = Field(default=0, ge=0)
    """For how many days a closed meeting is kept; 0: `convene purge` is refused."""
    staff: Path | None = None
    """The directory of staff, for the people whom Teams cannot name."""


def ring_of(settings: StoreSettings) -> KeyRing | None:
    """None in a local run without keys. Raises BadKeys, with a sentence, for everybody else."""
    ring = ring_from(settings.keys.get_secret_value(), settings.keys_file)
    if ring is None and not settings.local:
        raise BadKeys(
            "CONVENE_KEYS or CONVENE_KEYS_FILE is missing: the store is encrypted, except in a"
            " local run. `convene new-key NAME` makes a key; keep it where backups are not."
        )
    return ring
