"""Printers that are there without an address being typed: queues of CUPS, and the system's list."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.printing.choice import IPP, SYSTEM
from kiosk.printing.ipp.client import IppClient
from kiosk.printing.ipp.condition import condition_of
from kiosk.printing.ipp.reports import PrinterReport
from kiosk.printing.ipp.transport import Address, IppFailure
from kiosk.printing.status import PrinterStatus

CUPS = "ipp://localhost:631/"
SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class FoundPrinter:
    """One printer. ``setting`` is for ``chosen_printer``; ``status`` None where none is told."""

    setting: str
    name: str
    model: str = ""
    status: PrinterStatus | None = None


def found_printers(system: Sequence[str], server: str = CUPS) -> list[FoundPrinter]:
    """All queues of CUPS on this laptop, then what the operating system lists besides.

    ``system``: the names that the system lists, the default one first. A queue of CUPS is reached
    by IPP, which tells what comes out.
    """
    queues = cups_printers(server)
    names = {queue.name for queue in queues}
    order = {name: number for number, name in enumerate(system)}
    queues.sort(key=lambda queue: order.get(queue.name, len(order)))
    return queues + [FoundPrinter(SYSTEM + name, name) for name in system if name not in names]


def cups_printers(server: str = CUPS) -> list[FoundPrinter]:
    """The queues of a CUPS server; none where there is no such server."""
    address = Address.parse(server)
    try:
        reports = IppClient(address, SECONDS).queues()
    except IppFailure:
        return []
    return [
        FoundPrinter(
            IPP + _queue_uri(address, report), report.name, report.model, condition_of(report)
        )
        for report in reports
        if report.name
    ]


def _queue_uri(server: Address, report: PrinterReport) -> str:
    """At the server that was asked: the address that a queue tells may name another interface."""
    path = Address.parse(report.uri).path if report.uri else f"/printers/{report.name}"
    return f"ipp://{server.host}:{server.port}{path}"
