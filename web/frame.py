"""What every answer of the secure page has in common: its headers, its looks, its refusals."""

import base64
import hashlib
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

FOLDER = Path(__file__).parent
STYLE = (FOLDER / "style.css").read_text("utf-8")
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

PAGES = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
ONLY_ENCRYPTED = {"Strict-Transport-Security": "max-age=31536000"}
"""Never on loopback, where the browser would then refuse everything that is not encrypted."""

TITLES = {
    404: "This link does not work",
    410: "This link is no longer valid",
    503: "Please try again in a few minutes",
}


def headers(on_loopback: bool) -> dict[str, str]:
    return HEADERS | ({} if on_loopback else ONLY_ENCRYPTED)


def page(name: str, status: int, on_loopback: bool, **words: object) -> web.Response:
    """A page from its template; `words` are escaped."""
    text = PAGES.get_template(name).render(style=Markup(STYLE), **words)
    return web.Response(
        text=text, status=status, content_type="text/html", headers=headers(on_loopback)
    )


def sorry(status: int, sentence: str, on_loopback: bool) -> web.Response:
    """A page that says what is wrong and what to do; never whether a meeting exists."""
    return page("sorry.html", status, on_loopback, title=TITLES[status], sentence=sentence)
