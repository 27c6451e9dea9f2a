import threading
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter

from badges.badge import Badge
from badges.render import render_badge, render_badges
from badges.stock import STOCKS, LabelStock, stock_named
from kiosk.printing.errors import PrinterNotFound, PrinterNotReady
from kiosk.printing.raster import page_images
from kiosk.printing.system import SystemPrinter, print_pages, system_printers

pytestmark = pytest.mark.usefixtures("qapp")

ZOYA = Badge("Zoya", "Vinogradova", countries=("RU",), event_name="Moscow")


def into_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def dark_share(image: QImage) -> float:
    """How dark the page is on average, which a change of resolution leaves as it is."""
    small = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = bytes(small.constBits())
    rows = [pixels[n * small.bytesPerLine() :][: small.width()] for n in range(small.height())]
    return 1 - sum(map(sum, rows)) / (255 * small.width() * small.height())


@pytest.mark.parametrize("stock", [s for s in STOCKS if s.grid is None], ids=lambda s: s.name)
def test_a_label_is_printed_upright_at_its_own_size_with_all_its_ink(
    stock: LabelStock, tmp_path: Path
) -> None:
    pdf = render_badges([ZOYA, ZOYA], stock)
    print_pages(pdf, into_file(tmp_path / "out.pdf"), stock.size_mm)
    printed = (tmp_path / "out.pdf").read_bytes()
    with pdfium.PdfDocument(printed) as document:
        assert len(document) == 2
        width, height = (side / 72 * 25.4 for side in document[0].get_size())
    assert (width, height) == pytest.approx(tuple(sorted(stock.size_mm)), abs=0.5)
    wanted, got = next(page_images(pdf, 100)), next(page_images(printed, 100))
    assert dark_share(got) == pytest.approx(dark_share(wanted), abs=0.01)
    # Turned clockwise: the first letters are now at the top, right of the middle.
    top = got.copy(got.width() // 2, 0, got.width() // 2, got.height() // 2)
    assert dark_share(top) > 1.25 * dark_share(got)


def test_a_printer_that_does_not_exist_is_never_a_success() -> None:
    with pytest.raises(PrinterNotFound) as caught:
        SystemPrinter("no such printer").send(b"%PDF", "1", (100, 62))
    assert caught.value.values == {"printer": "no such printer"}


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_page_that_cannot_be_begun_is_never_a_success(tmp_path: Path) -> None:
    stock = stock_named("62x100")
    with pytest.raises(PrinterNotReady):
        print_pages(
            render_badge(ZOYA, stock), into_file(tmp_path / "gone" / "out.pdf"), stock.size_mm
        )


def test_the_printers_of_this_laptop_are_named_once_each() -> None:
    printers = system_printers()
    assert len(set(printers)) == len(printers)


def test_badges_are_drawn_and_turned_into_pixels_by_several_threads_at_once() -> None:
    stock = stock_named("62x100")
    alone = render_badge(ZOYA, stock)
    sizes: list[tuple[int, int]] = []
    same: list[bool] = []

    def work() -> None:
        for _ in range(10):
            pdf = render_badge(ZOYA, stock)
            same.append(pdf == alone)
            sizes.extend((p.width(), p.height()) for p in page_images(pdf, 100))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert same == [True] * 40
    assert len(set(sizes)) == 1
    assert len(sizes) == 40
