"""Reading an event file and leaving it, and the folder in which it lies, as they were.

SQLite makes ``-wal`` and ``-shm`` files for whoever reads a file in WAL mode, and a connection
that may not write cannot remove them (https://sqlite.org/wal.html#readonly). So a file that was
closed in order is read as it stands, without them; where somebody opened it meanwhile, what was
read does not count and it is read again, together with them.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from data.errors import StoreDamaged, StoreError, StoreForeign, StoreTooNew, StoreUnavailable
from data.store.connection import BUSY_SECONDS, translated
from data.store.schema import APPLICATION_ID, VERSION

_QUICK_CHECK_BYTES = 64 * 1024 * 1024  # a larger file is checked as it is read
_HEADER = b"SQLite format 3\x00"
T = TypeVar("T")


def read_untouched(path: Path, read: Callable[[sqlite3.Connection], T]) -> T:
    """What ``read`` finds by a connection that cannot write; it may be called twice.

    Raises what ``read`` raises, and StoreError.
    """
    with translated(path):
        before = _closed_in_order(path)
        if before is not None:
            try:
                found = _read(path, "mode=ro&immutable=1", read)
            except (sqlite3.Error, StoreError):
                if _closed_in_order(path) == before:
                    raise
            else:
                if _closed_in_order(path) == before:
                    return found
        return _read(path, "mode=ro", read)


def _read(path: Path, how: str, read: Callable[[sqlite3.Connection], T]) -> T:
    address = f"{path.resolve().as_uri()}?{how}"
    with closing(
        sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    ) as connection:
        return read(connection)


def _closed_in_order(path: Path) -> tuple[int, int] | None:
    """When it was written last and its size; None where the file alone may not be everything."""
    whole = path.resolve()
    for ending in ("-wal", "-journal"):
        beside = whole.with_name(whole.name + ending)
        if beside.exists() and beside.stat().st_size:
            return None
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def require_ours(path: Path) -> None:
    """Look before opening for writing: is this a sound event file of ours, not from the future?

    Raises StoreUnavailable, StoreForeign, StoreTooNew or StoreDamaged; writes nothing.
    """
    if path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise StoreUnavailable("read_only", file=path.name)
    require_sound(path)


def require_sound(path: Path) -> None:
    """The same of a file that is only to be read, perhaps where nothing can be written."""
    try:
        with path.open("rb") as file:
            header = file.read(16)
        size = path.stat().st_size
    except FileNotFoundError:
        raise StoreUnavailable("missing", file=path.name) from None
    except OSError as error:
        raise StoreUnavailable("unavailable", file=path.name) from error
    if header != _HEADER:
        raise StoreForeign("empty" if size == 0 else "foreign", file=path.name)
    read_untouched(path, lambda connection: _require_sound(connection, path, size))


def _require_sound(connection: sqlite3.Connection, path: Path, size: int) -> None:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application_id != APPLICATION_ID:
        raise StoreForeign("foreign", file=path.name)
    if version > VERSION:
        raise StoreTooNew("too_new", file=path.name, version=version)
    if size <= _QUICK_CHECK_BYTES:
        (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise StoreDamaged("damaged", file=path.name)
