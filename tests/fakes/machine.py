"""A place in Azure that gives out managed identities: a virtual machine, and an App Service."""

from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.certificates import rsa_key
from tests.fakes.entra import ISSUER, Trusted, signed
from tests.fakes.tokens import FAR_AWAY

HEADER = "an invented header of an App Service"


@dataclass
class FakeMachine:
    """Knows one identity, and gives tokens of it that a FakeEntra can be told to trust."""

    client_id: str
    principal: str = "55555555-5555-4555-8555-555555555555"
    exp: int = FAR_AWAY
    signs_with: str = "tenant"
    broken: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/metadata/identity/oauth2/token", self._of_a_virtual_machine),
            web.get("/msi/token", self._of_an_app_service),
        ]

    @property
    def trusted(self) -> Trusted:
        return Trusted(ISSUER, self.principal, rsa_key("tenant").public_key())

    async def _of_a_virtual_machine(self, request: web.Request) -> web.Response:
        if request.headers.get("Metadata") != "true":
            return web.json_response({"error": "invalid_request"}, status=400)
        return self._give(request, {"expires_in": "86399"})

    async def _of_an_app_service(self, request: web.Request) -> web.Response:
        if request.headers.get("X-IDENTITY-HEADER") != HEADER:
            return web.json_response({"statusCode": 401, "message": "no"}, status=401)
        return self._give(request, {"expires_on": str(FAR_AWAY)})

    def _give(self, request: web.Request, life: dict[str, str]) -> web.Response:
        self.asked.append(dict(request.query))
        if self.broken:
            return web.Response(text="<html>gateway</html>", status=502)
        if request.query.get("client_id") != self.client_id:
            return web.json_response({"error": "invalid_request"}, status=400)
        given: dict[str, Any] = {"token_type": "Bearer", "resource": request.query["resource"]}
        given["access_token"] = signed(
            rsa_key(self.signs_with),
            iss=ISSUER,
            sub=self.principal,
            aud=request.query["resource"],
            exp=self.exp,
        )
        return web.json_response(given | life)
