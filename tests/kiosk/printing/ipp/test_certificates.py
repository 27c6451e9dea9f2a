import datetime
import ipaddress
import ssl
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiosk.printing.ipp import connection
from kiosk.printing.ipp.certificates import BY_SYSTEM, Certificates
from kiosk.printing.ipp.client import IppClient
from kiosk.printing.ipp.transport import Address, Unreachable, Untrusted
from tests.kiosk.printing.fake_ipp import FakeIppPrinter


@dataclass
class SecurePrinter:
    """Speaks IPP by TLS, with a certificate that it signed itself."""

    fake: FakeIppPrinter
    folder: Path

    @property
    def address(self) -> Address:
        return Address.parse(self.fake.uri.replace("ipp:", "ipps:"))

    @property
    def file(self) -> Path:
        return self.folder / "certificate.pem"

    def new_certificate(self) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "printer")])
        now = datetime.datetime.now(datetime.UTC)
        here = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
        signed = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([here]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(key, hashes.SHA256())
        )
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        self.file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file)
        self.fake.stop()
        self.fake.tls = context
        self.fake.start()


@pytest.fixture
def printer(tmp_path: Path, fake: FakeIppPrinter) -> SecurePrinter:
    secure = SecurePrinter(fake, tmp_path)
    secure.new_certificate()
    return secure


@pytest.fixture
def kept(tmp_path: Path) -> Certificates:
    return Certificates(tmp_path / "state" / "certificates.json")


def test_a_printer_that_signs_for_itself_is_trusted_at_first_and_known_again(
    printer: SecurePrinter, kept: Certificates
) -> None:
    for number in range(2):
        IppClient(printer.address, 5.0, kept).print_job(b"%PDF", "application/pdf", f"{number}")
    assert [job.name for job in printer.fake.printed] == ["0", "1"]
    assert len(kept.kept("127.0.0.1", printer.address.port) or "") == 64


def test_another_certificate_later_is_told_nothing_until_the_first_is_forgotten(
    printer: SecurePrinter, kept: Certificates
) -> None:
    client = IppClient(printer.address, 5.0, kept)
    client.printer()
    printer.new_certificate()
    printer.fake.requests.clear()
    with pytest.raises(Untrusted):
        client.print_job(b"%PDF", "application/pdf", "a")
    assert printer.fake.requests == []
    kept.forget("127.0.0.1", printer.address.port)
    client.printer()


def test_nobody_who_signs_for_himself_is_trusted_where_nothing_is_kept(
    printer: SecurePrinter,
) -> None:
    with pytest.raises(Untrusted):
        IppClient(printer.address, 5.0).printer()


@pytest.fixture
def vouched(printer: SecurePrinter, monkeypatch: pytest.MonkeyPatch) -> SecurePrinter:
    """One whose present certificate the system trusts."""
    trusted = ssl.create_default_context(cadata=_certificate(printer.file))
    monkeypatch.setattr(connection, "by_system", lambda: trusted)
    return printer


def test_whom_the_system_vouches_for_needs_no_first_time_and_cannot_be_replaced(
    vouched: SecurePrinter, kept: Certificates
) -> None:
    IppClient(vouched.address, 5.0).printer()
    client = IppClient(vouched.address, 5.0, kept)
    client.printer()
    assert kept.kept("127.0.0.1", vouched.address.port) == BY_SYSTEM
    vouched.new_certificate()
    with pytest.raises(Untrusted):
        client.printer()


def test_a_new_certificate_is_taken_where_the_system_vouches_for_it(
    vouched: SecurePrinter, kept: Certificates
) -> None:
    kept.keep("127.0.0.1", vouched.address.port, "0" * 64)
    IppClient(vouched.address, 5.0, kept).printer()
    assert kept.kept("127.0.0.1", vouched.address.port) == BY_SYSTEM


def test_a_printer_without_tls_is_no_secure_printer(
    fake: FakeIppPrinter, kept: Certificates
) -> None:
    secure = Address.parse(fake.uri.replace("ipp:", "ipps:"))
    with pytest.raises(Unreachable):
        IppClient(secure, 5.0, kept).printer()
    assert kept.kept("127.0.0.1", secure.port) is None


@pytest.mark.parametrize("content", [b"", b"\xff", b"[1]", b'{"127.0.0.1:631": 7}'])
def test_a_damaged_file_counts_as_empty(kept: Certificates, content: bytes) -> None:
    kept.file.parent.mkdir()
    kept.file.write_bytes(content)
    assert kept.kept("127.0.0.1", 631) is None
    kept.keep("127.0.0.1", 631, "a")
    assert kept.kept("127.0.0.1", 631) == "a"


def _certificate(file: Path) -> str:
    begin = "-----BEGIN CERTIFICATE-----"
    return begin + file.read_text().partition(begin)[2]
