"""The settings that say who the bot is in Entra, and in which one way it proves that."""

import uuid
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from pydantic import SecretStr, field_validator

from bot.environment import FromEnvironment
from bot.proof import BadAssertion, BadCertificate, read_assertion, read_certificate


class AppType(StrEnum):
    """How the bot is registered with Azure."""

    SINGLE_TENANT = "SingleTenant"
    MANAGED_IDENTITY = "UserAssignedMSI"


class Registration(FromEnvironment):
    """A SingleTenant bot sets one of the password, the certificate and the two federated ways."""

    app_id: str = ""
    """The bot's application (client) id in Entra, a UUID."""
    app_type: AppType = AppType.SINGLE_TENANT
    """SingleTenant, or UserAssignedMSI for a bot that is itself a managed identity."""
    tenant_id: str = ""
    """The tenant in which the bot is registered, a UUID."""
    app_password: SecretStr = SecretStr("")
    """The application's client secret."""
    app_certificate: Path | None = None
    """A PEM file with an RSA private key, without a password, and the certificate of it that the
    application knows. It is read again for each token, so it can be renewed while the bot runs."""
    federated_identity: str = ""
    """The client id of a user-assigned managed identity that the application trusts (a federated
    identity credential); the bot must run where Azure gives out that identity."""
    federated_token_file: Path | None = None
    """A file with a token of an issuer that the application trusts, such as Kubernetes keeps for a
    pod with workload identity. It is read again for each token."""

    @field_validator("app_id", "tenant_id", "federated_identity")
    @classmethod
    def _small(cls, value: str) -> str:
        return value.strip().lower()


def proofs(given: Registration) -> dict[str, bool]:
    """The variables that each say in which way the bot proves who it is, and whether they do."""
    return {
        "CONVENE_APP_PASSWORD": bool(given.app_password.get_secret_value()),
        "CONVENE_APP_CERTIFICATE": given.app_certificate is not None,
        "CONVENE_FEDERATED_IDENTITY": bool(given.federated_identity),
        "CONVENE_FEDERATED_TOKEN_FILE": given.federated_token_file is not None,
    }


def registration_complaints(given: Registration) -> list[str]:
    """A sentence for each thing for which a hosted bot could not prove who it is."""
    return [
        *uuid_complaints("CONVENE_APP_ID", given.app_id),
        *uuid_complaints("CONVENE_TENANT_ID", given.tenant_id),
        *_proof_complaints(given),
        *_certificate_complaints(given),
        *_identity_complaints(given),
        *_file_complaints(given),
    ]


def uuid_complaints(name: str, value: str) -> list[str]:
    """Empty when the value is a UUID."""
    if not value:
        return [f"{name} is missing: without it nobody can be known to be genuine."]
    if not _is_uuid(value):
        return [f"{name} is not a UUID such as 00000000-0000-0000-0000-000000000000."]
    return []


def _proof_complaints(given: Registration) -> list[str]:
    names = [name for name, is_set in proofs(given).items() if is_set]
    if given.app_type is AppType.MANAGED_IDENTITY:
        return [
            f"{name} is set, but CONVENE_APP_TYPE is UserAssignedMSI: the identity is the proof."
            for name in names
        ]
    if not names:
        first, *others = proofs(given)
        ways = f"{first} is missing, or one of {', '.join(others)}"
        return [f"{ways}: a SingleTenant bot must prove who it is."]
    if len(names) > 1:
        return [f"{' and '.join(names)} are set together: the bot proves who it is in one way."]
    return []


def _certificate_complaints(given: Registration) -> list[str]:
    if given.app_certificate is None:
        return []
    try:
        read_certificate(given.app_certificate, datetime.now(UTC))
    except BadCertificate as error:
        return [f"CONVENE_APP_CERTIFICATE {error}"]
    return []


def _identity_complaints(given: Registration) -> list[str]:
    if not given.federated_identity:
        return []
    if given.federated_identity == given.app_id:
        return [
            "CONVENE_FEDERATED_IDENTITY is the bot's own id: it must be the managed identity's, or"
            " else CONVENE_APP_TYPE be UserAssignedMSI."
        ]
    return uuid_complaints("CONVENE_FEDERATED_IDENTITY", given.federated_identity)


def _file_complaints(given: Registration) -> list[str]:
    if given.federated_token_file is None:
        return []
    try:
        read_assertion(given.federated_token_file)
    except BadAssertion as error:
        return [f"CONVENE_FEDERATED_TOKEN_FILE {error}"]
    return []


def _is_uuid(value: str) -> bool:
    try:
        return str(uuid.UUID(value)) == value
    except ValueError:
        return False
