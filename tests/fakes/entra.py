"""An Entra of our own for tests: gives tokens only to whoever really proves who they are."""

import base64
import json
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import jwt
import requests
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from requests.adapters import HTTPAdapter

from tests.fakes.settings import APP_ID, TENANT

LOGIN = "https://login.microsoftonline.com"
TOKEN_ENDPOINT = f"{LOGIN}/{TENANT}/oauth2/v2.0/token"
ISSUER = f"{LOGIN}/{TENANT}/v2.0"
EXCHANGE = "api://AzureADTokenExchange"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class Trusted(NamedTuple):
    """A federated credential of the application: whose tokens are taken as proof."""

    issuer: str
    subject: str
    key: Any
    audience: str = EXCHANGE


class Refusal(Exception):
    """With Entra's number for the reason."""


@dataclass
class FakeEntra:
    """Its application knows secrets, certificates and federated credentials, each if named."""

    secret: str = ""
    certificates: list[x509.Certificate] = field(default_factory=list)
    trusted: list[Trusted] = field(default_factory=list)
    garbage: bytes | None = None
    """Answered to every request for a token."""
    asked: list[dict[str, str]] = field(default_factory=list)
    """The form of each request for a token."""
    _seen: set[str] = field(default_factory=set)

    def routes(self) -> list[web.RouteDef]:
        tenant = f"/{TENANT}"
        return [
            web.get(f"{tenant}/v2.0/.well-known/openid-configuration", self._metadata),
            web.post(f"{tenant}/oauth2/v2.0/token", self._token),
        ]

    async def _metadata(self, request: web.Request) -> web.Response:
        authorize = f"{LOGIN}/{TENANT}/oauth2/v2.0/authorize"
        return web.json_response(
            {
                "issuer": ISSUER,
                "authorization_endpoint": authorize,
                "token_endpoint": TOKEN_ENDPOINT,
            }
        )

    async def _token(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.asked.append(form)
        if self.garbage is not None:
            return web.Response(body=self.garbage)
        try:
            self._check(form)
        except Refusal as refusal:
            number = int(str(refusal))
            said = {"error": "invalid_client", "error_codes": [number]}
            return web.json_response(said, status=401)
        given = f"token-{len(self.asked)}"
        return web.json_response(
            {"access_token": given, "expires_in": 3599, "token_type": "Bearer"}
        )

    def _check(self, form: dict[str, str]) -> None:
        if form.get("grant_type") != "client_credentials" or form.get("client_id") != APP_ID:
            raise Refusal(700016)
        if form.get("scope") != "https://api.botframework.com/.default":
            raise Refusal(70011)
        if "client_assertion" not in form:
            if not self.secret or form.get("client_secret") != self.secret:
                raise Refusal(7000215)
            return
        if "client_secret" in form or form.get("client_assertion_type") != ASSERTION:
            raise Refusal(900144)
        self._check_assertion(form["client_assertion"])

    def _check_assertion(self, assertion: str) -> None:
        try:
            head = jwt.get_unverified_header(assertion)
            if "x5t#S256" in head:
                self._check_signed(assertion, head)
            else:
                self._check_federated(assertion)
        except jwt.InvalidTokenError as error:
            raise Refusal(700027) from error

    def _check_signed(self, assertion: str, head: dict[str, Any]) -> None:
        """By a certificate: signature, thumbprint, audience, time, and that it is shown once."""
        wanted = base64.urlsafe_b64decode(head["x5t#S256"] + "==")
        for known in self.certificates:
            if known.fingerprint(hashes.SHA256()) == wanted:
                break
        else:
            raise Refusal(700027)
        said = jwt.decode(
            assertion,
            known.public_key(),
            algorithms=["PS256"],
            audience=TOKEN_ENDPOINT,
            issuer=APP_ID,
            options={"require": ["exp", "iat", "jti", "sub", "aud", "iss"]},
        )
        if said["sub"] != APP_ID or said["jti"] in self._seen or said["exp"] - said["iat"] > 86400:
            raise Refusal(700027)
        self._seen.add(said["jti"])

    def _check_federated(self, assertion: str) -> None:
        claimed = jwt.decode(assertion, options={"verify_signature": False})
        for known in self.trusted:
            if (known.issuer, known.subject) == (claimed.get("iss"), claimed.get("sub")):
                break
        else:
            raise Refusal(700213)
        jwt.decode(
            assertion,
            known.key,
            algorithms=["RS256"],
            audience=known.audience,
            issuer=known.issuer,
            options={"require": ["exp", "sub", "aud", "iss"]},
        )


class Detour(HTTPAdapter):
    """Leads requests for Microsoft's hosts to a server of the test, over real HTTP."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        assert request.url is not None
        scheme, _, rest = request.url.partition("://")
        assert (scheme, rest.partition("/")[0]) in {
            ("https", "login.microsoftonline.com"),
            ("http", "169.254.169.254"),
        }
        request.url = f"{self._url}/{rest.partition('/')[2]}"
        return super().send(request, **more)


def leading_to(url: str) -> requests.Session:
    """The HTTP that msal is given, when `url` serves in the place of Microsoft."""
    session = requests.Session()
    session.trust_env = False
    session.mount(f"{LOGIN}/", Detour(url))
    session.mount("http://169.254.169.254/", Detour(url))
    return session


def signed(key: Any, **claims: Any) -> str:
    """A token of somebody whom the application may trust; a claim of None is left out."""
    said = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(json.loads(json.dumps(said)), key, "RS256")
