"""Opening the SQLite file safely, and saying in our own words what SQLite says in its own."""

import errno
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.errors import StoreDamaged, StoreError, StoreForeign, StoreUnavailable

BUSY_SECONDS = 5.0
CHECKPOINT_PAGES = 4000
CHECKPOINT_PAGES_BESIDE = 1000  # so that no scan at the door does this for others
_LEAST_BYTES = 64 * 1024  # what SQLite needs beside an event file: two blocks of shared memory


def store_error(error: sqlite3.Error, path: Path) -> StoreError:
    """The StoreError that a known SQLite failure means (https://sqlite.org/rescode.html).

    Raises the error itself where it is a bug of ours.
    """
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    name = path.name
    match code:
        case sqlite3.SQLITE_CORRUPT:
            return StoreDamaged("damaged", file=name)
        case sqlite3.SQLITE_NOTADB:
            return StoreForeign("foreign", file=name)
        case sqlite3.SQLITE_FULL:
            return StoreUnavailable("disk_full", file=name)
        case sqlite3.SQLITE_READONLY:
            return StoreUnavailable("read_only", file=name)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreUnavailable("locked", file=name)
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR | sqlite3.SQLITE_PERM:
            # A full disk has no room for SQLite's shared memory file, and it calls that I/O.
            return StoreUnavailable("disk_full" if _is_full(path) else "unavailable", file=name)
        case _:
            raise error


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_BYTES
    except OSError:
        return False


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's and the disk's known failures into StoreErrors."""
    try:
        yield
    except sqlite3.Error as error:
        raise store_error(error, path) from error
    except OSError as error:
        code = {errno.ENOSPC: "disk_full", errno.EROFS: "read_only", errno.EACCES: "read_only"}
        name = code.get(error.errno or 0, "unavailable")
        raise StoreUnavailable(name, file=path.name) from error


def connect(path: Path) -> sqlite3.Connection:
    """A connection that commits only when told to: WAL, synchronous=FULL."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        checkpoint_after(connection, CHECKPOINT_PAGES)
        connection.execute("PRAGMA cache_size = -32000")
        connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


def checkpoint_after(connection: sqlite3.Connection, pages: int) -> None:
    """Let this connection bring what was written into the one file when the WAL is so long.

    Its commit then takes as long as the disk does: of two connections, that with fewer pages.
    See https://sqlite.org/wal.html#ckpt.
    """
    connection.execute(f"PRAGMA wal_autocheckpoint = {pages}")


def begin_immediate(connection: sqlite3.Connection) -> None:
    """Take the write lock, waiting for other writers up to five seconds.

    Asks every millisecond: SQLite's own waiting asks ever more seldom, up to ten times a second,
    and would miss the pauses that a list being loaded leaves.
    """
    given_up = time.monotonic() + BUSY_SECONDS
    with not_waiting(connection):
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > given_up:
                    raise
            time.sleep(0.001)


@contextmanager
def syncing(connection: sqlite3.Connection, *, synced: bool) -> Iterator[None]:
    """Whether a commit waits until the disk has it.

    See https://sqlite.org/pragma.html#pragma_synchronous.
    The next synced commit brings all earlier ones to the disk as well: the WAL has one order.
    """
    if synced:
        yield
        return
    connection.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        connection.execute("PRAGMA synchronous = FULL")


@contextmanager
def not_waiting(connection: sqlite3.Connection) -> Iterator[None]:
    """Within, SQLite says at once that somebody else is busy with the file."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
