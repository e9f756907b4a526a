"""Which names of botbuilder the bot uses, as its source says, and what it takes from them."""

import ast
from pathlib import Path

BOT = Path(__file__).parents[2] / "bot"
TREES = [ast.parse(file.read_text("utf-8")) for file in sorted(BOT.glob("*.py"))]
SHOWN = set[str]()
"""Names of the SDK of which a test says what we rely on."""

CONSTANTS = {
    "ActivityTypes.invoke": "invoke",
    "ActivityTypes.invoke_response": "invokeResponse",
    "AuthenticationConstants.ANONYMOUS_AUTH_TYPE": "anonymous",
    "AuthenticationConstants.AUDIENCE_CLAIM": "aud",
    "AuthenticationConstants.TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL": (
        "https://login.botframework.com/v1/.well-known/openidconfiguration"
    ),
    "AuthenticationConstants.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER": "https://api.botframework.com",
    "AuthenticationConstants.TO_CHANNEL_FROM_BOT_LOGIN_URL_PREFIX": (
        "https://login.microsoftonline.com/"
    ),
    "AuthenticationConstants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE": "https://api.botframework.com",
    "CloudAdapter._INVOKE_RESPONSE_KEY": "BotFrameworkAdapter.InvokeResponse",
    "CallerIdConstants.public_azure_channel": "urn:botframework:azure",
    "ChannelValidation.SERVICE_URL_CLAIM": "serviceurl",
}
"""Words of the protocol that bot/ takes from the SDK."""


def shows(*names):
    """Marks a test as one of what we rely on from those names."""
    SHOWN.update(names)
    return lambda test: test


def imported():
    """Every name of the SDK that bot/ imports, and the module that it comes from."""
    return {name: module for tree in TREES for name, module in _of_sdk(tree)}


def constants():
    """Every attribute that bot/ takes from one of those names."""
    return {
        f"{node.value.id}.{node.attr}"
        for tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in dict(_of_sdk(tree))
    }


def _of_sdk(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if module.split(".")[0] in {"botbuilder", "botframework"}:
                yield from ((alias.asname or alias.name, module) for alias in node.names)


def used_plainly():
    """Whole modules of the SDK that are imported, of which nobody could tell what is used."""
    plain = [node for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.Import)]
    names = [alias.name for node in plain for alias in node.names]
    return [name for name in names if name.startswith(("botbuilder", "botframework"))]
