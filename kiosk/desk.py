"""The questions the screens ask, answered by signals.

A ``Desk`` owns the event file on a thread of its own and the guest list in memory on the GUI
thread. Whoever asks never waits; the answer comes as a signal that carries the nonce of the
question, and an answer that nobody awaits any more is the screens' to ignore.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from data import attendance
from data.admission import check_in
from data.annulment import AnnulResult, annul
from data.attendance import Arrival
from data.editing import edit_guest
from data.errors import DataError
from data.guests import (
    CheckInResult,
    Counts,
    Device,
    EventInfo,
    Force,
    Guest,
    GuestState,
    Payment,
    Product,
    Scan,
)
from data.identity import new_nonce, utc_now
from data.roll import Roll
from data.store.changes import changes_since
from data.store.event_file import EventFile
from data.store.prints import ask_for_badge, waiting_badges
from data.store.products import all_products, save_product
from data.store.sessions import Session
from data.walk_in import WalkIn, add_walk_in, join_walk_in
from kiosk.background import Background

LATEST = 12  # acts that the feed shows
FOLLOW_MS = 1000  # how often another process's writing is looked for
IDLE_MS = 20_000  # after this long without a scan the file is made one again
CHUNK = 200  # guests put into the list in memory at once, so that the window stays smooth

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Opened:
    """What the door needs to begin."""

    info: EventInfo
    products: tuple[Product, ...]
    others: tuple[Session, ...]  # who else has the file open


@dataclass(frozen=True, slots=True)
class News:
    """What came of something written: the guests as they are now, the feed, the counts."""

    last_no: int
    states: tuple[GuestState, ...]
    gone: tuple[str, ...]
    latest: tuple[Arrival, ...]


class Desk(QObject):
    """One event at one desk.

    Signals:
        opened: ``Opened``, once.
        ready: the guest list is in memory whole.
        roll_changed: guests were added or changed; ask ``roll`` again.
        answered: ``Scan`` and ``CheckInResult``, after the commit.
        annulled: ``AnnulResult``.
        saved: the nonce of the question and the ``Guest`` after an edit, a walk-in or a join.
        fed: the latest acts, a tuple of ``Arrival``, newest first.
        counted: ``Counts``.
        badges_wanted: the number of badges that wait here for a printer.
        products_changed: a tuple of ``Product``.
        info_changed: ``EventInfo``.
        failed: a ``DataError`` that a screen has to tell; nothing was written.
    """

    opened = Signal(object)
    ready = Signal()
    roll_changed = Signal()
    answered = Signal(object, object)
    annulled = Signal(object)
    saved = Signal(str, object)
    fed = Signal(object)
    counted = Signal(object)
    badges_wanted = Signal(int)
    products_changed = Signal(object)
    info_changed = Signal(object)
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
        self.roll = Roll()
        self.prints_badges = True  # a first check-in asks for a badge
        self._state_folder = state_folder
        self._clock = clock
        self._file: EventFile | None = None  # touched on the store's thread alone
        self._last_no = 0
        self._unread: list[GuestState] = []
        self._store = Background("store", self)
        self._reader = QTimer(self, interval=0)
        self._reader.timeout.connect(self._put_some)
        self._follower = QTimer(self, interval=FOLLOW_MS)
        self._follower.timeout.connect(self._follow)
        self._idle = QTimer(self, interval=IDLE_MS, singleShot=True)
        self._idle.timeout.connect(lambda: self._do(EventFile.checkpoint))
        self._counting = False

    def open(self) -> None:
        """Open the file; ``opened`` or ``failed`` tells how it went."""
        self._store.run(self._open, self._show_opened, self._fail)

    def close(self) -> None:
        """Finish what was asked, leave the file complete, end the thread."""
        for timer in (self._reader, self._follower, self._idle):
            timer.stop()
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
        badges = self.prints_badges

        def job(file: EventFile) -> tuple[CheckInResult, News]:
            result = check_in(file, scan, badges=badges)
            return result, self._news(file)

        def done(answer: tuple[CheckInResult, News]) -> None:
            result, news = answer
            self._take(news, tell=False)
            self.answered.emit(scan, result)
            self._tell(news)

        self._do(job, done)
        return scan

    def annul(self, target_nonce: str) -> None:
        """Take an act back."""
        nonce, at = new_nonce(), self._clock()

        def job(file: EventFile) -> tuple[AnnulResult, News]:
            result = annul(file, target_nonce, nonce=nonce, at=at)
            return result, self._news(file)

        def done(answer: tuple[AnnulResult, News]) -> None:
            result, news = answer
            self._take(news, tell=False)
            self.annulled.emit(result)
            self._tell(news)

        self._do(job, done)

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

        def job(file: EventFile) -> EventInfo:
            file.change_info(info)
            return file.info

        self._do(job, self.info_changed.emit)

    def ask(self, job: Callable[[EventFile], R], done: Callable[[R], None]) -> None:
        """Run a question of a screen's own on the store's thread; no long work."""
        self._do(job, done)

    def follow(self) -> None:
        """Look at once for what was written by somebody else."""
        self._write(lambda file: None)

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
        def both(file: EventFile) -> tuple[R, News]:
            result = job(file)
            return result, self._news(file)

        def taken(answer: tuple[R, News]) -> None:
            result, news = answer
            self._take(news)
            done(result)

        self._do(both, taken)

    def _do(
        self, job: Callable[[EventFile], R], done: Callable[[R], None] = lambda _: None
    ) -> None:
        def on_file() -> R:
            assert self._file is not None
            return job(self._file)

        self._idle.start()
        self._store.run(on_file, done, self._fail)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, DataError):
            raise error
        self.failed.emit(error)

    def _open(self) -> Opened:
        self._file = file = EventFile.open(self.path, self.device, self._state_folder, self._clock)
        return Opened(file.info, tuple(all_products(file)), tuple(file.others()))

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _show_opened(self, opened: Opened) -> None:
        self.roll.know_products(opened.products)
        self.opened.emit(opened)
        self._do(self._everything, self._read_everything)

    def _everything(self, file: EventFile) -> News:
        states = tuple(attendance.guest_states(file))
        (last_no,) = file.connection.execute(
            "SELECT coalesce(max(local_no), 0) FROM journal"
        ).fetchone()
        return News(last_no, states, (), tuple(attendance.latest(file, LATEST)))

    def _read_everything(self, news: News) -> None:
        self._last_no = news.last_no
        self._unread = list(reversed(news.states))
        self._reader.start()
        self._tell(news)
        self._follower.start()

    def _put_some(self) -> None:
        some = self._unread[-CHUNK:]
        del self._unread[-CHUNK:]
        self.roll.put(reversed(some))
        if not self._unread:
            self._reader.stop()
            self.roll.settle()
            self.ready.emit()
        self.roll_changed.emit()

    def _news(self, file: EventFile) -> News:
        changes = changes_since(file, self._last_no)
        return News(
            changes.last_no, changes.states, changes.gone, tuple(attendance.latest(file, LATEST))
        )

    def _take(self, news: News, *, tell: bool = True) -> None:
        """Bring the list in memory up to what the file says."""
        if news.last_no < self._last_no:
            return
        self._last_no = news.last_no
        fresh = {state.guest.id for state in news.states} | set(news.gone)
        self._unread = [state for state in self._unread if state.guest.id not in fresh]
        self.roll.remove(news.gone)
        if len(news.states) > CHUNK:
            self._unread = [*reversed(news.states), *self._unread]
            self._reader.start()
        else:
            self.roll.put(news.states)
        if tell:
            self._tell(news)

    def _tell(self, news: News) -> None:
        self.roll_changed.emit()
        self.fed.emit(news.latest)
        self._count()

    def _count(self) -> None:
        """Counting is not on the way of a scan: one count for all that waits."""
        if self._counting:
            return
        self._counting = True

        def job(file: EventFile) -> tuple[Counts, int, tuple[Product, ...]]:
            return (
                attendance.counts(file),
                len(waiting_badges(file)),
                tuple(all_products(file)),
            )

        def done(answer: tuple[Counts, int, tuple[Product, ...]]) -> None:
            self._counting = False
            counts, waiting, products = answer
            if products != self.roll.products:
                self.roll.know_products(products)
                self.products_changed.emit(products)
            self.counted.emit(counts)
            self.badges_wanted.emit(waiting)

        self._do(job, done)

    def _follow(self) -> None:
        def job(file: EventFile) -> News | None:
            changes = changes_since(file, self._last_no)
            if changes.last_no == self._last_no:
                return None
            return News(
                changes.last_no,
                changes.states,
                changes.gone,
                tuple(attendance.latest(file, LATEST)),
            )

        def done(news: News | None) -> None:
            if news is not None:
                self._take(news)

        self._store.run(lambda: job(self._file) if self._file else None, done, self._fail)
