"""What a bot that proves who it is does not start with, and that it says nothing it should not."""

import os
import traceback

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pydantic import ValidationError

from bot.proof import read_certificate
from bot.settings import SettingsRefused, settings_from_environment
from tests.fakes.certificates import (
    FAR_AWAY,
    LONG_AGO,
    certificate,
    certificate_pem,
    key_pem,
    other_kind_of_key,
    rsa_key,
    thumbprint,
)
from tests.fakes.microsoft import IDENTITY, KEY, PEM
from tests.fakes.settings import APP_ID, TENANT, hosted_settings, local_settings

OTHER_KEY = rsa_key("other")


@pytest.fixture(autouse=True)
def nothing_in_the_environment(monkeypatch):
    for name in [name for name in os.environ if name.startswith("CONVENE_")]:
        monkeypatch.delenv(name)


def ways(pem, token_file):
    return {
        "app_password": "an invented secret",
        "app_certificate": pem,
        "federated_identity": IDENTITY,
        "federated_token_file": token_file,
    }


def refusal(**given) -> str:
    with pytest.raises(ValidationError) as refused:
        hosted_settings(**{"app_password": ""} | given)
    return str(refused.value)


@pytest.mark.parametrize("way", range(4))
def test_each_way_of_proof_is_enough(pem, token_file, way):
    name, value = list(ways(pem, token_file).items())[way]
    assert hosted_settings(**{"app_password": "", name: value}).app_id == APP_ID


@pytest.mark.parametrize(
    ("one", "other"), [(one, other) for one in range(4) for other in range(one)]
)
def test_two_ways_at_once_are_refused(pem, token_file, one, other):
    given = [list(ways(pem, token_file).items())[way] for way in (other, one)]
    names = [f"CONVENE_{name.upper()}" for name, _ in given]
    assert f"{names[0]} and {names[1]} are set together" in refusal(**dict(given))


@pytest.mark.parametrize("way", range(4))
def test_a_bot_that_is_a_managed_identity_has_no_other_proof(pem, token_file, way):
    name, value = list(ways(pem, token_file).items())[way]
    said = refusal(**{"app_type": "UserAssignedMSI", name: value})
    assert f"CONVENE_{name.upper()} is set, but CONVENE_APP_TYPE is UserAssignedMSI" in said


@pytest.mark.parametrize("way", range(4))
def test_a_local_bot_has_no_proof_at_all(pem, token_file, way):
    name, value = list(ways(pem, token_file).items())[way]
    with pytest.raises(ValidationError, match=f"CONVENE_LOCAL and CONVENE_{name.upper()} are both"):
        local_settings(**{name: value})


def test_without_any_proof_each_way_is_named():
    said = refusal()
    for name in ("APP_PASSWORD", "APP_CERTIFICATE", "FEDERATED_IDENTITY", "FEDERATED_TOKEN_FILE"):
        assert f"CONVENE_{name}" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read: No such file or directory."),
        (b"", "holds no private key"),
        (b"\x00\xff garbage", "holds no private key"),
        (certificate_pem(KEY), "holds no private key"),
        (certificate(KEY).public_bytes(Encoding.DER), "holds no private key"),
        (key_pem(KEY)[:900] + certificate_pem(KEY), "holds no private key"),
        (key_pem(KEY, b"a password") + certificate_pem(KEY), "has a private key with a password"),
        (key_pem(KEY), "holds no certificate"),
        (key_pem(KEY) + certificate_pem(KEY)[:300], "holds no certificate"),
        (key_pem(OTHER_KEY) + certificate_pem(KEY), "that do not belong together"),
        (
            key_pem(other_kind_of_key()) + certificate_pem(other_kind_of_key()),
            "must have an RSA key of 2048 bits",
        ),
        (
            key_pem(rsa_key("small", 1024)) + certificate_pem(rsa_key("small", 1024)),
            "must have an RSA key of 2048 bits",
        ),
        (
            key_pem(KEY) + certificate_pem(KEY, ends=LONG_AGO.replace(year=2002)),
            "ended on 1 January 2002.",
        ),
        (
            key_pem(KEY) + certificate_pem(KEY, FAR_AWAY, FAR_AWAY.replace(year=2101)),
            "begins only on 1 January 2100.",
        ),
    ],
)
def test_a_certificate_of_no_use_is_refused(pem, content, said):
    pem.unlink()
    if content is not None:
        pem.write_bytes(content)
    refused = refusal(app_certificate=pem)
    assert "CONVENE_APP_CERTIFICATE " in refused
    assert said in refused


def test_a_folder_is_no_certificate(tmp_path):
    assert "CONVENE_APP_CERTIFICATE cannot be read: Is a directory." in refusal(
        app_certificate=tmp_path
    )


@pytest.mark.parametrize(("seconds", "good"), [(-1, True), (0, False)])
def test_a_certificate_serves_to_its_last_second(pem, seconds, good):
    now = FAR_AWAY.fromtimestamp(FAR_AWAY.timestamp() + seconds, FAR_AWAY.tzinfo)
    if good:
        assert read_certificate(pem, now).ends == FAR_AWAY
    else:
        with pytest.raises(Exception, match="ended on 1 January 2100"):
            read_certificate(pem, now)


def test_of_several_certificates_the_one_of_the_key_is_taken(pem):
    pem.write_bytes(certificate_pem(OTHER_KEY) + PEM)
    found = read_certificate(pem, LONG_AGO)
    assert found.key.public_key() == KEY.public_key()
    assert thumbprint(found.public.encode()) == thumbprint(certificate_pem(KEY))


def test_a_key_of_the_older_form_is_read(pem):
    """As `openssl` wrote it for long: BEGIN RSA PRIVATE KEY."""
    older = KEY.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    pem.write_bytes(older + certificate_pem(KEY))
    assert hosted_settings(app_password="", app_certificate=pem)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"federated_identity": "convene"}, "CONVENE_FEDERATED_IDENTITY is not a UUID"),
        ({"federated_identity": APP_ID}, "CONVENE_FEDERATED_IDENTITY is the bot's own id"),
    ],
)
def test_an_identity_that_cannot_be_is_refused(given, said):
    assert said in refusal(**given)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read: No such file or directory."),
        (b"", "holds no token."),
        (b"\n", "holds no token."),
        (b"not a token", "holds no token."),
        (b"a.b.c d", "holds no token."),
        (b"\xff.\xff.\xff", "holds no token."),
    ],
)
def test_a_file_without_a_token_is_refused(token_file, content, said):
    token_file.unlink()
    if content is not None:
        token_file.write_bytes(content)
    assert f"CONVENE_FEDERATED_TOKEN_FILE {said}" in refusal(federated_token_file=token_file)


def test_the_environment_names_the_certificate(monkeypatch, pem):
    monkeypatch.setenv("CONVENE_APP_ID", APP_ID)
    monkeypatch.setenv("CONVENE_TENANT_ID", TENANT)
    monkeypatch.setenv("CONVENE_SECRET_KEY", "an invented key of forty characters or so")
    monkeypatch.setenv("CONVENE_APP_CERTIFICATE", str(pem))
    assert settings_from_environment().app_certificate == pem


def test_no_refusal_holds_anything_of_a_key_or_a_token(monkeypatch, pem, token_file):
    """Not in its text, and not in the traceback that an operator may be shown."""
    monkeypatch.setenv("CONVENE_APP_PASSWORD", "do not print me")
    monkeypatch.setenv("CONVENE_APP_CERTIFICATE", str(pem))
    monkeypatch.setenv("CONVENE_FEDERATED_TOKEN_FILE", str(token_file))
    token_file.write_text("do not print me either")
    for content in (PEM, key_pem(KEY), key_pem(OTHER_KEY) + certificate_pem(KEY), PEM[40:]):
        pem.write_bytes(content)
        with pytest.raises(SettingsRefused) as refused:
            settings_from_environment()
        said = "".join(traceback.format_exception(refused.value))
        assert "print me" not in said
        for line in content.decode().splitlines():
            assert "-----" in line or line not in said


def test_no_key_is_in_the_settings_as_printed(pem):
    printed = repr(hosted_settings(app_password="", app_certificate=pem))
    assert PEM.decode().splitlines()[1] not in printed
