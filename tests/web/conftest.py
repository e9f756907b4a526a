"""An office for each test that wants one."""

import pytest

from tests.web.office import an_office


@pytest.fixture
async def office():
    async with an_office() as made:
        yield made
