import socket

import pytest

from kiosk.printing.errors import PrinterNotFound, PrinterNotReady
from kiosk.printing.typed import printer_at, settings_for
from tests.kiosk.printing.fake_ipp import FakeIppPrinter
from tests.kiosk.printing.fake_zpl import FakeZplPrinter


def test_an_address_is_read_as_somebody_may_mean_it() -> None:
    assert settings_for("192.168.1.40") == ("ipp://192.168.1.40/ipp/print", "zpl:192.168.1.40")
    assert settings_for(" label.local ") == ("ipp://label.local/ipp/print", "zpl:label.local")
    assert settings_for("10.0.0.5:9100") == ("zpl:10.0.0.5:9100",)
    assert settings_for("10.0.0.5:8631") == ("ipp://10.0.0.5:8631/ipp/print",)
    assert settings_for("ipps://a/b") == ("ipps://a/b",)
    assert settings_for("zpl:a") == ("zpl:a",)


@pytest.mark.parametrize("text", ["", "https://printer/", "system:Brother", "zpl::x", "ipp://"])
def test_what_is_no_address_is_said_to_be_none(text: str) -> None:
    with pytest.raises(PrinterNotFound):
        printer_at(text)


def test_a_printer_that_speaks_ipp_is_found(fake: FakeIppPrinter) -> None:
    found = printer_at(fake.uri)
    assert found.setting == fake.uri
    assert found.status is not None
    assert found.status.can_print


def test_a_printer_that_speaks_zpl_is_found() -> None:
    fake = FakeZplPrinter().start()
    try:
        assert printer_at(f"zpl:{fake.place}").setting == f"zpl:{fake.place}"
    finally:
        fake.stop()


def test_where_nobody_listens_nobody_answers() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(PrinterNotReady) as told:
            printer_at(f"127.0.0.1:{port}")
    assert told.value.code == "nothing_answers"
