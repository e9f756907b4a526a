"""Whether what is posted to the bot was truly sent by Teams, and to this bot."""

import time
from collections.abc import Callable
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

from bot.keys import Key, KeysUnavailable, SigningKeys
from bot.settings import Settings
from bot.verified import Verified, VerifiedTokens

CLOCKS_DIFFER_BY = 300
"""Seconds for which a token is still taken after its end, as botbuilder does."""
METADATA_URL = AuthenticationConstants.TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL


class NotGenuine(PermissionError):
    """The token is missing, broken, expired, or somebody else's."""


class _Reader(JwtTokenExtractor):
    """Botbuilder's check of one token, with our keys instead of its blocking cache."""

    def __init__(self, keys: SigningKeys) -> None:
        self.validation_parameters = VerifyOptions(
            issuer=[AuthenticationConstants.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER],
            audience=None,  # checked by Identity, as botbuilder too checks it elsewhere
            clock_tolerance=CLOCKS_DIFFER_BY,
            ignore_expiration=False,
        )
        self.validation_parameters.algorithms = ["RS256"]
        self.open_id_metadata = self
        self._keys = keys
        self._used: tuple[str, Key] | None = None

    async def get(self, key_id: str | None) -> Key:
        """Asked by botbuilder; the key is noted, since the token is good only as long as it is."""
        key = await self._keys.get(key_id)
        self._used = (str(key_id), key)
        return key

    async def verified(self, header: str, channel: str) -> Verified:
        """Raises KeysUnavailable, or NotGenuine."""
        try:
            identity = await self.get_identity_from_auth_header(header, channel, [])
        except KeysUnavailable:
            raise
        except Exception as error:  # botbuilder raises bare Exceptions for what is forged
            raise NotGenuine(type(error).__name__) from None
        if identity is None or self._used is None:
            raise NotGenuine("no token of the Bot Framework")
        return Verified(identity.claims, *self._used)


class Identity(BotFrameworkAuthentication):
    """The bot's own rules of who is genuine, for botbuilder's adapter.

    Only tokens that the Bot Framework service issues for this bot are taken: neither another
    bot's (skills) nor the emulator's. In local mode nobody is asked for a token.
    """

    def __init__(
        self,
        settings: Settings,
        keys: SigningKeys,
        connectors: ConnectorFactory,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._settings = settings
        self._keys = keys
        self._connectors = connectors
        self._clock = clock
        self.known = VerifiedTokens(keys, clock)

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
        verified = await self.known.get(auth_header)
        if verified is not None:
            self._check(verified, activity)
        else:
            verified = await _Reader(self._keys).verified(auth_header, activity.channel_id)
            self._check(verified, activity)
            self.known.keep(auth_header, verified)
        return ClaimsIdentity(dict(verified.claims), True)

    def _check(self, verified: Verified, activity: Activity) -> None:
        """What is asked of every activity, though its token was verified before."""
        claims = verified.claims
        if claims.get(AuthenticationConstants.AUDIENCE_CLAIM) != self._settings.app_id:
            raise NotGenuine("another bot's token")
        if claims.get(ChannelValidation.SERVICE_URL_CLAIM) != activity.service_url:
            raise NotGenuine("another address than the token's")
        if claims.get("exp") is None:
            raise NotGenuine("a token without an end")
        if self._clock() >= float(claims["exp"]) + CLOCKS_DIFFER_BY:
            raise NotGenuine("a token that has ended")
        if activity.channel_id not in verified.key.endorsements:
            raise NotGenuine("a key that is not for this channel")

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
