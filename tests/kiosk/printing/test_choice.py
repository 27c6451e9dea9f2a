from pathlib import Path

import pytest

from kiosk.printing.choice import MissingPrinter, chosen_printer, named_printer
from kiosk.printing.errors import PrinterNotFound
from kiosk.printing.folder import FolderPrinter
from kiosk.printing.ipp_printer import IppPrinter
from kiosk.printing.system import SystemPrinter
from kiosk.printing.zpl_printer import ZplPrinter


@pytest.mark.parametrize(
    ("setting", "kind", "name"),
    [
        ("folder:/somewhere/badges", FolderPrinter, "badges"),
        ("system:Brother QL-820", SystemPrinter, "Brother QL-820"),
        ("ipp:ipp://localhost:631/printers/desk", IppPrinter, "desk"),
        ("ipp://printer.example.org/ipp/print", IppPrinter, "printer.example.org"),
        ("ipps://printer.example.org/ipp/print", IppPrinter, "printer.example.org"),
        ("ipp:https://printer.example.org/ipp", IppPrinter, "printer.example.org"),
        ("zpl:10.0.0.7", ZplPrinter, "10.0.0.7"),
        ("zpl:zebra.example.org:6101", ZplPrinter, "zebra.example.org"),
    ],
)
def test_a_setting_names_a_printer(setting: str, kind: type, name: str) -> None:
    printer = named_printer(setting)
    assert isinstance(printer, kind)
    assert printer.name == name


@pytest.mark.parametrize("setting", ["ipp:", "zpl:", "ipp:printer", "fax:12345", "Brother"])
def test_a_setting_that_leads_nowhere_opens_the_door_all_the_same(setting: str) -> None:
    printer = named_printer(setting)
    assert isinstance(printer, MissingPrinter)
    assert printer.name == setting
    with pytest.raises(PrinterNotFound):
        printer.send(b"%PDF", "a", (100, 62))


def test_without_a_setting_badges_go_into_a_folder_beside_the_event(tmp_path: Path) -> None:
    printer = chosen_printer("", tmp_path / "moscow.pennant")
    printer.send(b"%PDF", "a", (100, 62))
    assert len(list((tmp_path / "moscow badges").iterdir())) == 1
