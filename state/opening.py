"""Opens the store that the settings name: embedded or PostgreSQL, with its encryption."""

from pathlib import Path

from state.backend import Backend
from state.keyring import KeyRing
from state.sealed import unlocked
from state.sqlite import SqliteBackend


async def open_raw(database_url: str, file: Path, *, beside: bool = False) -> Backend:
    """The rows as the database has them. Raises CannotOpen with the reason.

    `beside`: for a command that may run next to a bot; PostgreSQL needs no such thing."""
    if database_url:
        from state.postgres import open_postgres  # takes a while, and one machine does without

        return await open_postgres(database_url)
    return SqliteBackend(file, beside=beside)


async def open_backend(
    database_url: str, file: Path, ring: KeyRing | None, *, beside: bool = False
) -> Backend:
    """Raises CannotOpen, or BadKeys when the keys are not those of the store."""
    backend = await open_raw(database_url, file, beside=beside)
    try:
        return await unlocked(backend, ring)
    except BaseException:
        await backend.close()
        raise
