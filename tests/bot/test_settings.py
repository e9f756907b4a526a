"""What the bot refuses to start with."""

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings, SettingsRefused, settings_from_environment
from bot.store_settings import StoreSettings
from tests.fakes.settings import APP_ID, TENANT, hosted_settings, local_settings

HOSTING = Path(__file__).parents[2] / "docs" / "hosting.md"
UUID = "33333333-3333-4333-8333-333333333333"


@pytest.fixture(autouse=True)
def nothing_in_the_environment(monkeypatch):
    for name in [name for name in os.environ if name.startswith("CONVENE_")]:
        monkeypatch.delenv(name)


def test_a_whole_identity_is_taken():
    settings = hosted_settings(allowed_tenants=f"{UUID}, ", app_id=APP_ID.upper())
    assert settings.tenants == {TENANT, UUID}
    assert settings.app_id == APP_ID
    assert settings.service_hosts[0] == "smba.trafficmanager.net"


def test_a_managed_identity_needs_no_secret():
    assert hosted_settings(app_type="UserAssignedMSI", app_password="").app_id == APP_ID


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"app_id": ""}, "CONVENE_APP_ID is missing"),
        ({"app_id": "convene"}, "CONVENE_APP_ID is not a UUID"),
        ({"app_id": f"{{{APP_ID}}}"}, "CONVENE_APP_ID is not a UUID"),
        ({"tenant_id": ""}, "CONVENE_TENANT_ID is missing"),
        ({"tenant_id": "00000000-0000-0000-0000-0000000000001"}, "CONVENE_TENANT_ID is not"),
        ({"allowed_tenants": f"{UUID},common"}, "CONVENE_ALLOWED_TENANTS is not a UUID"),
        ({"app_password": ""}, "CONVENE_APP_PASSWORD is missing"),
        ({"secret_key": ""}, "CONVENE_SECRET_KEY must have 32"),
        ({"secret_key": "x" * 31}, "CONVENE_SECRET_KEY must have 32"),
        ({"service_hosts": " , "}, "CONVENE_SERVICE_HOSTS is empty"),
        ({"public_url": "http://example.org"}, "CONVENE_PUBLIC_URL must begin with https"),
        ({"app_type": "Single-Tenant"}, "SingleTenant"),
        ({"app_type": ""}, "SingleTenant"),
        ({"protocol": "../secrets"}, "protocol"),
        ({"app_identity": APP_ID}, "not permitted"),
    ],
)
def test_a_hosted_bot_does_not_start_when(given, said):
    with pytest.raises(ValidationError, match=said):
        hosted_settings(**given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"host": "0.0.0.0"}, "CONVENE_HOST must be 127.0.0.1"),
        ({"host": "convene.example.org"}, "CONVENE_HOST must be 127.0.0.1"),
        ({"app_id": APP_ID}, "CONVENE_LOCAL and CONVENE_APP_ID are both set"),
        ({"app_password": "x"}, "CONVENE_LOCAL and CONVENE_APP_PASSWORD are both set"),
        ({"tenant_id": TENANT}, "CONVENE_LOCAL and CONVENE_TENANT_ID are both set"),
        ({"allowed_tenants": UUID}, "CONVENE_LOCAL and CONVENE_ALLOWED_TENANTS are both set"),
    ],
)
def test_a_local_bot_does_not_start_when(given, said):
    with pytest.raises(ValidationError, match=said):
        local_settings(**given)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_a_local_bot_listens_on_this_machine(host):
    assert local_settings(host=host).host == host


def test_an_empty_environment_says_everything_that_is_missing():
    with pytest.raises(SettingsRefused) as refused:
        settings_from_environment()
    for name in ("APP_ID", "TENANT_ID", "APP_PASSWORD", "SECRET_KEY"):
        assert f"CONVENE_{name} " in str(refused.value)


def test_the_environment_is_read(monkeypatch):
    monkeypatch.setenv("CONVENE_LOCAL", "1")
    monkeypatch.setenv("CONVENE_APP_ID", "")
    monkeypatch.setenv("CONVENE_PORT", "")
    monkeypatch.setenv("CONVENE_SERVICE_HOSTS", "one.example, Two.example")
    settings = settings_from_environment()
    assert (settings.local, settings.port) == (True, 3978)
    assert settings.service_hosts == ("one.example", "two.example")


def test_a_refusal_does_not_repeat_what_was_given(monkeypatch):
    monkeypatch.setenv("CONVENE_APP_PASSWORD", "do not print me")
    monkeypatch.setenv("CONVENE_PORT", "do not print me either")
    with pytest.raises(SettingsRefused) as refused:
        settings_from_environment()
    assert "CONVENE_PORT" in str(refused.value)
    assert "print me" not in str(refused.value)


def test_a_secret_is_not_in_the_settings_as_printed():
    assert "an invented secret" not in repr(hosted_settings())


def test_a_secret_is_not_in_a_refusal_as_printed():
    with pytest.raises(ValidationError) as refused:
        hosted_settings(tenant_id="")
    assert "characters or so" not in str(refused.value)


@pytest.mark.parametrize("name", sorted({*Settings.model_fields, *StoreSettings.model_fields}))
def test_every_setting_is_named_for_whoever_hosts_the_bot(name):
    assert f"`CONVENE_{name.upper()}`" in HOSTING.read_text("utf-8")


@pytest.mark.parametrize("settings", [Settings, StoreSettings])
def test_every_setting_says_what_it_is_for(settings):
    assert [name for name, field in settings.model_fields.items() if not field.description] == []
