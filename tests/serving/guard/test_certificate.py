"""A certificate for a room: what stands in it, and that its key lies nowhere."""

from __future__ import annotations

import hashlib
import os
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from toolkit.serving.guard.certificate import make_certificate


def test_it_names_what_phones_open_and_phones_take_it() -> None:
    now = datetime(2026, 12, 1, tzinfo=UTC)
    made = make_certificate(["localhost", "127.0.0.1", "fd00::5", "amina-pc.local", "localhost", "ü"], now)
    read = x509.load_pem_x509_certificate(made.public)
    names = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost", "amina-pc.local"]
    assert list(map(str, names.get_values_for_type(x509.IPAddress))) == ["127.0.0.1", "fd00::5"]
    assert read.not_valid_before_utc < now < read.not_valid_after_utc
    assert read.not_valid_after_utc - read.not_valid_before_utc < timedelta(days=398), (
        "longer ones are refused by phones"
    )
    assert not read.extensions.get_extension_for_class(x509.BasicConstraints).value.ca, "it vouches for nobody else"
    der = ssl.PEM_cert_to_DER_cert(made.public.decode())
    assert made.fingerprint.replace(":", "").lower() == hashlib.sha256(der).hexdigest()


@pytest.mark.parametrize("in_memory", [True, False])
def test_its_key_lies_in_no_file_once_it_is_loaded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, in_memory: bool
) -> None:
    if not in_memory:
        monkeypatch.delattr(os, "memfd_create", raising=False)
    elif not hasattr(os, "memfd_create"):
        in_memory = False  # the system cannot; then it lies there for a moment
    seen: list[tuple[int, str]] = []
    usual = ssl.SSLContext.load_cert_chain

    def load(context: ssl.SSLContext, path: str) -> None:
        seen.append((os.stat(path).st_mode & 0o077, path))
        usual(context, path)

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr(ssl.SSLContext, "load_cert_chain", load)
    made = make_certificate(["localhost"])
    assert made.context().minimum_version >= ssl.TLSVersion.TLSv1_2
    assert "PRIVATE" not in repr(made)
    assert not list(tmp_path.iterdir())
    ((others, path),) = seen
    assert path.startswith("/proc/self/fd/") == in_memory
    assert in_memory or others == 0
