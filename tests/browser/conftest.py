"""One browser for all the cards that are drawn."""

from collections.abc import Iterator

import pytest

from tests.browser.cards import Renderer, renderer


@pytest.fixture(scope="session", name="renderer")
def one_renderer() -> Iterator[Renderer]:
    with renderer() as started:
        yield started
