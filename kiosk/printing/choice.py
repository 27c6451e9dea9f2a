"""Which printer the settings name: "folder:PATH" or "system:NAME"; nothing: a folder beside it."""

from pathlib import Path

from kiosk.printing.folder import FolderPrinter
from kiosk.printing.printer import Printer
from kiosk.printing.system import SystemPrinter

FOLDER = "folder:"
SYSTEM = "system:"


def badge_folder(event: Path) -> Path:
    """Where badges of an event go as long as no printer is chosen."""
    return event.with_name(f"{event.stem} badges")


def chosen_printer(setting: str, event: Path) -> Printer:
    """The printer of that setting. A folder of our own is made; one chosen must be there."""
    if setting.startswith(SYSTEM):
        return SystemPrinter(setting.removeprefix(SYSTEM))
    if setting.startswith(FOLDER):
        return FolderPrinter(Path(setting.removeprefix(FOLDER)))
    folder = badge_folder(event)
    folder.mkdir(parents=True, exist_ok=True)
    return FolderPrinter(folder)
