"""Uniting the files of several laptops at one event, without any network.

The other file is read from a copy of it and never written to. What it knows and this file does
not is taken in, in short transactions, so that the door goes on; doing it again changes nothing.
"""

import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from data.doubles import Double, doubles
from data.errors import MergeError, StoreUnavailable
from data.guests import Device
from data.store.arriving import SLICE, Gap, Received, gaps
from data.store.connection import translated
from data.store.event_file import EventFile
from data.store.journal import Kind
from data.store.schema import migrate
from data.store.shared_rows import SharedRow, shared_rows
from data.store.untouched import read_untouched, require_sound
from data.sync.event_settings import different, taken_over, united

ALONE_SLICE = 2_000  # rows a transaction while nobody else has the file open
PATIENCE = 12  # tries of five seconds each before a merge gives up
_TIMES_WRITTEN = 2.5  # into the write-ahead log, and from there into the file
_LEAST_ROOM = 1024 * 1024
_NOBODY = Device("", "")
_ABOUT_GUESTS = (Kind.GUEST_PUT, Kind.WALK_IN, Kind.GUEST_VOID)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What taking a file in would bring, before anything is written."""

    event: str  # the name of the evening in the other file
    rows: int  # in the other file
    new: int  # of those not known here
    kinds: Mapping[str, int] = field(default_factory=dict)  # the new ones, by kind
    guests: int = 0  # how many were added or changed
    devices: tuple[str, ...] = ()  # who wrote the new ones
    doubles: tuple[Double, ...] = ()  # that would be found, beside those known already
    taken_over: tuple[str, ...] = ()  # settings of the event that only the other file says
    different: tuple[str, ...] = ()  # settings that it says otherwise; they stay as they are here


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it."""

    received: Received
    doubles: tuple[Double, ...]  # all that nobody has resolved
    gaps: tuple[Gap, ...]  # rows that have not come from anywhere yet


class OtherFile:
    """Another laptop's file of the event, open to be read until ``close``."""

    def __init__(self, path: Path) -> None:
        """Copy it aside and look at it. Raises StoreError, MergeError; has changed nothing then."""
        self.path = path
        require_sound(path)
        self._folder = tempfile.TemporaryDirectory(prefix="pennant-", ignore_cleanup_errors=True)
        try:
            self.size = path.stat().st_size
            if not _has_room(Path(self._folder.name), self.size):
                raise MergeError("no_room_aside", file=path.name, megabytes=_megabytes(self.size))
            self._copy = Path(self._folder.name) / path.name
            with translated(path):
                _copy(path, self._copy)
            with closing(self.open_copy()) as file:
                self.info = file.info
                (self.rows,) = file.connection.execute(
                    "SELECT coalesce(max(local_no), 0) FROM journal"
                ).fetchone()
        except BaseException:
            self._folder.cleanup()
            raise

    def open_copy(self) -> EventFile:
        """A connection to the copy; close it on the same thread."""
        return EventFile.beside(self._copy, _NOBODY)

    def require_same_event(self, file: EventFile) -> None:
        """Raises MergeError where this is no second file of the event in ``file``."""
        here, there = file.info, self.info
        if self.path.exists() and file.path.exists() and self.path.samefile(file.path):
            raise MergeError("same_file", file=self.path.name)
        if here.event_id != there.event_id:
            if there.rehearsal:
                raise MergeError("rehearsal", file=self.path.name)
            raise MergeError("other_event", file=self.path.name, other=there.name)

    def close(self) -> None:
        """Let go of the copy."""
        self._folder.cleanup()

    def __enter__(self) -> "OtherFile":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _has_room(folder: Path, needed: int) -> bool:
    """Better nothing than a full disk, on which the door could not go on."""
    return shutil.disk_usage(folder).free >= needed


def _megabytes(size: int) -> int:
    return -(-size // 1_000_000)


def _copy(path: Path, copy: Path) -> None:
    """A copy with everything in it, brought to this version's tables."""

    def read(reading: sqlite3.Connection) -> None:
        copy.unlink(missing_ok=True)
        with closing(sqlite3.connect(copy, isolation_level=None)) as target:
            reading.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")

    read_untouched(path, read)
    with closing(sqlite3.connect(copy, isolation_level=None)) as target:
        target.execute("BEGIN IMMEDIATE")
        migrate(target)
        target.execute("COMMIT")


def outlook(file: EventFile, other: OtherFile) -> Outlook:
    """What ``other`` would bring; ``file`` is only read. Raises StoreError, MergeError.

    The doubles are found by uniting in the copy of ``other``: the union is the same either way.
    """
    other.require_same_event(file)
    with closing(other.open_copy()) as copy:
        return _outlook(file, other, copy)


def _outlook(file: EventFile, other: OtherFile, copy: EventFile) -> Outlook:
    with file.reading() as connection:
        known = {row_id for (row_id,) in connection.execute("SELECT id FROM journal")}
        open_here = {double.key for double in doubles(file)}
    kinds: Counter[str] = Counter()
    devices: dict[str, None] = {}
    theirs, guests = set(), set()
    for row_id, kind, guest_id, device in copy.connection.execute(
        """SELECT journal.id, kind, guest_id, coalesce(device.name, '') FROM journal
           LEFT JOIN device ON device.id = journal.device_id
           WHERE local_no <= ? ORDER BY local_no""",
        (other.rows,),
    ):
        theirs.add(row_id)
        if row_id not in known:
            kinds[kind] += 1
            devices[device] = None
            if kind in _ABOUT_GUESTS:
                guests.add(guest_id)
    _bring_lacking(file, copy, known - theirs)
    found = tuple(d for d in doubles(copy) if d.key not in open_here)
    names = tuple(name for name in devices if name)
    return Outlook(
        event=other.info.name,
        rows=other.rows,
        new=kinds.total(),
        kinds=kinds,
        guests=len(guests),
        devices=names,
        doubles=found,
        taken_over=taken_over(file.info, other.info),
        different=different(file.info, other.info),
    )


def _bring_lacking(file: EventFile, copy: EventFile, lacking: set[str]) -> None:
    after = 0
    while lacking:
        with file.reading() as connection:
            rows, after = shared_rows(connection, after, ALONE_SLICE)
        if not rows:
            break
        copy.receive([row for row in rows if row.id in lacking])
    while copy.settle_slice(ALONE_SLICE):
        pass


class Merging:
    """One file being taken in; whoever owns it decides when the next slice comes.

    One thread uses it, from making to ``close``.
    """

    def __init__(self, file: EventFile, other: OtherFile) -> None:
        """Of an ``other`` that ``require_same_event`` let pass. Raises MergeError("no_room")."""
        self._file = file
        self._settings = other.info
        (here,) = file.connection.execute(
            "SELECT coalesce(max(local_no), 0) FROM journal"
        ).fetchone()
        lacking = max(0, other.rows - here) / max(1, other.rows)
        needed = int(_TIMES_WRITTEN * other.size * lacking) + _LEAST_ROOM
        if not _has_room(file.path.parent, needed):
            raise MergeError("no_room", file=other.path.name, megabytes=_megabytes(needed))
        self._other = other.open_copy()
        self._after = 0
        self.received = Received()
        self.total = other.rows

    @property
    def done(self) -> int:
        """How many of the ``total`` rows were looked at."""
        return self._after

    def take_slice(self, most: int = SLICE) -> bool:
        """Let some of a list take effect, or take the next rows in; False when all is done.

        A list first: until it has taken effect, whoever looks for news is told all that came since.
        """
        if self.received.unsettled and self._file.settle_slice(most):
            return True
        if self._after < self.total:
            rows, after = shared_rows(
                self._other.connection, self._after, min(most, self.total - self._after)
            )
            sound = [SharedRow.from_json(row.to_json()) for row in rows]
            self.received += self._file.receive(sound)
            self._after = after
            return True
        info = self._file.info
        if united(info, self._settings) != info:
            self._file.change_info(united(info, self._settings))
        return False

    def close(self) -> None:
        """Read no more of the other file."""
        self._other.close()

    def result(self) -> Merged:
        """What came of it, when all is done."""
        with self._file.reading() as connection:
            missing = tuple(gaps(connection))
        return Merged(self.received, tuple(doubles(self._file)), missing)


def merge(
    file: EventFile,
    other: OtherFile,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
    pause: Callable[[float], None] = time.sleep,
) -> Merged:
    """Take everything in that ``other`` knows. Raises StoreError, MergeError.

    While somebody else has the file open the slices are short, and after each it is theirs for
    as long as the slice took (``pause``, seconds). What was taken in before an error stays, and
    does no harm: merging again goes on with it.
    """
    other.require_same_event(file)
    with closing(Merging(file, other)) as merging:
        more = True
        while more:
            others = file.others()
            begun = time.perf_counter()
            more = _patiently(merging, SLICE if others else ALONE_SLICE)
            if others:
                pause(time.perf_counter() - begun)
            progress(merging.done, merging.total)
        file.checkpoint()
        return merging.result()


def _patiently(merging: Merging, most: int) -> bool:
    """One slice; where the door is too busy, try again."""
    for patience in reversed(range(PATIENCE)):
        try:
            return merging.take_slice(most)
        except StoreUnavailable as error:
            if error.code != "locked" or not patience:
                raise
    raise AssertionError("unreachable: the last try raises")
