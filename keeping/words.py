"""The words of the command line that are answered here; known without importing any database."""

WORDS = (
    "verify",
    "timeline",
    "new-key",
    "rotate-keys",
    "backup",
    "restore",
    "migrate",
    "purge",
    "hold",
    "restrict",
    "export",
)
