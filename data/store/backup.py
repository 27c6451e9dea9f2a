"""Copies of an event file, by SQLite's backup API alone: a bare file may lack the WAL."""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import datetime
from glob import escape
from pathlib import Path

KEPT = 5
_LARGE_BYTES = 16 * 1024 * 1024
_LARGE_EVERY_SECONDS = 600
_CHUNK_BYTES = 256 * 1024


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """Write a complete copy, in one file, that will get a writer of its own when opened.

    Replaces ``target`` only when the copy is complete.
    """
    unfinished = _unfinished(target)
    unfinished.unlink(missing_ok=True)
    copy = sqlite3.connect(unfinished, isolation_level=None)
    try:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("UPDATE event SET writer_id = NULL")
        copy.execute("DELETE FROM session")
        copy.close()
        unfinished.replace(target)
    except BaseException:
        copy.close()
        unfinished.unlink(missing_ok=True)
        raise


def copy_for_another_laptop(
    connection: sqlite3.Connection,
    target: Path,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> bool:
    """The same for a stick, which is slow: first a copy on this disk, then its bytes, told as
    ``progress`` (done, of all). Badges that wait here are printed here, never from the copy.
    False where it was ``cancelled``, which leaves nothing behind.
    """
    with tempfile.TemporaryDirectory(prefix="pennant-") as folder:
        whole = Path(folder) / target.name
        copy_to(connection, whole)
        copy = sqlite3.connect(whole, isolation_level=None)
        try:
            copy.execute(
                """UPDATE event SET handed_over_no =
                   (SELECT coalesce(max(local_no), 0) FROM journal)"""
            )
        finally:
            copy.close()
        return _carry(whole, target, progress, cancelled)


def _carry(
    whole: Path,
    target: Path,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> bool:
    unfinished, size, done = _unfinished(target), whole.stat().st_size, 0
    try:
        with whole.open("rb") as source, unfinished.open("wb") as there:
            while chunk := source.read(_CHUNK_BYTES):
                if cancelled():
                    break
                there.write(chunk)
                done += len(chunk)
                progress(done, size)
            there.flush()
            os.fsync(there.fileno())  # the stick may be pulled out as soon as we say so
        if done == size:
            unfinished.replace(target)
        return done == size
    finally:
        unfinished.unlink(missing_ok=True)


def _unfinished(target: Path) -> Path:
    return target.with_name(target.name + ".part")


def backup_folder(path: Path) -> Path:
    """Where the backups of an event file stand: beside it."""
    return path.with_name(f"{path.stem} backups")


def backups(path: Path) -> list[Path]:
    """The backups of an event file, oldest first."""
    folder = backup_folder(path)
    return sorted(folder.glob(f"{escape(path.stem)} *.pennant")) if folder.is_dir() else []


def keep_backup(connection: sqlite3.Connection, path: Path, now: datetime) -> Path | None:
    """Make a backup if anything happened since the last one; keep the last five.

    A file over 16 MiB is copied at most every ten minutes: copying it would hold up the opening.
    """
    (last,) = connection.execute("SELECT coalesce(max(local_no), 0) FROM journal").fetchone()
    existing = backups(path)
    if existing and existing[-1].stem.endswith(f" {last}"):
        return None
    if existing and path.stat().st_size > _LARGE_BYTES:
        age = now.timestamp() - existing[-1].stat().st_mtime
        if 0 <= age < _LARGE_EVERY_SECONDS:
            return None
    folder = backup_folder(path)
    folder.mkdir(exist_ok=True)
    target = folder / f"{path.stem} {now:%Y-%m-%dT%H%M%S.%fZ} {last}.pennant"
    copy_to(connection, target)
    for old in backups(path)[:-KEPT]:
        old.unlink(missing_ok=True)
    return target
