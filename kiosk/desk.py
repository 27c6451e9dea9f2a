"""The questions the screens ask, answered by signals.

A ``Desk`` owns the event file on a thread of its own and the guest list in memory on the GUI
thread. Whoever asks never waits; the answer comes as a signal that carries the nonce of the
question, and an answer that nobody awaits any more is the screens' to ignore. What people at the
door do goes before everything else that waits for the file; long reading has a thread and a
connection beside it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from data.admission import check_in
from data.annulment import annul
from data.editing import edit_guest
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
from data.store.changes import Changes, looked_up_to
from data.store.event_file import EventFile
from data.store.prints import ask_for_badge
from data.store.products import save_product
from data.walk_in import WalkIn, add_walk_in, join_walk_in, part_walk_in
from kiosk.desk_file import DeskFile
from kiosk.file_watch import FileWatch
from kiosk.news_reader import NewsReader
from kiosk.opened import Opened, first_look
from kiosk.printing.policy import PrintPolicy
from kiosk.roll_keeper import RollKeeper
from kiosk.tally import Tally

if TYPE_CHECKING:
    from data.sync.ledger.line import ClaimLine

R = TypeVar("R")


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
        doubled: what nobody has settled, of ``Double`` and ``GivenBackTwice``, after each change.
        badges_wanted: the badges that wait here for a printer, a tuple of ``BadgePrint``.
        products_changed: a tuple of ``Product``.
        info_changed: ``EventInfo``.
        others_changed: who else has the file open, a tuple of ``Session``.
        wrote: something was written by this desk.
        stirred: something was written past this desk, by another process or thread.
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
    stirred = Signal()
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
        self._clock = clock
        self._line: ClaimLine | None = None
        self._file = DeskFile(path, device, state_folder, clock, self)
        self._file.failed.connect(self.failed)
        self._keeper = RollKeeper(self._file.ask, self)
        self._keeper.ready.connect(self.ready)
        self._keeper.changed.connect(self.roll_changed)
        self._watch = FileWatch(self._file, self)
        self._watch.heard.connect(self._hear)
        self._tally = Tally(self._file, self)
        self._tally.counted.connect(self.counted)
        self._tally.doubled.connect(self.doubled)
        self._news = NewsReader(self._file, self.roll, self)
        self._news.fed.connect(self.fed)
        self._news.badges_wanted.connect(self.badges_wanted)
        self._news.products_changed.connect(self.products_changed)
        self._news.info_changed.connect(self.info_changed)
        self._news.others_changed.connect(self.others_changed)

    @property
    def roll(self) -> Roll:
        """The guest list in memory; it fills after ``opened`` and is whole at ``ready``."""
        return self._keeper.roll

    def now(self) -> datetime:
        """The time by this desk's clock."""
        return self._clock()

    def open(self) -> None:
        """Open the file; ``opened`` or ``failed`` tells how it went."""
        self._file.open(first_look, self._show_opened)

    def close(self) -> None:
        """Finish what was asked, leave the file complete, end the threads."""
        for part in (self._tally, self._watch, self._keeper):
            part.stop()
        self._file.close()

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

    @property
    def line(self) -> "ClaimLine | None":
        """The line to the shared ledger, where there is one."""
        return self._line

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

    def part(self, walk_in_id: str) -> str:
        """Take a "This is …" back; ``saved`` brings the walk-in."""
        nonce, at = new_nonce(), self._clock()
        return self._save(nonce, lambda file: part_walk_in(file, walk_in_id, nonce=nonce, at=at))

    def save_product(self, product: Product) -> None:
        """Add or change a product."""
        self._write(lambda file: save_product(file, product, self._clock()))

    def change_info(self, info: EventInfo) -> None:
        """Change the evening's name, date, capacity and so on."""
        self._write(lambda file: file.change_info(info))

    def ask(self, job: Callable[[EventFile], R], done: Callable[[R], None]) -> None:
        """Run a question of a screen's own on the store's thread; no long work."""
        self._file.ask(job, done)

    def look(self, job: Callable[[EventFile], R], done: Callable[[R], None]) -> None:
        """Run a question that reads long, such as all guests, beside the door's own work."""
        self._file.look(job, done)

    def second_file(self) -> EventFile:
        """The event file for another thread: call it there after ``opened``, and close it first."""
        return self._file.second()

    def catch_up(self) -> None:
        """Take over what a screen wrote by ``ask``, such as a list."""
        self._write(lambda file: None)

    def follow(self) -> None:
        """Look for what was written by somebody else."""
        self._watch.look()

    def wait_for(self, job: Callable[[EventFile], R]) -> R:
        """The same for a printer's thread, which waits for the answer; never on the GUI thread."""
        return self._file.wait_for(job)

    def _save(self, nonce: str, job: Callable[[EventFile], Guest]) -> str:
        self._write(job, lambda guest: self.saved.emit(nonce, guest))
        return nonce

    def _write(
        self, job: Callable[[EventFile], R], done: Callable[[R], None] = lambda _: None
    ) -> None:
        """Do the job, tell ``done`` as soon as the list in memory knows, then everybody else."""

        def both(file: EventFile) -> tuple[R, Changes]:
            result = job(file)
            return result, self._keeper.look(file)

        def taken(answer: tuple[R, Changes]) -> None:
            result, changes = answer
            self._keeper.take(changes)
            done(result)
            self._tell(changes)
            self.wrote.emit()

        self._file.ask(both, taken, at_once=True)

    def _show_opened(self, opened: Opened) -> None:
        self._news.know(opened.info, opened.others)
        self.roll.know_products(opened.products)
        self.opened.emit(opened)
        self._file.ask(looked_up_to, self._begin)

    def _begin(self, last_no: int) -> None:
        self._keeper.begin(last_no)
        self._tally.count()
        self._write(lambda file: None)
        self._watch.start()

    def _tell(self, changes: Changes) -> None:
        if changes.states or changes.gone:
            self.roll_changed.emit()
        self._news.read()
        self._tally.count_soon()

    def _hear(self) -> None:
        self.stirred.emit()

        def heard(changes: Changes) -> None:
            self._keeper.take(changes)
            self._tell(changes)

        self._file.listen(self._keeper.look, heard)
