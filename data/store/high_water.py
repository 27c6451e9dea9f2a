"""How far a writer's sequence ever got, kept outside the event file.

A file that was copied, restored from a backup or carried to another machine still names its old
writer. Going on with it would use sequence numbers twice, so such a file gets a new writer. The
mark is raised inside the write transaction, before its commit: it may run ahead of the file (then
a new writer is minted, which harms nothing), never behind it.
"""

import os
from pathlib import Path

_WIDTH = 20


class HighWaterMark:
    """The mark of one writer of one file, on this machine. Needs a folder that outlives the file.

    A folder that cannot be written makes every opening a new writer; it never stops the door.
    """

    def __init__(self, folder: Path, writer_id: str) -> None:
        self.folder = folder
        self._path = folder / "writers" / writer_id
        self._descriptor: int | None = None

    def vouches_for(self, file: Path, writer_seq: int) -> bool:
        """Whether ``file`` is the very file that this writer wrote last, nothing rolled back."""
        try:
            identity, _, seq = self._path.read_text("ascii").partition(" ")
            return identity == _identity(file) and int(seq) == writer_seq
        except (OSError, ValueError):
            return False

    def start(self, file: Path, writer_seq: int) -> None:
        """Begin to keep the mark for ``file``."""
        self.go_on(file)
        self.raise_to(writer_seq)

    def go_on(self, file: Path) -> None:
        """Keep it as the one who started does, beside whom this works."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._descriptor = os.open(self._path, flags, 0o600)
            self._offset = os.write(self._descriptor, f"{_identity(file)} ".encode("ascii"))
        except OSError:
            self.close()

    def raise_to(self, writer_seq: int) -> None:
        """Note a number before it is committed."""
        if self._descriptor is None:
            return
        try:
            os.lseek(self._descriptor, self._offset, os.SEEK_SET)
            os.write(self._descriptor, f"{writer_seq:0{_WIDTH}d}".encode("ascii"))
        except OSError:
            self.close()

    def close(self) -> None:
        """Let go of the mark."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _identity(file: Path) -> str:
    status = file.stat()
    return f"{status.st_dev:x}:{status.st_ino:x}"
