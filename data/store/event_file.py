"""One evening in one SQLite file: opening it, writing to it, closing it."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import StoreExists
from data.guests import Device, EventInfo
from data.identity import utc_now, uuid7
from data.store import sessions
from data.store.arriving import Received, take_in
from data.store.backup import copy_for_another_laptop, keep_backup
from data.store.connection import (
    CHECKPOINT_PAGES_BESIDE,
    begin_immediate,
    checkpoint_after,
    connect,
    not_waiting,
    syncing,
    translated,
)
from data.store.devices import asks_for_name
from data.store.event_info import put_info, read_info
from data.store.high_water import HighWaterMark
from data.store.journal import JournalWriter, Row, WrittenRow, last_number, to_text
from data.store.loans import Loan
from data.store.pending import settle_abandoned
from data.store.projections import fold, rebuild
from data.store.schema import migrate
from data.store.settling import (
    SLICE,
    drop_unfinished,
    loaders_of_unsettled,
    settle_some,
    unsettled,
)
from data.store.shared_rows import SharedRow
from data.store.untouched import require_ours

if TYPE_CHECKING:
    from sqlite_utils import Database

Clock = Callable[[], datetime]


class Transaction:
    """All that one act writes; it happens whole or not at all."""

    def __init__(self, connection: sqlite3.Connection, journal: JournalWriter) -> None:
        self.connection = connection
        self._journal = journal

    @property
    def now(self) -> datetime:
        """When this is being written."""
        return self._journal.now

    @property
    def device_id(self) -> str:
        """Which laptop writes."""
        return self._journal.device_id

    @property
    def writer_seq(self) -> int:
        """The last number that this writer used."""
        return self._journal.writer_seq

    def append(self, row: Row) -> WrittenRow:
        """Write a row and let it take effect."""
        (written,) = self._journal.append([row])
        fold(self.connection, written)
        return written

    def look_again(self) -> None:
        """Go on after what was written or taken back past this transaction's own ``append``."""
        self._journal.look_again()

    def append_quietly(self, rows: Sequence[Row]) -> list[WrittenRow]:
        """Write rows that take effect later, with the rest of their list."""
        return self._journal.append(rows)


class EventFile:
    """An open event file. One thread uses it; another thread has a ``second``.

    Raises StoreError from every method that reads or writes.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        device: Device,
        clock: Clock,
    ) -> None:
        self.path = path
        self.device = device
        self.connection = connection
        self._clock = clock
        self.session_id = ""
        self.asks_for_name = False  # before this laptop begins here
        self._writer_id = ""
        self._mark: HighWaterMark | None = None
        self._is_first = True  # of this process; others beside it borrow its session

    @classmethod
    def create(
        cls,
        path: Path,
        info: EventInfo,
        device: Device,
        state_folder: Path,
        clock: Clock = utc_now,
    ) -> "EventFile":
        """A new, empty event. Raises StoreExists where anything is in the way."""
        with translated(path):
            try:
                path.open("xb").close()
            except FileExistsError:
                raise StoreExists("exists", file=path.name) from None
            try:
                connection = connect(path)
                try:
                    connection.execute("BEGIN IMMEDIATE")
                    migrate(connection)
                    put_info(connection, info)
                    connection.execute("COMMIT")
                    file = cls(path, connection, device, clock)
                    file._begin(state_folder)
                    return file
                except BaseException:
                    connection.close()
                    raise
            except BaseException:
                path.unlink(missing_ok=True)
                raise

    @classmethod
    def open(
        cls,
        path: Path,
        device: Device,
        state_folder: Path,
        clock: Clock = utc_now,
        *,
        backup: bool = True,
    ) -> "EventFile":
        """An event that is there already; a backup is made first.

        Raises StoreForeign, StoreTooNew, StoreDamaged or StoreUnavailable, having written nothing.
        """
        require_ours(path)
        with translated(path):
            connection = connect(path)
            try:
                if backup:
                    keep_backup(connection, path, clock())
                connection.execute("BEGIN IMMEDIATE")
                migrate(connection)
                connection.execute("COMMIT")
                file = cls(path, connection, device, clock)
                file._begin(state_folder)
                if not file.is_alone():
                    checkpoint_after(connection, CHECKPOINT_PAGES_BESIDE)
                while file.settle_slice():
                    pass  # a list whose loader was killed after its marker
                return file
            except BaseException:
                connection.close()
                raise

    @classmethod
    def beside(cls, path: Path, device: Device, clock: Clock = utc_now) -> "EventFile":
        """A connection without a writer, for a thread that only reads. Raises StoreError."""
        with translated(path):
            file = cls(path, connect(path), device, clock)
        file._is_first = False
        return file

    def second(self) -> "EventFile":
        """Another connection to this file, for another thread of this process; call it there.

        It writes as this one does and is closed before it. Raises StoreError.
        """
        return EventFile.borrow(self.lend(), self._clock)

    def lend(self) -> Loan:
        """What a process that works for this one needs to write as this one does."""
        folder = self._mark.folder if self._mark is not None else None
        return Loan(self.path, self.device, self.session_id, self._writer_id, folder)

    @classmethod
    def borrow(cls, loan: Loan, clock: Clock = utc_now) -> "EventFile":
        """A further connection, closed before the one that lends. Raises StoreError."""
        with translated(loan.path):
            file = cls(loan.path, connect(loan.path), loan.device, clock)
            checkpoint_after(file.connection, CHECKPOINT_PAGES_BESIDE)
        file.session_id, file._writer_id, file._is_first = loan.session_id, loan.writer_id, False
        if loan.marks is not None:
            file._mark = HighWaterMark(loan.marks, loan.writer_id)
            file._mark.go_on(loan.path)
        return file

    def _begin(self, state_folder: Path) -> None:
        with self._immediate():
            now = self._clock()
            alive = sessions.forget_ended(self.connection)
            drop_unfinished(self.connection, alive)
            settle_abandoned(self.connection, alive)
            self.session_id = sessions.enter(self.connection, self.device.name, now)
            self.asks_for_name = asks_for_name(self.connection, self.device)
            self.connection.execute(
                "INSERT OR REPLACE INTO device (id, name, gate) VALUES (?, ?, ?)",
                (self.device.id, self.device.name, self.device.gate),
            )
            self._take_writer(state_folder, now)

    def _take_writer(self, state_folder: Path, now: datetime) -> None:
        """Go on with the file's writer where nothing was rolled back, else mint a new one."""
        record = self.connection.execute(
            """SELECT writer.id, writer.device_id
               FROM event JOIN writer ON writer.id = event.writer_id"""
        ).fetchone()
        if record is not None and record[1] == self.device.id:
            mark = HighWaterMark(state_folder, record[0])
            last = last_number(self.connection, record[0])
            if mark.vouches_for(self.path, last):
                self._writer_id, self._mark = record[0], mark
                mark.start(self.path, last)
                return
        self._writer_id = uuid7(now)
        self.connection.execute(
            "INSERT INTO writer (id, device_id, minted_at) VALUES (?, ?, ?)",
            (self._writer_id, self.device.id, to_text(now)),
        )
        self.connection.execute("UPDATE event SET writer_id = ?", (self._writer_id,))
        self._mark = HighWaterMark(state_folder, self._writer_id)
        self._mark.start(self.path, 0)

    @contextmanager
    def _immediate(self, *, synced: bool = True) -> Iterator[None]:
        with translated(self.path), syncing(self.connection, synced=synced):
            begin_immediate(self.connection)
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def transaction(self, *, synced: bool = True) -> Iterator[Transaction]:
        """Write: waits for other writers up to five seconds, then happens whole or not at all.

        Not ``synced``: after a power cut it may not have happened, and nothing before it is lost.
        That is for what has no effect until a later, synced transaction says so.
        """
        with self._immediate(synced=synced):
            journal = JournalWriter(
                self.connection,
                writer_id=self._writer_id,
                device_id=self.device.id,
                gate=self.device.gate,
                now=self._clock(),
            )
            transaction = Transaction(self.connection, journal)
            yield transaction
            if self._mark is not None:
                self._mark.raise_to(transaction.writer_seq)

    @property
    def database(self) -> "Database":
        """The file as sqlite-utils sees it: for reports, which read rows by their names."""
        from sqlite_utils import Database  # takes 0.1 s to load, which the door's start has not

        return Database(self.connection)

    @property
    def info(self) -> EventInfo:
        """What is fixed for this evening."""
        with self.reading() as connection:
            return read_info(connection)

    def change_info(self, info: EventInfo) -> None:
        """Change the evening's name, date, capacity and so on; its identity stays."""
        with self._immediate():
            put_info(self.connection, info)

    def others(self) -> list[sessions.Session]:
        """The other processes that have this file open."""
        with translated(self.path):
            return sessions.others(self.connection, self.session_id)

    def is_alone(self) -> bool:
        """Whether nobody else has the file open, neither in this process nor in another."""
        return self._is_first and not self.others()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read by SQL, with StoreErrors for what may go wrong."""
        with translated(self.path):
            yield self.connection

    def data_version(self) -> int:
        """A number that changes when another process has written."""
        with self.reading():
            (version,) = self.connection.execute("PRAGMA data_version").fetchone()
            return int(version)

    def receive(self, rows: Sequence[SharedRow]) -> Received:
        """Take in rows of other files of this event, in any order, as often as they come.

        One transaction: give some ``arriving.SLICE`` rows at once while the door is open. After a
        power cut the last may be missing, never earlier ones. Raises MergeError, having kept
        nothing of these rows.
        """
        if not rows:
            return Received()
        with self._immediate(synced=False):
            return take_in(self.connection, rows, self.device.id)

    def settle_slice(self, most: int = SLICE) -> int:
        """Let some guests of effective lists take effect; return how many, 0 when none are left."""
        with translated(self.path):
            if not unsettled(self.connection):
                return 0
        with self._immediate(synced=False):  # if undone, what was staged is folded again
            return settle_some(self.connection, most)

    def is_settled_by_another(self) -> bool:
        """Whether all lists that are taking effect were loaded by processes that still run."""
        with self.reading() as connection:
            loaders = loaders_of_unsettled(connection)
        return bool(loaders) and loaders <= {session.id for session in self.others()}

    def rebuild(self) -> None:
        """Make every projection anew from the journal."""
        with self._immediate():
            rebuild(self.connection)

    def checkpoint(self) -> None:
        """Bring everything into the one file; called when idle. Where somebody reads, not now."""
        with translated(self.path), not_waiting(self.connection):
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def hand_over(
        self,
        target: Path,
        *,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> bool:
        """A complete copy for another laptop; there it gets a writer of its own.

        ``progress`` hears of bytes done, bytes in all. False where it was ``cancelled``, which
        leaves nothing behind. Raises StoreExists where anything is in the way.
        """
        if target.exists():
            raise StoreExists("exists", file=target.name)
        with translated(target):
            return copy_for_another_laptop(self.connection, target, progress, cancelled)

    def close(self) -> None:
        """Leave the file complete and alone."""
        if not self._is_first:
            self.connection.close()
            if self._mark is not None:
                self._mark.close()
            return
        try:
            with self._immediate():
                sessions.leave(self.connection, self.session_id)
            self.checkpoint()
        finally:
            self.connection.close()
            if self._mark is not None:
                self._mark.close()

    def __enter__(self) -> "EventFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
