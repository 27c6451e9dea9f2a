import pytest

from kiosk.printing.choice import named_printer
from kiosk.printing.found import cups_printers, found_printers
from kiosk.printing.ipp.client import IppClient
from kiosk.printing.ipp.reports import PrinterReport
from kiosk.printing.ipp_printer import IppPrinter
from kiosk.printing.status import Condition
from tests.kiosk.printing.fake_ipp import FakeIppPrinter


def test_queues_of_cups_come_first_and_once(
    fake: FakeIppPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.reasons = {"paused"}
    monkeypatch.setattr(IppClient, "queues", lambda self: [asked(self)])
    found = found_printers(["Bar", "fake"], fake.uri)
    assert [(each.name, each.setting.partition(":")[0]) for each in found] == [
        ("fake", "ipp"), ("Bar", "system"),
    ]  # fmt: skip
    assert found[0].status is not None
    assert found[0].status.condition is Condition.PAUSED
    printer = named_printer(found[0].setting)
    assert isinstance(printer, IppPrinter)
    assert printer.status().condition is Condition.PAUSED


def asked(client: IppClient) -> PrinterReport:
    return client.printer()


def test_where_there_is_no_cups_there_are_no_queues(fake: FakeIppPrinter) -> None:
    uri = fake.uri
    assert cups_printers(uri) == []  # a printer is no server of queues
    fake.stop()
    assert found_printers(["Bar"], uri)[0].setting == "system:Bar"
