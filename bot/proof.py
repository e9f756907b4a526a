"""What the bot proves with who it is, read from its file, and refused when it is of no use."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

SMALLEST_KEY = 2048
ENDS_SOON = timedelta(days=30)


class BadCertificate(Exception):
    """A certificate cannot be used; the text says why, and holds nothing of the key."""


class Certificate(NamedTuple):
    key: RSAPrivateKey
    public: str
    """The certificate of that key, as PEM."""
    ends: datetime

    def ends_soon(self, now: datetime) -> bool:
        return self.ends - now < ENDS_SOON


def read_certificate(path: Path, now: datetime) -> Certificate:
    """The private key of a PEM file and the certificate that belongs to it, wherever it stands."""
    try:
        pem = path.read_bytes()
    except OSError as error:
        raise BadCertificate(f"cannot be read: {error.strerror}.") from None
    key = _key(pem)
    found = _belonging(key, pem)
    if now >= found.not_valid_after_utc:
        raise BadCertificate(f"ended on {found.not_valid_after_utc:%-d %B %Y}.")
    if now < found.not_valid_before_utc:
        raise BadCertificate(f"begins only on {found.not_valid_before_utc:%-d %B %Y}.")
    return Certificate(key, found.public_bytes(Encoding.PEM).decode(), found.not_valid_after_utc)


def _key(pem: bytes) -> RSAPrivateKey:
    try:
        key = load_pem_private_key(pem, None)
    except TypeError:
        raise BadCertificate("has a private key with a password: it must have none.") from None
    except (ValueError, UnsupportedAlgorithm):
        raise BadCertificate("holds no private key that can be read (PEM).") from None
    if not isinstance(key, RSAPrivateKey) or key.key_size < SMALLEST_KEY:
        raise BadCertificate("must have an RSA key of 2048 bits or more: Entra takes no other.")
    return key


def _belonging(key: RSAPrivateKey, pem: bytes) -> x509.Certificate:
    try:
        certificates = x509.load_pem_x509_certificates(pem)
    except ValueError:
        raise BadCertificate("holds no certificate that can be read (PEM).") from None
    for certificate in certificates:
        if certificate.public_key() == key.public_key():
            return certificate
    raise BadCertificate("holds a private key and a certificate that do not belong together.")


class BadAssertion(Exception):
    """The file of a federated token cannot be used; the text says why, and holds nothing of it."""


def read_assertion(path: Path) -> str:
    """The token in the file."""
    try:
        token = path.read_text("ascii").strip()
    except OSError as error:
        raise BadAssertion(f"cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise BadAssertion("holds no token.") from None
    if token.count(".") != 2 or len(token.split()) != 1:
        raise BadAssertion("holds no token.")
    return token
