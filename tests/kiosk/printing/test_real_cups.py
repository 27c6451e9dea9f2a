"""Printing through CUPS and ippeveprinter, which know nothing of Pennant.

PENNANT_CUPS=1 pytest tests/kiosk/printing/test_real_cups.py
"""

import os
from collections.abc import Iterator
from io import BytesIO

import pypdfium2 as pdfium
import pytest
import zxingcpp
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from badges.qr import draw_qr
from kiosk.printing.errors import PrinterNotReady, PrintTimedOut
from kiosk.printing.found import cups_printers
from kiosk.printing.ipp_printer import IppPrinter
from kiosk.printing.printer import Standing
from kiosk.printing.status import Condition
from tests.kiosk.printing.real_cups import RealPrinter, missing, real_printer, until

SIZE = (100.0, 62.0)
pytestmark = pytest.mark.skipif(
    not os.environ.get("PENNANT_CUPS"),
    reason="PENNANT_CUPS=1 asks for real CUPS, which .ci/run installs",
)


@pytest.fixture
def real() -> Iterator[RealPrinter]:
    assert missing() == []
    with real_printer() as printer:
        yield printer


def badge(code: str) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(100 * mm, 62 * mm))
    draw_qr(canvas, code, 50, 10, 40)
    canvas.save()
    return out.getvalue()


def read(document: bytes) -> tuple[tuple[int, int], str]:
    """The size of its page in mm, and the code on it."""
    with pdfium.PdfDocument(document) as pdf:
        width, height = pdf[0].get_size()
        image = pdf[0].render(scale=300 / 72).to_pil()
    (found,) = zxingcpp.read_barcodes(image)
    return (round(width / 72 * 25.4), round(height / 72 * 25.4)), found.text


@pytest.mark.parametrize("way", ["direct", "queue"])
def test_a_badge_arrives_whole_on_a_label_and_is_known_to_be_printed(
    real: RealPrinter, way: str
) -> None:
    desk = IppPrinter(real.direct if way == "direct" else real.queue)
    desk.send(badge("badge-0190"), "0190-print", SIZE)
    until(lambda: desk.standing("0190-print", 1.0) is Standing.PRINTED)
    assert [read(document) for document in real.documents()] == [((62, 100), "badge-0190")]


def test_the_queue_is_found_and_its_states_are_told(real: RealPrinter) -> None:
    (found,) = cups_printers(real.cups)
    assert (found.name, found.setting) == ("badge", f"ipp:{real.queue}")
    desk = IppPrinter(real.queue)
    assert desk.status().condition is Condition.READY
    real.cups_does("cupsdisable", "badge")
    assert desk.status().condition is Condition.PAUSED
    real.cups_does("cupsenable", "badge")
    real.cups_does("cupsreject", "badge")
    with pytest.raises(PrinterNotReady):
        desk.send(badge("a"), "a", SIZE)
    real.cups_does("cupsaccept", "badge")
    assert desk.status().condition is Condition.READY


def test_labels_run_out_under_a_badge_and_come_back(real: RealPrinter) -> None:
    real.labels(0)
    desk = IppPrinter(real.direct)
    desk.send(badge("a"), "a", SIZE)
    until(lambda: desk.status().condition is Condition.OUT_OF_LABELS)
    assert desk.standing("a", 1.0) is Standing.IN_PRINTER
    through_cups = IppPrinter(real.queue)
    assert through_cups.status().condition is Condition.OUT_OF_LABELS
    for printer in (desk, through_cups):
        with pytest.raises(PrinterNotReady):
            printer.send(badge("b"), "b", SIZE)
    real.labels(100)
    until(lambda: desk.standing("a", 1.0) is Standing.PRINTED)
    assert len(real.documents()) == 1


@pytest.mark.parametrize("way", ["direct", "queue"])
def test_a_badge_given_up_in_a_jam_is_told_from_one_that_came_out(
    real: RealPrinter, way: str
) -> None:
    real.does_for_every_job('echo "STATE: +media-jam" >&2; echo "ERROR: paper jam" >&2; exit 1')
    desk = IppPrinter(real.direct if way == "direct" else real.queue)
    desk.send(badge("a"), "a", SIZE)
    until(lambda: desk.standing("a", 1.0) is Standing.NOT_PRINTED)


def test_a_printer_that_hangs_prints_its_ghost_and_it_is_found(real: RealPrinter) -> None:
    desk = IppPrinter(real.direct, send_seconds=1.0)
    real.hang()
    assert IppPrinter(real.direct, status_seconds=0.5).status().condition is Condition.OFFLINE
    real.wake()
    desk.send(badge("first"), "first", SIZE)
    until(lambda: desk.standing("first", 1.0) is Standing.PRINTED)
    real.hang()
    with pytest.raises(PrintTimedOut):
        desk._send_one(badge("ghost"), "application/pdf", "ghost", None)
    real.wake()
    until(lambda: desk.standing("ghost", 2.0) is Standing.PRINTED)
    assert len(real.documents()) == 2


def test_a_printer_switched_off_behind_cups_is_offline(real: RealPrinter) -> None:
    real.process.terminate()
    real.process.wait(5)
    with pytest.raises(PrinterNotReady) as trouble:
        IppPrinter(real.queue).send(badge("a"), "a", SIZE)
    assert trouble.value.code == "printer_offline"
