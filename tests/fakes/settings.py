"""Settings for tests: a bot on one machine, and one that is hosted for an invented council."""

from typing import Any

from bot.settings import Settings

APP_ID = "11111111-1111-4111-8111-111111111111"
TENANT = "22222222-2222-4222-8222-222222222222"
SERVICE_URL = "https://smba.trafficmanager.net/uk/"


def local_settings(**more: Any) -> Settings:
    return Settings(**{"local": True} | more)


def hosted_settings(**more: Any) -> Settings:
    given = {
        "app_id": APP_ID,
        "tenant_id": TENANT,
        "app_password": "an invented secret",
        "secret_key": "an invented key of forty characters or so",
    }
    return Settings(**given | more)
