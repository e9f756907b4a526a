"""What the bot relies on of botbuilder's check of a token, and what that leaves to the bot."""

import pytest
from botframework.connector.auth import ClaimsIdentity, JwtTokenExtractor
from botframework.connector.auth.verify_options import VerifyOptions

from bot.keys import Key
from tests.bot.contract import shows
from tests.fakes.tokens import CLAIMS, LONG_AGO, signing_key, token


class Keys:
    """Our keys, as botbuilder asks for them."""

    def __init__(self, endorsements=("msteams",)):
        self.asked = []
        self._endorsements = list(endorsements)

    async def get(self, key_id):
        self.asked.append(key_id)
        return Key(signing_key("key-1").public_key(), self._endorsements)


class Reader(JwtTokenExtractor):
    """As ours is made: without the constructor of the stock one, which has a cache that blocks."""

    def __init__(self, keys):
        self.validation_parameters = VerifyOptions(
            issuer=[CLAIMS["iss"]], audience=None, clock_tolerance=300, ignore_expiration=False
        )
        self.validation_parameters.algorithms = ["RS256"]
        self.open_id_metadata = keys


async def read(header, keys=None, channel="msteams"):
    return await Reader(keys or Keys()).get_identity_from_auth_header(header, channel, [])


@shows("JwtTokenExtractor", "VerifyOptions", "ClaimsIdentity")
async def test_a_token_is_read_with_our_keys():
    keys = Keys()
    found = await read(f"Bearer {token()}", keys)
    assert keys.asked == ["key-1"]
    assert isinstance(found, ClaimsIdentity)
    assert found.claims == CLAIMS


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", f"Basic {token()}", f"Bearer {'a b'}"])
async def test_what_is_no_bearer_token_is_nobody(header):
    keys = Keys()
    assert await read(header, keys) is None
    assert keys.asked == []


async def test_another_issuer_is_nobody_before_any_key_is_asked_for():
    keys = Keys()
    assert await read(f"Bearer {token(iss='https://sts.example/')}", keys) is None
    assert keys.asked == []


@pytest.mark.parametrize(
    "changed",
    [
        {"key": "key-2"},
        {"algorithm": "HS256"},
        {"exp": LONG_AGO},
        {"nbf": 4_000_000_000},
    ],
    ids=["signed by another", "another algorithm", "ended", "not begun"],
)
async def test_a_token_that_is_not_in_order_raises(changed):
    with pytest.raises(Exception, match=r"(?i)signature|algorithm|expired|not yet valid"):
        await read(f"Bearer {token(**changed)}")


async def test_a_key_for_other_channels_raises():
    with pytest.raises(Exception, match="endorsement"):
        await read(f"Bearer {token()}", Keys(["webchat"]))


async def test_what_the_sdk_leaves_to_us_it_still_leaves_to_us():
    """Were it to check these itself, ours would be doubled; while it does not, ours must stay."""
    for changed in ({"aud": "another bot"}, {"serviceurl": "https://evil.example/"}, {"exp": None}):
        assert await read(f"Bearer {token(**changed)}")
    assert await read(f"Bearer {token()}", Keys([]))
    assert await read(f"Bearer {token(key_id=None)}", Keys(["webchat"]))


def test_an_identity_tells_its_claims_and_how_it_was_proved():
    proved = ClaimsIdentity({"aud": "us"}, True)
    assert (proved.get_claim_value("aud"), proved.get_claim_value("tid")) == ("us", None)
    assert proved.is_authenticated
    assert ClaimsIdentity({}, True, "anonymous").authentication_type == "anonymous"
    assert proved.authentication_type is None
