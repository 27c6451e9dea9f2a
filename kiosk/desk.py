"""The questions the screens ask, answered by signals.

A ``Desk`` owns the event file on a thread of its own and the guest list in memory on the GUI
thread. Whoever asks never waits; the answer comes as a signal that carries the nonce of the
question, and an answer that nobody awaits any more is the screens' to ignore. What people at the
door do goes before everything else that waits for the file; long reading has a thread and a
connection beside it.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from data import attendance
from data.admission import check_in
from data.annulment import annul
from data.doubles import Double, doubles
from data.editing import edit_guest
from data.errors import DataError
from data.guests import (
    CheckInResult,
    Device,
    EventInfo,
    Force,
    Guest,
    Payment,
    Product,
    Scan,
)
from data.identity import new_nonce, utc_now
from data.roll import Roll
from data.store.changes import Changes, changes_since, looked_up_to
from data.store.devices import others
from data.store.event_file import EventFile
from data.store.prints import ask_for_badge
from data.store.products import all_products, save_product
from data.store.sessions import Session
from data.walk_in import WalkIn, add_walk_in, join_walk_in
from kiosk.background import Background
from kiosk.news import News, read_news, stirred
from kiosk.printing.policy import PrintPolicy
from kiosk.roll_keeper import RollKeeper

if TYPE_CHECKING:
    from data.sync.ledger.line import ClaimLine

FOLLOW_MS = 500  # how often another process's writing is looked for
COUNT_MS = 150  # counting is not on the way of a scan: one count for all that comes meanwhile
IDLE_MS = 20_000  # after this long without a scan the file is made one again

log = logging.getLogger(__name__)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Opened:
    """What the door needs to begin."""

    info: EventInfo
    products: tuple[Product, ...]
    others: tuple[Session, ...]  # who else has the file open
    names_taken: tuple[str, ...] | None = None  # by other laptops, where this one needs a name


class Desk(QObject):
    """One event at one desk.

    Signals:
        opened: ``Opened``, once.
        ready: the guest list is in memory whole.
        roll_changed: guests were added or changed; ask ``roll`` again.
        answered: ``Scan`` and ``CheckInResult``, after the commit.
        annulled: the nonce that was to be taken back and the ``AnnulResult``.
        saved: the nonce of the question and the ``Guest`` after an edit, a walk-in or a join.
        fed: the latest acts, a tuple of ``Arrival``, newest first.
        counted: ``Counts``.
        doubled: the doubles that nobody has settled, a tuple of ``Double``, after each change.
        badges_wanted: the badges that wait here for a printer, a tuple of ``BadgePrint``.
        products_changed: a tuple of ``Product``.
        info_changed: ``EventInfo``.
        others_changed: who else has the file open, a tuple of ``Session``.
        wrote: something was written by this desk.
        failed: a ``DataError`` that a screen has to tell; nothing was written.
    """

    opened = Signal(object)
    ready = Signal()
    roll_changed = Signal()
    answered = Signal(object, object)
    annulled = Signal(str, object)
    saved = Signal(str, object)
    fed = Signal(object)
    counted = Signal(object)
    doubled = Signal(object)
    badges_wanted = Signal(object)
    products_changed = Signal(object)
    info_changed = Signal(object)
    others_changed = Signal(object)
    wrote = Signal()
    failed = Signal(object)

    def __init__(
        self,
        path: Path,
        device: Device,
        state_folder: Path,
        clock: Callable[[], datetime] = utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.path = path
        self.device = device
        self.print_policy = PrintPolicy.ONCE  # when a check-in asks for a badge
        self._state_folder = state_folder
        self._clock = clock
        self._line: ClaimLine | None = None
        self._file: EventFile | None = None  # touched on the store's thread alone
        self._last_no = 0
        self._data_version = 0
        self._news_asked = self._news_stale = False
        self._info: EventInfo | None = None
        self._others: tuple[Session, ...] = ()
        self._doubles: tuple[Double, ...] = ()
        self._store = Background("store", self)
        self._reader = Background("reader", self)
        self._beside: EventFile | None = None  # touched on the reader's thread alone
        self._keeper = RollKeeper(self._do, self)
        self._keeper.ready.connect(self.ready)
        self._keeper.changed.connect(self.roll_changed)
        self._follower = QTimer(self, interval=FOLLOW_MS)
        self._follower.timeout.connect(self.follow)
        self._idle = QTimer(self, interval=IDLE_MS, singleShot=True)
        self._idle.timeout.connect(lambda: self._run(EventFile.checkpoint))
        self._counter = QTimer(self, interval=COUNT_MS, singleShot=True)
        self._counter.timeout.connect(self._count)

    @property
    def roll(self) -> Roll:
        """The guest list in memory; it fills after ``opened`` and is whole at ``ready``."""
        return self._keeper.roll

    def now(self) -> datetime:
        """The time by this desk's clock."""
        return self._clock()

    def open(self) -> None:
        """Open the file; ``opened`` or ``failed`` tells how it went."""
        self._store.run(self._open, self._show_opened, self._fail)

    def close(self) -> None:
        """Finish what was asked, leave the file complete, end the thread."""
        for timer in (self._counter, self._follower, self._idle):
            timer.stop()
        self._keeper.stop()
        self._reader.run(self._close_beside, lambda _: None, self._fail)
        self._reader.close()
        self._store.run(self._close, lambda _: None, self._fail)
        self._store.close()

    def scan(self, secret: str) -> Scan:
        """A code was shown."""
        return self.check_in(Scan(new_nonce(), self._clock(), secret=secret))

    def choose(self, guest_id: str) -> Scan:
        """A guest was chosen by name."""
        return self.check_in(Scan(new_nonce(), self._clock(), guest_id=guest_id))

    def answer(
        self,
        refused: Scan,
        *,
        payment: Payment | None = None,
        force: Force | None = None,
        party: int | None = None,
    ) -> Scan:
        """Ask again with a payment, a force or a party: a new nonce that names the one refused.

        An earlier force is not given again: it lifted what it answered, and no more.
        """
        return self.check_in(
            replace(
                refused,
                nonce=new_nonce(),
                at=refused.at if refused.late else self._clock(),
                follows_nonce=refused.nonce,
                payment=payment,
                force=force,
                party=refused.party if party is None else party,
            )
        )

    def check_in(self, scan: Scan) -> Scan:
        """Ask for an answer to this scan; ``answered`` brings it."""
        policy = PrintPolicy.NEVER if scan.late else self.print_policy
        badges, again = policy is not PrintPolicy.NEVER, policy is PrintPolicy.ALWAYS
        line = self._line

        def answer(file: EventFile) -> CheckInResult:
            if line is None:
                return check_in(file, scan, badges=badges, badges_again=again)
            from data.sync.ledger import claiming  # only where doors share a ledger

            return claiming.check_in(file, scan, line, badges=badges, badges_again=again)

        self._write(answer, lambda result: self.answered.emit(scan, result))
        return scan

    def use_line(self, line: "ClaimLine | None") -> None:
        """Ask this shared ledger at every check-in from now on; None: decide alone."""
        self._line = line

    def annul(self, target_nonce: str) -> None:
        """Take an act back."""
        nonce, at = new_nonce(), self._clock()
        self._write(
            lambda file: annul(file, target_nonce, nonce=nonce, at=at),
            lambda result: self.annulled.emit(target_nonce, result),
        )

    def reprint(self, guest_id: str) -> None:
        """Ask for a badge again."""
        self._write(lambda file: ask_for_badge(file, guest_id, self._clock()))

    def walk_in(self, walk_in: WalkIn) -> str:
        """Put somebody on the list; ``saved`` brings the guest with the nonce returned here."""
        nonce, at = new_nonce(), self._clock()
        return self._save(nonce, lambda file: add_walk_in(file, walk_in, nonce=nonce, at=at))

    def edit(self, guest_id: str, changes: Mapping[str, object]) -> str:
        """Change what is known of a guest; ``saved`` brings the guest."""
        nonce, at = new_nonce(), self._clock()
        return self._save(
            nonce, lambda file: edit_guest(file, guest_id, changes, nonce=nonce, at=at)
        )

    def join(self, walk_in_id: str, listed_id: str) -> str:
        """ "This is …"; ``saved`` brings the guest on the list."""
        nonce, at = new_nonce(), self._clock()
        return self._save(
            nonce, lambda file: join_walk_in(file, walk_in_id, listed_id, nonce=nonce, at=at)
        )

    def save_product(self, product: Product) -> None:
        """Add or change a product."""
        self._write(lambda file: save_product(file, product, self._clock()))

    def change_info(self, info: EventInfo) -> None:
        """Change the evening's name, date, capacity and so on."""
        self._write(lambda file: file.change_info(info))

    def ask(self, job: Callable[[EventFile], R], done: Callable[[R], None]) -> None:
        """Run a question of a screen's own on the store's thread; no long work."""
        self._do(job, done)

    def look(self, job: Callable[[EventFile], R], done: Callable[[R], None]) -> None:
        """Run a question that reads long, such as all guests, beside the door's own work."""

        def on_file() -> R:
            if self._beside is None:
                self._beside = EventFile.beside(self.path, self.device, self._clock)
            return job(self._beside)

        self._reader.run(on_file, done, self._fail)

    def second_file(self) -> EventFile:
        """The event file for another thread: call it there after ``opened``, and close it first."""
        assert self._file is not None
        return self._file.second()

    def catch_up(self) -> None:
        """Take over what a screen wrote by ``ask``, such as a list."""
        self._write(lambda file: None)

    def follow(self) -> None:
        """Look for what was written by somebody else."""
        self._run(lambda file: stirred(file, self._data_version), self._hear, self._hear_nothing)

    def wait_for(self, job: Callable[[EventFile], R]) -> R:
        """The same for a printer's thread, which waits for the answer; never on the GUI thread."""

        def on_file() -> R:
            assert self._file is not None
            return job(self._file)

        return self._store.wait_for(on_file)

    def _save(self, nonce: str, job: Callable[[EventFile], Guest]) -> str:
        self._write(job, lambda guest: self.saved.emit(nonce, guest))
        return nonce

    def _write(
        self, job: Callable[[EventFile], R], done: Callable[[R], None] = lambda _: None
    ) -> None:
        """Do the job, tell ``done`` as soon as the list in memory knows, then everybody else."""

        def both(file: EventFile) -> tuple[R, Changes]:
            result = job(file)
            return result, changes_since(file, self._last_no)

        def taken(answer: tuple[R, Changes]) -> None:
            result, changes = answer
            self._take(changes)
            done(result)
            self._tell(changes)
            self.wrote.emit()

        self._do(both, taken, at_once=True)

    def _do(
        self,
        job: Callable[[EventFile], R],
        done: Callable[[R], None] = lambda _: None,
        *,
        at_once: bool = False,
    ) -> None:
        self._idle.start()
        self._run(job, done, at_once=at_once)

    def _run(
        self,
        job: Callable[[EventFile], R],
        done: Callable[[R], None] = lambda _: None,
        failed: Callable[[Exception], None] | None = None,
        *,
        at_once: bool = False,
    ) -> None:
        def on_file() -> R:
            assert self._file is not None
            return job(self._file)

        self._store.run(on_file, done, failed or self._fail, at_once=at_once)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, DataError):
            raise error
        self.failed.emit(error)

    def _open(self) -> Opened:
        self._file = file = EventFile.open(self.path, self.device, self._state_folder, self._clock)
        taken = tuple(others(file.connection, self.device.id)) if file.asks_for_name else None
        return Opened(file.info, tuple(all_products(file)), tuple(file.others()), taken)

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _close_beside(self) -> None:
        if self._beside is not None:
            self._beside.close()
            self._beside = None

    def _show_opened(self, opened: Opened) -> None:
        self._info, self._others = opened.info, opened.others
        self.roll.know_products(opened.products)
        self.opened.emit(opened)
        self._run(looked_up_to, self._begin)

    def _begin(self, last_no: int) -> None:
        self._last_no = last_no
        self._keeper.read_all()
        self._count()
        self._write(lambda file: None)
        self._follower.start()

    def _take(self, changes: Changes) -> None:
        """Bring the list in memory up to what the file says."""
        self._last_no = max(self._last_no, changes.last_no)
        self._keeper.take(changes)

    def _tell(self, changes: Changes) -> None:
        if changes.states or changes.gone:
            self.roll_changed.emit()
        self._read_news()
        if not self._counter.isActive():
            self._counter.start()

    def _read_news(self) -> None:
        """Not on the way of a scan; one look for all that comes meanwhile."""
        if self._news_asked:
            self._news_stale = True
            return
        self._news_asked, self._news_stale = True, False
        self._run(read_news, self._tell_news, self._hear_nothing)

    def _tell_news(self, news: News) -> None:
        self._news_asked = False
        if news.products != self.roll.products:
            self.roll.know_products(news.products)
            self.products_changed.emit(news.products)
        if news.info != self._info:
            self._info = news.info
            self.info_changed.emit(news.info)
        if news.others != self._others:
            self._others = news.others
            self.others_changed.emit(news.others)
        self.fed.emit(news.latest)
        self.badges_wanted.emit(news.badges)
        if self._news_stale:
            self._read_news()

    def _hear(self, version: int | None) -> None:
        if version is None:
            return
        self._data_version = version

        def heard(changes: Changes) -> None:
            self._take(changes)
            self._tell(changes)

        self._run(lambda file: changes_since(file, self._last_no), heard, self._hear_nothing)

    def _hear_nothing(self, error: Exception) -> None:
        """The file is out of reach for a moment; whoever writes to it next will tell."""
        self._news_asked = False
        if not isinstance(error, DataError):
            raise error
        log.warning("looking for news failed: %s", error.code)

    def _count(self) -> None:
        self.look(attendance.counts, self.counted.emit)
        self.look(lambda file: tuple(doubles(file)), self._tell_doubles)

    def _tell_doubles(self, found: tuple[Double, ...]) -> None:
        if found != self._doubles:
            self._doubles = found
            self.doubled.emit(found)
