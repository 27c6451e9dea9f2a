"""The printers of the operating system, reached through Qt.

Qt says that it handed the pages over and no more (tried with CUPS): it sees a queue that is stopped
or gone, and is blind to missing paper, a jam, a printer switched off and a queue that rejects jobs.
So such a badge is "sent", never "printed".
"""

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kiosk.printing.errors import PrinterNotFound, PrinterNotReady
from kiosk.printing.raster import page_images

FINEST_DPI = 600  # finer than any label printer, and flags are stored at this resolution
COARSEST_DPI = 200


def system_printers() -> tuple[str, ...]:
    """The names of all printers of this laptop, the default one first."""
    default = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda n: (n != default, n)))


class SystemPrinter:
    """One printer of the operating system."""

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def name(self) -> str:
        """What the operating system calls it."""
        return self._name

    def send(self, pdf: bytes, job_name: str, stock_size_mm: tuple[float, float]) -> None:
        """Hand the pages over at the printer's own resolution.

        Raises PrinterNotFound, and PrinterNotReady where the system says that it is stopped or
        does not begin to print.
        """
        info = QPrinterInfo.printerInfo(self._name)
        if info.isNull():
            raise PrinterNotFound("printer_missing", printer=self._name)
        if info.state() is QPrinter.PrinterState.Error:
            raise PrinterNotReady("printer_stopped", printer=self._name)
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        printer.setDocName(job_name)
        print_pages(pdf, printer, stock_size_mm)


def print_pages(pdf: bytes, printer: QPrinter, stock_size_mm: tuple[float, float]) -> None:
    """Draw every page of ``pdf`` on ``printer``, on paper of the label's size.

    Label printers take their stock upright (62 mm wide, 100 mm long): a page that is read
    lengthwise is turned by 90 degrees here, and no driver has to guess. Raises PrinterNotReady.
    """
    short, long = sorted(stock_size_mm)
    size = QPageSize(
        QSizeF(short, long),
        QPageSize.Unit.Millimeter,
        f"{short:g} x {long:g} mm",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0.0, 0.0, 0.0, 0.0))
    )
    printer.setResolution(_resolution(printer))
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterNotReady("printer_stopped", printer=printer.printerName())
    try:
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        for number, image in enumerate(page_images(pdf, printer.resolution())):
            if number and not printer.newPage():
                raise PrinterNotReady("printer_stopped", printer=printer.printerName())
            painter.drawImage(paper, _upright(image))
    finally:
        ended = painter.end()
    if not ended or printer.printerState() is QPrinter.PrinterState.Error:
        raise PrinterNotReady("printer_stopped", printer=printer.printerName())


def _resolution(printer: QPrinter) -> int:
    known = [dpi for dpi in printer.supportedResolutions() if COARSEST_DPI <= dpi <= FINEST_DPI]
    return max(known, default=min(max(printer.resolution(), COARSEST_DPI), FINEST_DPI))


def _upright(image: QImage) -> QImage:
    if image.width() <= image.height():
        return image
    return image.transformed(QTransform().rotate(90))
