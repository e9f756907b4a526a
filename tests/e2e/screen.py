"""The Playground's page in a real browser, worked by what a person reads on it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Locator, Page, Route, async_playwright

from tests.browser import chromium

CARD = ".ac-preview-panel"
PERSONAL = "Personal Chat"


@dataclass
class Screen:
    """One open page. It shows what came since it was opened: a reload forgets it all."""

    page: Page
    pictures: Path
    place: str = ""
    taken: int = 0

    async def turn_to(self, place: str) -> None:
        """A chat or channel by its name; the first visit installs the bot there."""
        await self.page.get_by_role("treeitem", name=place).click()
        self.place = place

    async def types(self, text: str) -> None:
        """Sends a message in a chat, or starts a thread in a channel, mentioning the bot there."""
        box = self.page.get_by_role("textbox").and_(self.page.locator("[contenteditable]"))
        await box.first.click()
        if self.place != PERSONAL:
            await self._mention()
        await self.page.keyboard.insert_text(text)
        post = self.page.get_by_role("button", name="Post", exact=True)
        send = self.page.get_by_role("button", name="Send Message")
        await post.or_(send).first.click()

    async def card(self, containing: str) -> Locator:
        """The newest card here with these words on it, once it is there."""
        cards = self.page.locator(CARD).filter(has_text=containing)
        in_channel = await self.page.get_by_role("button", name="Post", exact=True).count()
        card = cards.first if in_channel else cards.last
        await card.wait_for()
        return card

    async def fills(self, card: Locator, label: str, value: str) -> None:
        """A text, number, date (2026-12-01) or time (14:30)."""
        await _field(card, label).fill(value)

    async def chooses(self, card: Locator, label: str, *options: str) -> None:
        """From a list, radio buttons or boxes to tick; a toggle's option is its title."""
        for option in options:
            drawn = card.get_by_role("radiogroup", name=label).get_by_role("radio", name=option)
            ticked = card.get_by_role("checkbox", name=f"{label} {option}", exact=True)
            if await drawn.or_(ticked).count():
                await drawn.or_(ticked).check()
            else:
                await self._picks(_field(card, label), option)

    async def presses(self, card: Locator, button: str) -> None:
        await card.get_by_role("button", name=button, exact=True).click()

    async def picture(self, card: Locator, name: str) -> Path:
        """The card alone, kept as a picture; a name used before is taken again."""
        path = self.pictures / f"{name}.png"
        await card.screenshot(path=path, animations="disabled")
        return path

    async def said(self, words: str) -> None:
        """Waits until the bot has said this in a sentence."""
        await self.page.get_by_text(words).last.wait_for()

    async def shoot(self, name: str) -> Path:
        """The whole window, kept as a numbered picture."""
        self.taken += 1
        path = self.pictures / f"{self.taken:02}-{name}.png"
        await self.page.screenshot(path=path, animations="disabled")
        return path

    async def _picks(self, field: Locator, option: str) -> None:
        """A list where several may be ticked has other parts, and stays open."""
        one = self.page.get_by_role("option", name=option, exact=True)
        many = self.page.get_by_role("menuitemcheckbox", name=option, exact=True)
        if not await one.or_(many).is_visible():
            await field.click()
        await one.or_(many).click()

    async def _mention(self) -> None:
        await self.page.keyboard.type("@")
        menu = self.page.get_by_role("listbox", name="Typeahead menu")
        await menu.get_by_role("menuitem").first.click()
        await self.page.keyboard.type(" ")


def _field(card: Locator, label: str) -> Locator:
    """An input by its label, with or without the star of a required one."""
    name = re.compile(rf"^{re.escape(label)}(\s*\*)?(\s|$)")
    roles = [card.get_by_role(r, name=name) for r in ("textbox", "combobox", "spinbutton")]
    return roles[0].or_(roles[1]).or_(roles[2])


async def _only_here(route: Route) -> None:
    """The page asks Microsoft for its fonts; tests ask nobody for anything."""
    if route.request.url.startswith(("http://localhost:", "http://127.0.0.1:", "data:", "blob:")):
        await route.continue_()
    else:
        await route.abort()


@asynccontextmanager
async def screen(url: str, pictures: Path, height: int = 1400) -> AsyncIterator[Screen]:
    """A window on the Playground at that address, its log put away, in the personal chat."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium.required(), args=chromium.FLAGS
        )
        try:
            page = await browser.new_page(viewport={"width": 1280, "height": height})
            page.set_default_timeout(10_000)
            await page.route("**/*", _only_here)
            await page.goto(url)
            await page.get_by_role("button", name="Hide log panel").click()
            shown = Screen(page, pictures)
            await shown.turn_to(PERSONAL)
            try:
                yield shown
            except Exception:
                await page.screenshot(path=pictures / "failed.png")
                raise
        finally:
            await browser.close()
