"""Which printer the settings name.

"ipp:URL" or plainly "ipp://…", "ipps://…"; "zpl:HOST[:PORT]"; "system:NAME"; "folder:PATH";
nothing: a folder beside the event.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.printing.errors import PrinterNotFound
from kiosk.printing.folder import FolderPrinter
from kiosk.printing.ipp.certificates import Certificates
from kiosk.printing.ipp.transport import Address
from kiosk.printing.printer import Printer
from kiosk.settings import places

FOLDER = "folder:"
SYSTEM = "system:"
IPP = "ipp:"
SECURE_IPP = "ipps:"
ZPL = "zpl:"


@dataclass(frozen=True, slots=True)
class MissingPrinter:
    """Stands for a printer that the settings name in a way that leads nowhere."""

    name: str
    error: PrinterNotFound

    def send(self, pdf: bytes, job_name: str, stock_size_mm: tuple[float, float]) -> None:
        """Raises PrinterNotFound, saying what is wrong with the setting."""
        raise self.error


def badge_folder(event: Path) -> Path:
    """Where badges of an event go as long as no printer is chosen."""
    return event.with_name(f"{event.stem} badges")


def chosen_printers(
    settings: Sequence[str], event: Path, known: Mapping[str, Printer] | None = None
) -> dict[str, Printer]:
    """The printers of those settings, each with a name of its own; none: the folder beside the
    event. Those ``known`` already are used again.
    """
    chosen: dict[str, Printer] = {}
    for setting in dict.fromkeys(settings or ("",)):
        printer = (known or {}).get(setting) or chosen_printer(setting, event)
        taken = {other.name for other in chosen.values()}
        chosen[setting] = _renamed(setting, printer) if printer.name in taken else printer
    return chosen


def plain_name(setting: str) -> str:
    """What to call the printer of a setting where nothing else is known of it."""
    return setting.partition(":")[2].strip("/") or setting


def chosen_printer(setting: str, event: Path) -> Printer:
    """The printer of that setting. A folder of our own is made; one chosen must be there."""
    if setting:
        return named_printer(setting)
    folder = badge_folder(event)
    folder.mkdir(parents=True, exist_ok=True)
    return FolderPrinter(folder)


def named_printer(setting: str) -> Printer:
    """The printer of a setting; nothing is asked of it yet.

    One that leads nowhere is a MissingPrinter: the door opens all the same, and says so.
    """
    try:
        return _named(setting)
    except PrinterNotFound as error:
        return MissingPrinter(setting, error)


def kept_certificates() -> Certificates:
    """Of the printers that this laptop spoke to by TLS, for whichever event."""
    return Certificates(places().state_folder / "printer certificates.json")


def trust_anew(setting: str) -> None:
    """Take the certificate that this printer shows next: it was replaced or reset.

    Raises PrinterNotFound for what is no address.
    """
    try:
        address = Address.parse(_address(setting))
    except ValueError as error:
        raise PrinterNotFound("not_an_address", address=setting) from error
    kept_certificates().forget(address.host, address.port)


def _address(setting: str) -> str:
    is_address = setting.startswith((f"{IPP}//", f"{SECURE_IPP}//"))
    return setting if is_address else setting.removeprefix(IPP)


def _renamed(setting: str, printer: Printer) -> Printer:
    """Another name where two share one: the journal tells printers apart by it."""
    try:
        return _named(setting, plain_name(setting))
    except PrinterNotFound:
        return printer


def _named(setting: str, name: str = "") -> Printer:
    if setting.startswith(FOLDER):
        return FolderPrinter(Path(setting.removeprefix(FOLDER)), name=name)
    if setting.startswith((IPP, SECURE_IPP)):
        from kiosk.printing.ipp_printer import IppPrinter

        return IppPrinter(_address(setting), name, certificates=kept_certificates())
    if setting.startswith(ZPL):
        from kiosk.printing.zpl_printer import ZplPrinter

        return ZplPrinter(setting.removeprefix(ZPL), name)
    if setting.startswith(SYSTEM):
        from kiosk.printing.system import SystemPrinter

        return SystemPrinter(setting.removeprefix(SYSTEM))
    raise PrinterNotFound("no_such_kind", printer=setting)
