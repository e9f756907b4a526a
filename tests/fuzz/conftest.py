"""The ten meetings that are fuzzed; made once, as that takes longer than a test."""

import asyncio

import pytest

from tests.fuzz.corpus import Corpus
from tests.fuzz.world import a_world


@pytest.fixture(scope="session")
def world():
    return asyncio.run(a_world())


@pytest.fixture(scope="session")
def corpus(world):
    return Corpus(world, 0, thought_of=100)
