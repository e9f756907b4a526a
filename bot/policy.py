"""Who may speak to the bot, and to whom it may answer: the checks that the SDK leaves out."""

import re
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from botframework.connector.auth import AuthenticationConstants, ClaimsIdentity

from bot.settings import Settings

CHANNEL = "msteams"
ADDRESSES = 16
"""How many are held ready: Teams has few, and a stranger's may be as large as a body."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_URL = re.compile(r"(https?)://([a-z0-9.-]+|\[::1\])(?::([0-9]{1,5}))?(?:/[!-~]*)?", re.IGNORECASE)
_HOST = re.compile(r"([a-z0-9.-]+|\[::1\])(?::[0-9]{1,5})?", re.IGNORECASE)


def precheck(raw: object, settings: Settings) -> HTTPStatus | None:
    """What is wrong with an activity before anybody has proved anything; None when nothing is."""
    if not isinstance(raw, dict) or not _is_name(raw.get("type")):
        return HTTPStatus.BAD_REQUEST
    if not _is_name(raw.get("channelId")) or not _is_name(raw.get("serviceUrl")):
        return HTTPStatus.BAD_REQUEST
    if raw["channelId"] != CHANNEL or not trusted(raw["serviceUrl"], settings):
        return HTTPStatus.FORBIDDEN
    return None


def postcheck(raw: dict[str, Any], claims: ClaimsIdentity, settings: Settings) -> HTTPStatus | None:
    """What is wrong with an activity whose token is good: meant for another bot, or not our tenant.

    Checking the tenant is the bot's own duty (Microsoft, agent-tenancy), whatever its registration.
    """
    if settings.local:
        return None
    if claims.authentication_type == AuthenticationConstants.ANONYMOUS_AUTH_TYPE:
        return HTTPStatus.UNAUTHORIZED
    if claims.get_claim_value(AuthenticationConstants.AUDIENCE_CLAIM) != settings.app_id:
        return HTTPStatus.UNAUTHORIZED
    tenant = _at(raw, "channelData", "tenant", "id")
    if not isinstance(tenant, str) or tenant.lower() not in settings.tenants:
        return HTTPStatus.FORBIDDEN
    conversation = _at(raw, "conversation", "tenantId")
    if conversation is None:
        return None
    same = isinstance(conversation, str) and conversation.lower() == tenant.lower()
    return None if same else HTTPStatus.FORBIDDEN


def trusted(url: str, settings: Settings) -> bool:
    """Whether the bot may speak to this address: Teams over https, or in local mode this machine.

    Asked of what comes in, and again before each call, since a stored address is input as well.
    """
    address = _address(url)
    if address is None:
        return False
    scheme, host, port = address
    if settings.local:
        return host in LOOPBACK
    return scheme == "https" and port in (None, "443") and host in settings.service_hosts


@lru_cache(ADDRESSES)
def _address(url: str) -> tuple[str, str, str | None] | None:
    """Scheme, host and port, the first two in small letters; None for what has another shape."""
    found = _URL.fullmatch(url)
    return None if found is None else (found[1].lower(), found[2].lower(), found[3])


def addressed_to_this_machine(host_header: str) -> bool:
    """Keeps a web page elsewhere from reaching a local bot under a name of its own."""
    found = _HOST.fullmatch(host_header)
    return found is not None and found[1].lower() in LOOPBACK


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _at(value: object, *path: str) -> object:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
