"""TLS as it really is: a server of our own with a certificate that is good, expired or not ours."""

import ipaddress
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from data.errors import SyncPermanent
from data.identity import utc_now
from data.sync.pretix.transport import Transport, verifying
from data.sync.secrets import Secret

Serve = Callable[[datetime, datetime], AbstractContextManager[tuple[str, ssl.SSLContext]]]


class _Says(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b'{"pretix": "2026.8.0"}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def _certificate(folder: Path, begins: datetime, ends: datetime) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "certificate.pem", folder / "key.pem"
    public.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return public, private


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """A server with such a certificate, and a context that trusts it for want of a better one."""

    @contextmanager
    def serving(begins: datetime, ends: datetime) -> Iterator[tuple[str, ssl.SSLContext]]:
        public, private = _certificate(tmp_path, begins, ends)
        server = HTTPServer(("127.0.0.1", 0), _Says)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(public, private)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        trusting = verifying()
        trusting.load_verify_locations(public)
        try:
            yield f"https://127.0.0.1:{server.server_port}", trusting
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    return serving


def code_of(url: str, context: ssl.SSLContext | None) -> str:
    transport = Transport(url, Secret("t"), utc_now, context=context)
    try:
        return str(transport.get("/api/v1/version").body)
    except SyncPermanent as error:
        return error.code
    finally:
        transport.close()


def test_certificates_are_verified(serve: Serve) -> None:
    now = datetime.now(UTC)
    day = timedelta(days=1)
    with serve(now - day, now + day) as (url, trusting):
        assert "2026.8.0" in code_of(url, trusting)
        assert code_of(url, None) == "certificate_wrong"


def test_an_expired_certificate_is_named(serve: Serve) -> None:
    now = datetime.now(UTC)
    day = timedelta(days=1)
    with serve(now - 2 * day, now - day) as (url, trusting):
        assert code_of(url, trusting) == "certificate_expired"
