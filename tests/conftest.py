"""What every test may ask for."""

import pytest

from tests.room import Room

pytest_plugins = ("tests.requirements",)


@pytest.fixture
def room() -> Room:
    """A bot without Teams, on a Monday at nine."""
    return Room()
