"""A printer by an address that somebody typed: looked for where such printers listen."""

from kiosk.printing.choice import (
    FOLDER,
    IPP,
    SECURE_IPP,
    SYSTEM,
    ZPL,
    MissingPrinter,
    named_printer,
)
from kiosk.printing.errors import PrinterNotFound, PrinterNotReady
from kiosk.printing.follow import status_if_told
from kiosk.printing.found import FoundPrinter
from kiosk.printing.status import Condition
from kiosk.printing.zpl_printer import RAW_PORT

PATH = "/ipp/print"  # where IPP Everywhere puts a printer (PWG 5100.14, 4.2.3)


def settings_for(text: str) -> tuple[str, ...]:
    """What somebody may mean by this: as typed where it says so itself, else the host by IPP and
    then by ZPL. Raises PrinterNotFound for what is no address.
    """
    typed = "".join(text.split())
    if typed.startswith((IPP, SECURE_IPP, ZPL)):
        return (typed,)
    host, _, port = typed.partition(":")
    if not host or "/" in typed or typed.startswith((FOLDER, SYSTEM)):
        raise PrinterNotFound("not_an_address", address=text)
    if port == str(RAW_PORT):
        return (f"{ZPL}{typed}",)
    by_ipp = f"{IPP}//{typed}{PATH}"
    return (by_ipp,) if port else (by_ipp, f"{ZPL}{typed}")


def printer_at(text: str) -> FoundPrinter:
    """The printer that answers there; takes some seconds where nobody does.

    Raises PrinterNotFound for what is no address, PrinterNotReady("nothing_answers").
    """
    for setting in settings_for(text):
        printer = named_printer(setting)
        if isinstance(printer, MissingPrinter):
            raise printer.error
        status = status_if_told(printer)
        if status is not None and status.condition is not Condition.OFFLINE:
            return FoundPrinter(setting, printer.name, status=status)
    raise PrinterNotReady("nothing_answers", place=text.strip())
