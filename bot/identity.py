"""Whether what is posted to the bot was truly sent by Teams, and to this bot."""

from typing import NoReturn

from botbuilder.schema import Activity, CallerIdConstants
from botframework.connector.auth import (
    AuthenticationConstants,
    BotFrameworkAuthentication,
    ChannelValidation,
    ClaimsIdentity,
    ConnectorFactory,
    JwtTokenExtractor,
)
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult
from botframework.connector.auth.verify_options import VerifyOptions

from bot.keys import KeysUnavailable, SigningKeys
from bot.settings import Settings

CLOCKS_DIFFER_BY = 300
"""Seconds for which a token is still taken after its end, as botbuilder does."""
METADATA_URL = AuthenticationConstants.TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL


class NotGenuine(PermissionError):
    """The token is missing, broken, expired, or somebody else's."""


class _Reader(JwtTokenExtractor):
    """Botbuilder's check of a token, with our keys instead of its blocking cache."""

    def __init__(self, keys: SigningKeys) -> None:
        self.validation_parameters = VerifyOptions(
            issuer=[AuthenticationConstants.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER],
            audience=None,  # checked by Identity, as botbuilder too checks it elsewhere
            clock_tolerance=CLOCKS_DIFFER_BY,
            ignore_expiration=False,
        )
        self.validation_parameters.algorithms = ["RS256"]
        self.open_id_metadata = keys


class Identity(BotFrameworkAuthentication):
    """The bot's own rules of who is genuine, for botbuilder's adapter.

    Only tokens that the Bot Framework service issues for this bot are taken: neither another
    bot's (skills) nor the emulator's. In local mode nobody is asked for a token.
    """

    def __init__(self, settings: Settings, keys: SigningKeys, connectors: ConnectorFactory) -> None:
        self._settings = settings
        self._reader = _Reader(keys)
        self._connectors = connectors

    async def authenticate_request(
        self, activity: Activity, auth_header: str
    ) -> AuthenticateRequestResult:
        """Raises NotGenuine, or KeysUnavailable when nobody can tell."""
        result = AuthenticateRequestResult()
        result.claims_identity = await self._claims(activity, auth_header)
        result.audience = self.get_originating_audience()
        result.caller_id = CallerIdConstants.public_azure_channel
        result.connector_factory = self._connectors
        return result

    async def _claims(self, activity: Activity, auth_header: str) -> ClaimsIdentity:
        if self._settings.local:
            return ClaimsIdentity({}, True, AuthenticationConstants.ANONYMOUS_AUTH_TYPE)
        try:
            claims = await self._reader.get_identity_from_auth_header(
                auth_header, activity.channel_id, []
            )
        except KeysUnavailable:
            raise
        except Exception as error:  # botbuilder raises bare Exceptions for what is forged
            raise NotGenuine(type(error).__name__) from None
        if claims is None:
            raise NotGenuine("no token of the Bot Framework")
        self._check(claims, activity)
        return claims

    def _check(self, claims: ClaimsIdentity, activity: Activity) -> None:
        if claims.get_claim_value(AuthenticationConstants.AUDIENCE_CLAIM) != self._settings.app_id:
            raise NotGenuine("another bot's token")
        if claims.get_claim_value(ChannelValidation.SERVICE_URL_CLAIM) != activity.service_url:
            raise NotGenuine("another address than the token's")
        if claims.get_claim_value("exp") is None:
            raise NotGenuine("a token without an end")

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> NoReturn:
        raise NotGenuine("streaming is not offered")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        return self._connectors

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        """None: nobody is asked to sign in, so no client is built for it on every turn."""

    def get_originating_audience(self) -> str:
        return str(AuthenticationConstants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE)
