"""A certificate made on the spot, so that the line between a phone and this computer is encrypted.

No authority has signed it, and browsers warn of that. Who compares the fingerprint that the phone shows with the one on
the projector knows that nobody stands in between. The key is made for one run and is gone with it.
"""

from __future__ import annotations

import contextlib
import hashlib
import ipaddress
import os
import ssl
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DAYS = 30
_LONGEST_COMMON_NAME = 64


@dataclass(frozen=True)
class Certificate:
    """A certificate with its key.

    Parameters
    ----------
    public
        What everybody may see, as it is written to a file (PEM).
    key
        What nobody else may see.
    fingerprint
        SHA-256 of the certificate, as browsers show it.
    """

    public: bytes
    key: bytes = field(repr=False)
    fingerprint: str

    def context(self) -> ssl.SSLContext:
        """What a server needs to use it, with the versions that are thought to be safe today."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        with _as_file(self.public + self.key) as path:
            context.load_cert_chain(path)
        return context


def make_certificate(names: Iterable[str], now: datetime | None = None) -> Certificate:
    """Make a certificate for the names and addresses by which a server is opened.

    Parameters
    ----------
    names
        The first of them is what the certificate is called.
    now
        From when on it holds, for thirty days; a day earlier, because not every phone's clock is right.
    """
    now = now or datetime.now(UTC)
    known = list(dict.fromkeys(names))
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, known[0][:_LONGEST_COMMON_NAME])])
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName([each for name in known for each in _alternatives(name)]), False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)
        .sign(key, hashes.SHA256())
    )
    digest = hashlib.sha256(made.public_bytes(serialization.Encoding.DER)).hexdigest().upper()
    return Certificate(
        public=made.public_bytes(serialization.Encoding.PEM),
        key=key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
        fingerprint=":".join(digest[at : at + 2] for at in range(0, len(digest), 2)),
    )


def _alternatives(name: str) -> Iterator[x509.GeneralName]:
    try:
        yield x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        with contextlib.suppress(ValueError):  # a name with letters that none on the network has
            yield x509.DNSName(name)


@contextlib.contextmanager
def _as_file(content: bytes) -> Iterator[str]:
    """A file for a library that reads nothing else: in memory where the system can, else there for a moment.

    Only Linux can. Elsewhere the key lies for that moment in a file that this user alone can read.
    """
    if hasattr(os, "memfd_create"):
        with os.fdopen(os.memfd_create("certificate"), "wb") as file:
            file.write(content)
            file.flush()
            yield f"/proc/self/fd/{file.fileno()}"
        return
    handle, name = tempfile.mkstemp(suffix=".pem")  # nobody else may read it
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        yield name
    finally:
        path.unlink()
