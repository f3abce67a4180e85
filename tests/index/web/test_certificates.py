"""Over TLS: whose certificate is taken, and which HTTP is spoken."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import time
from typing import TYPE_CHECKING, Final

import httpx
import pytest

from index.web.connecting import CheckedTransport, until
from index.web.reach import Reach
from tests.index.web.internet import NEWS, Names, Wire
from tests.index.web.site import Site

if TYPE_CHECKING:
    from pathlib import Path

LIMIT: Final = 5.0  # seconds


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of news.example's own making, with its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    path = tmp_path_factory.mktemp("certificate") / "both.pem"
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    named = ("-subj", f"/CN={NEWS}", "-addext", f"subjectAltName=DNS:{NEWS}")
    made = ("req", "-x509", *curve, *named, "-days", "2", "-keyout", str(path), "-out", "-")
    printed = subprocess.run([openssl, *made], check=True, capture_output=True)  # noqa: S603
    path.write_bytes(path.read_bytes() + printed.stdout)
    return path


@pytest.fixture
def served(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def opened(trusted: ssl.SSLContext | None) -> httpx.Client:
    transport = CheckedTransport(Reach(), Names(), trusted)
    return httpx.Client(transport=transport, trust_env=False, timeout=20)


def test_a_certificate_is_checked_against_the_name_though_a_number_is_connected_to(
    certificate: Path, served: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    Wire(monkeypatch)
    trusted = ssl.create_default_context(cafile=str(certificate))
    with Site(served, host=NEWS) as site, opened(trusted) as client:
        site.serve("/", "hello")
        assert client.get(site.url()).text == "hello"
        with pytest.raises(httpx.ConnectError, match=r"not valid for 'other\.example'"):
            client.get(site.url(host="other.example"))
    assert len(site.requests) == 1


def test_a_certificate_that_nobody_vouches_for_is_not_taken(
    served: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    Wire(monkeypatch)
    with (
        Site(served, host=NEWS) as site,
        opened(None) as client,
        pytest.raises(httpx.ConnectError, match="its certificate can't be trusted: self-signed"),
    ):
        client.get(site.url())
    assert not site.requests


def test_a_server_that_speaks_no_http_2_is_spoken_to_in_http_1(
    certificate: Path, served: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    Wire(monkeypatch)
    served.set_alpn_protocols(["http/1.1"])
    trusted = ssl.create_default_context(cafile=str(certificate))
    with Site(served, host=NEWS) as site, opened(trusted) as client:
        site.serve("/", "hello")
        assert client.get(site.url()).http_version == "HTTP/1.1"


def test_a_server_that_drips_over_tls_is_not_waited_for(
    certificate: Path, served: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    Wire(monkeypatch)
    trusted = ssl.create_default_context(cafile=str(certificate))
    begun = time.monotonic()
    with Site(served, host=NEWS) as site, opened(trusted) as client:
        site.behave("/", lambda exchange: exchange.drip(b"HTTP/1.1 200 OK\r\n" * 99, 0.02))
        with pytest.raises(httpx.ReadTimeout), until(begun + 0.4):
            client.get(site.url())
    assert time.monotonic() - begun < LIMIT


def test_a_server_that_never_shakes_hands_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Wire(monkeypatch)
    begun = time.monotonic()
    with (
        Site(host=NEWS) as site,
        opened(None) as client,
        pytest.raises(httpx.TimeoutException),
        until(begun + 0.4),
    ):
        client.get(site.url().replace("http:", "https:"))
    assert time.monotonic() - begun < LIMIT
