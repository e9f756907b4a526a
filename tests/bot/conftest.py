"""What the tests of how the bot proves who it is may ask for."""

import pytest

from tests.fakes.microsoft import PEM, a_microsoft, a_pods_token


@pytest.fixture
async def microsoft():
    async with a_microsoft() as place:
        yield place


@pytest.fixture
def pem(tmp_path):
    path = tmp_path / "bot.pem"
    path.write_bytes(PEM)
    return path


@pytest.fixture
def token_file(tmp_path):
    path = tmp_path / "azure-identity-token"
    path.write_text(a_pods_token())
    return path
