import ssl
from pathlib import Path

import pytest

from kiosk.printing.ipp import connection
from kiosk.printing.ipp.certificates import BY_SYSTEM, Certificates
from kiosk.printing.ipp.client import IppClient
from kiosk.printing.ipp.transport import Address, Unreachable, Untrusted
from tests.kiosk.printing.fake_ipp import FakeIppPrinter
from tests.kiosk.printing.secure_printer import SecurePrinter


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
