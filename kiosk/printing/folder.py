"""A folder instead of a printer: for rehearsals, for a shared disk, for printing tomorrow."""

import errno
import os
import re
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from kiosk.printing.errors import PrinterNotFound, PrinterNotReady, PrintError

_NOT_IN_FILE_NAMES = re.compile(r"[^A-Za-z0-9_-]")
_FULL = (errno.ENOSPC, errno.EDQUOT)


def utc_now() -> datetime:
    """The time of day, for whoever is given no clock."""
    return datetime.now(UTC)


class FolderPrinter:
    """Writes every document as ``<UTC time>-<job name>.pdf``: whole or not at all."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = utc_now, name: str = "") -> None:
        self._folder = folder
        self._name = name or folder.name or str(folder)
        self._now = now

    @property
    def name(self) -> str:
        """The folder's own name, unless it was given another one."""
        return self._name

    def send(self, pdf: bytes, job_name: str, stock_size_mm: tuple[float, float]) -> None:
        """Write the document. Raises PrinterNotFound where the folder is gone, PrinterNotReady
        where nothing can be written there.
        """
        file_name = f"{self._now():%Y%m%dT%H%M%SZ}-{_NOT_IN_FILE_NAMES.sub('_', job_name)}.pdf"
        try:
            self._write(pdf, self._folder / file_name)
        except OSError as error:
            raise self._print_error(error) from error

    def _write(self, pdf: bytes, target: Path) -> None:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=self._folder)
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(pdf)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)

    def _print_error(self, error: OSError) -> PrintError:
        if not self._folder.is_dir():
            return PrinterNotFound("folder_missing", folder=str(self._folder))
        code = "disk_full" if error.errno in _FULL else "folder_not_writable"
        return PrinterNotReady(code, folder=str(self._folder), why=error.strerror or "")
