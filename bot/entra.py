"""Asks Entra for the bot's token, with whichever proof of who it is the settings name."""

import functools
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msal
import requests
import structlog
from botframework.connector.auth import AuthenticationConstants

from bot.proof import BadAssertion, BadCertificate, read_assertion, read_certificate
from bot.registration import AppType, Registration
from bot.tokens import Fetch, NoToken, Token

AUDIENCE = AuthenticationConstants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE
AUTHORITY = AuthenticationConstants.TO_CHANNEL_FROM_BOT_LOGIN_URL_PREFIX
EXCHANGE = "api://AzureADTokenExchange"
"""The audience of a token of a managed identity that is to be shown to Entra as proof."""
PATIENCE = 10.0

log = structlog.get_logger()
logging.getLogger("msal").setLevel(
    logging.CRITICAL
)  # of a broken answer it logs all, the token too

Now = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


def from_entra(settings: Registration, http: Any = None, now: Now = _now) -> Fetch:
    """Fetches in the way that the settings name; `http` is msal's client, for all that it asks."""
    entra, machine = http or _http(), http or _http(proxied=False)
    return functools.partial(_ask, settings, entra, machine, now)


def _ask(settings: Registration, entra: Any, machine: Any, now: Now) -> Token:
    try:
        if settings.app_type is AppType.MANAGED_IDENTITY:
            answer = _ask_machine(settings.app_id, AUDIENCE, machine)
        else:
            answer = _ask_msal(settings, _credential(settings, machine, now), entra)
        return Token(str(answer["access_token"]), float(answer["expires_in"]))
    except BadCertificate as error:
        raise NoToken(f"the certificate {error}") from None
    except BadAssertion as error:
        raise NoToken(f"the federated token's file {error}") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoToken(type(error).__name__) from error  # no network, or an answer of no use
    except msal.exceptions.MsalError as error:
        raise NoToken(type(error).__name__) from error


def _credential(settings: Registration, machine: Any, now: Now) -> str | dict[str, Any]:
    """What msal shows to Entra; only for a bot whose settings have been found complete."""
    if settings.app_certificate is not None:
        certificate = read_certificate(settings.app_certificate, now())
        if certificate.ends_soon(now()):
            log.warning("the certificate ends soon", ends=certificate.ends.date().isoformat())
        return {"private_key": certificate.key, "public_certificate": certificate.public}
    if settings.federated_token_file is not None:
        return {
            "client_assertion": functools.partial(read_assertion, settings.federated_token_file)
        }
    if settings.federated_identity:
        return {"client_assertion": lambda: _assertion(settings.federated_identity, machine)}
    return settings.app_password.get_secret_value()


def _assertion(identity: str, machine: Any) -> str:
    return str(_ask_machine(identity, EXCHANGE, machine)["access_token"])


def _ask_msal(settings: Registration, credential: object, http: Any) -> dict[str, Any]:
    """A new client each time, because msal's own memory would give the old token again."""
    app = msal.ConfidentialClientApplication(
        settings.app_id,
        client_credential=credential,
        authority=AUTHORITY + settings.tenant_id,
        http_client=http,
        instance_discovery=False,  # would hide a refusal behind a further request that fails
    )
    return _given(app.acquire_token_for_client([f"{AUDIENCE}/.default"]), "")


def _ask_machine(identity: str, resource: str, http: Any) -> dict[str, Any]:
    """Of the place where the bot runs, whichever of Azure's it is."""
    client = msal.ManagedIdentityClient(
        msal.UserAssignedManagedIdentity(client_id=identity), http_client=http
    )
    return _given(client.acquire_token_for_client(resource=resource), "managed identity: ")


def _given(answer: dict[str, Any], by: str) -> dict[str, Any]:
    """The answer itself; raises NoToken with the codes of a refusal, for which Entra has pages."""
    if "access_token" in answer:
        return answer
    codes = [f"AADSTS{code}" for code in answer.get("error_codes") or () if isinstance(code, int)]
    raise NoToken(by + " ".join([str(answer.get("error", "no reason given")), *codes[:1]]))


def _http(*, proxied: bool = True) -> requests.Session:
    """A machine's own endpoint is never asked through the proxy that the environment names."""
    session = requests.Session()
    session.trust_env = proxied
    session.request = functools.partial(session.request, timeout=PATIENCE)  # type: ignore[method-assign]  # requests has no time-out of its own
    return session
