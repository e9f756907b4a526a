"""The parts of one turn, told apart in a profile by the files that a stack runs through."""

PARTS = {
    "keeping: SQLite's own thread, the disk among it": ("sqlitedict",),
    "keeping: the way there and back, and what is held ready": ("state/sqlite",),
    "keeping: encrypting and decrypting": ("state/sealed", "state/keyring"),
    "keeping: rows, journal, wakes, models as JSON": (
        "state/", "meeting_rows.py",
    ),
    "token: signature and claims": ("bot/identity", "bot/keys", "jwt_token_extractor"),
    "postman": (
        "bot/postman", "bot/round", "bot/plan", "bot/ladder", "bot/errand", "bot/ways",
    ),
    "card": ("cards/",),
    "rule": ("meeting/",),
    "reading what was posted": (
        "bot/body", "bot/heard", "bot/mentions", "bot/policy", "bot/shapes",
    ),
    "who it is, and where they are reached": ("bot/people",),
    "routing and answering": ("dialogs/", "bot/handler", "bot/answering"),
    "door and botbuilder's adapter": ("bot/inbound", "botbuilder/", "botframework/"),
    "HTTP": ("aiohttp/",),
}  # fmt: skip
"""In order: a stack belongs to the first part of which a file is in it."""
OTHER = "event loop and the rest"


def part_of(calls: list[str]) -> str:
    """`calls`: function (file:line), from the outermost."""
    for part, files in PARTS.items():
        if any(file in call for call in calls for file in files):
            return part
    return OTHER
