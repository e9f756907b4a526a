"""Every setting of the bot, read from the environment, and refused when it would not be safe."""

import ipaddress
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import NoDecode

from bot.registration import Registration, proofs, registration_complaints, uuid_complaints
from bot.store_settings import StoreSettings

Names = Annotated[tuple[str, ...], NoDecode]
"""Several names in one variable, with commas between them."""

SHORTEST_KEY = 32


class SmtpTls(StrEnum):
    """How the way to the mail server is kept secret."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class SettingsRefused(Exception):
    """The settings are incomplete or unsafe; the text says which and why, and holds no secret."""


class Settings(StoreSettings, Registration):
    """Read from variables named CONVENE_ and the field: CONVENE_APP_ID, CONVENE_LOCAL."""

    host: str = "127.0.0.1"
    """The address to listen on; in local mode a loopback address."""
    port: int = Field(default=3978, ge=0, le=65535)
    """The port to listen on; 0 takes a free one."""
    allowed_tenants: Names = ()
    """Further tenants whose people may speak to the bot, with commas; the bot's own always may."""
    service_hosts: Names = ("smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com")
    """The hosts to which the bot will answer, with commas; Teams' own unless Microsoft moves."""
    secret_key: SecretStr = SecretStr("")
    """Signs the links of the secure page; 32 characters or more, the same on every replica."""
    public_url: str = ""
    """The address at which people outside Teams reach the secure page, such as https://…"""
    protocol: str = Field(default="north_somerset", pattern=r"^[a-z0-9_]+$")
    """The partnership whose protocol applies: a file name of protocols/ without its ending."""
    windows: bool = True
    """Open forms in Teams' windows, and find people as they are typed; never in local mode."""
    smtp_host: str = ""
    """The mail server for whom Teams cannot reach; empty: nobody is sent an e-mail."""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    """The mail server's port."""
    smtp_tls: SmtpTls = SmtpTls.STARTTLS
    """starttls, tls (from the start), or none, which only a server on this machine may have."""
    smtp_user: str = ""
    """The name to sign in with at the mail server; empty: no signing in."""
    smtp_password: SecretStr = SecretStr("")
    """The password for it."""
    smtp_from: str = ""
    """The address from which e-mails come; needed with a mail server."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """How much is logged."""

    @field_validator("allowed_tenants", "service_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return value.split(",") if isinstance(value, str) else value

    @field_validator("allowed_tenants", "service_hosts")
    @classmethod
    def _tidy(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name.strip().lower() for name in value if name.strip())

    @model_validator(mode="after")
    def _refuse(self) -> Self:
        if wrong := complaints(self):
            raise ValueError(" ".join(wrong))
        return self

    @cached_property
    def tenants(self) -> frozenset[str]:
        """Every tenant whose people may speak to the bot, in small letters."""
        return frozenset({self.tenant_id, *self.allowed_tenants})


def settings_from_environment() -> Settings:
    """What the environment says; raises SettingsRefused with a sentence for each fault."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsRefused(" ".join(map(_sentence, error.errors()))) from None


def complaints(settings: Settings) -> list[str]:
    """A sentence for each thing because of which the bot must not start; empty when it may."""
    found = _local_complaints(settings) if settings.local else _hosted_complaints(settings)
    return [*found, *_mail_complaints(settings)]


def _mail_complaints(settings: Settings) -> list[str]:
    found = []
    if settings.smtp_host and "@" not in settings.smtp_from:
        found.append("CONVENE_SMTP_FROM is missing: an e-mail must come from an address.")
    if settings.smtp_tls is SmtpTls.NONE and not _is_loopback(settings.smtp_host or "localhost"):
        found.append("CONVENE_SMTP_TLS may only be none for a mail server on this machine.")
    return found


def _local_complaints(settings: Settings) -> list[str]:
    found = []
    if not _is_loopback(settings.host):
        found.append("CONVENE_LOCAL is set, so CONVENE_HOST must be 127.0.0.1, ::1 or localhost.")
    named = {
        "CONVENE_APP_ID": settings.app_id,
        "CONVENE_TENANT_ID": settings.tenant_id,
        "CONVENE_ALLOWED_TENANTS": settings.allowed_tenants,
        **proofs(settings),
    }
    found += [
        f"CONVENE_LOCAL and {name} are both set: a bot with credentials must check who speaks."
        for name, value in named.items()
        if value
    ]
    return found


def _hosted_complaints(settings: Settings) -> list[str]:
    found = registration_complaints(settings)
    for tenant in settings.allowed_tenants:
        found += uuid_complaints("CONVENE_ALLOWED_TENANTS", tenant)
    if len(settings.secret_key.get_secret_value()) < SHORTEST_KEY:
        found.append("CONVENE_SECRET_KEY must have 32 characters or more: it signs the links.")
    if not settings.service_hosts:
        found.append("CONVENE_SERVICE_HOSTS is empty: the bot could answer nobody.")
    if settings.public_url and not settings.public_url.startswith("https://"):
        found.append("CONVENE_PUBLIC_URL must begin with https://.")
    return found


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _sentence(error: object) -> str:
    """One fault as pydantic found it, in our words; never with the value that was given."""
    assert isinstance(error, dict)
    where = "".join(f"CONVENE_{str(part).upper()}: " for part in error["loc"][:1])
    return where + str(error["msg"]).removeprefix("Value error, ")
