"""Draws any card in Microsoft's renderer and a real browser, as a phone and a desk show it."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium
from tests.browser.schema import schema_faults

HERE = Path(__file__).parent
MODULES = HERE.parents[1] / "node_modules"
SCRIPTS = (
    MODULES / "markdown-it/dist/browser/markdown-it.umd.min.js",
    MODULES / "adaptivecards/dist/adaptivecards.min.js",
    HERE / "look.js",
)
PHONE = 360
DESK = 800

Json = dict[str, Any]


@dataclass(frozen=True)
class Drawn:
    """What a person would see of a card, and what they could not."""

    width: int
    warnings: list[str]
    """What Microsoft's renderer did not understand or advises against."""
    labels: dict[str, str]
    """Each visible input's label by its id."""
    unlabelled: list[str]
    texts: list[str]
    buttons: list[str]
    cut: list[str]
    """Elements whose words do not fit into them."""
    broken: list[str]
    """Ordinary words broken in the middle, for want of room."""
    spilling: list[str]
    """Elements that stick out of the card."""
    picture: bytes
    """PNG of the card; empty where none was wanted."""

    @property
    def faults(self) -> list[str]:
        """Everything wrong, one sentence each; a good card has none."""
        return [
            *self.warnings,
            *(f"no label: {it}" for it in self.unlabelled),
            *(f"cut off at {self.width}px: {it}" for it in self.cut),
            *(f"broken word at {self.width}px: {it}" for it in self.broken),
            *(f"sticks out at {self.width}px: {it}" for it in self.spilling),
        ]


class Renderer:
    """One browser, kept in a thread of its own so that any test, async or not, may use it."""

    def __init__(self, page: Page, thread: ThreadPoolExecutor) -> None:
        self._page = page
        self._thread = thread
        self._host = json.loads((HERE / "host.json").read_text())

    def draw(
        self, card: Json, width: int = PHONE, version: str = "1.4", opened: tuple[str, ...] = ()
    ) -> Drawn:
        """Draws the card; the buttons named in `opened` (Action.ShowCard) are pressed first."""
        drawn = self._thread.submit(self._draw, card, width, version, opened).result()
        return replace(drawn, picture=self._thread.submit(self._picture).result())

    def faults(self, card: Json, version: str = "1.4") -> list[str]:
        """All that is wrong with a card: by the schema, and drawn on a phone and on a desk.

        No picture is taken, which would cost four times as much as all the rest.
        """
        drawing = [
            self._thread.submit(self._draw, card, width, version, ()) for width in (PHONE, DESK)
        ]
        meanwhile = schema_faults(card, version)
        found = [fault for drawn in drawing for fault in drawn.result().faults]
        return list(dict.fromkeys([*meanwhile, *found]))

    def _draw(self, card: Json, width: int, version: str, opened: tuple[str, ...]) -> Drawn:
        self._page.set_viewport_size({"width": width, "height": 800})
        warnings = self._page.evaluate("draw", [card, self._host, version])
        for button in opened:
            self._page.get_by_role("button", name=button, exact=True).click()
        return Drawn(width, warnings, **self._page.evaluate("look()"), picture=b"")

    def _picture(self) -> bytes:
        return self._page.locator("#card").screenshot(animations="disabled")


@contextmanager
def renderer() -> Iterator[Renderer]:
    """A renderer for as long as the block lasts; starting it takes a second or two."""
    with ThreadPoolExecutor(1, "browser") as thread:
        closing: list[Callable[[], None]] = []
        try:
            page = thread.submit(_open, closing).result()
            yield Renderer(page, thread)
        finally:
            for close in reversed(closing):
                thread.submit(close).result()


def _open(closing: list[Callable[[], None]]) -> Page:
    playwright = sync_playwright().start()
    closing.append(playwright.stop)
    browser = playwright.chromium.launch(executable_path=chromium.required(), args=chromium.FLAGS)
    closing.append(browser.close)
    page = browser.new_page(device_scale_factor=2)
    page.route("**/*", lambda route: route.abort())
    page.set_content((HERE / "page.html").read_text())
    for script in SCRIPTS:
        page.add_script_tag(content=script.read_text())
    return page
