"""The pages about syncing: opens them and does what is asked on them, beside the window."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from data.errors import DataError, SyncPermanent
from data.store.event_file import EventFile
from data.sync.far_end import Stopped
from kiosk.error_words import error_words
from kiosk.evening.export import SEMICOLON
from kiosk.event_run import EventRun
from kiosk.look.look import Look
from kiosk.look.palette import Tone
from kiosk.scanning.inputs import Inputs
from kiosk.setup.sync_page import SyncPage
from kiosk.setup.sync_views import far_end_views
from kiosk.syncing.given_up import GivenUpLine, given_up_lines
from kiosk.syncing.state_words import LEDGER
from kiosk.words import Words

if TYPE_CHECKING:
    from data.sync.ledger.address import LedgerAddress
    from data.sync.ledger.preflight import Preflight
    from kiosk.setup.ledger_page import LedgerPage
    from kiosk.setup.pretix_page import PretixPage

T = TypeVar("T")


class SyncPages(QObject):
    """Signals: opened(Page): show this page."""

    opened = Signal(object)

    def __init__(self, run: EventRun, look: Look, words: Words, inputs: Inputs) -> None:
        super().__init__(run)
        self._run = run
        self._look = look
        self._words = words
        self._inputs = inputs
        self._page: SyncPage | None = None
        self._ledger: LedgerPage | None = None
        self._given_up = -1
        run.syncing.changed.connect(self._refresh)
        run.hub.changed.connect(self._refresh)
        run.hub.changed.connect(self._tell_hub)
        run.hub.admitted.connect(self._show_hub_codes)

    def open(self) -> None:
        """How syncing goes."""
        page = SyncPage(self._look, self._words, self._run.door.presenter.time)
        page.sync_wanted.connect(self._run.syncing.play_now)
        page.removed.connect(self._remove)
        page.pretix_wanted.connect(self.add_pretix)
        page.ledger_wanted.connect(self.add_ledger)
        page.codes_wanted.connect(lambda: self._run.hub.begin(self._run.info, 1))
        page.save_wanted.connect(lambda: self._save(page))
        self._page, self._given_up = page, -1
        self._refresh()
        self.opened.emit(page)

    def add_pretix(self) -> None:
        """Sync with a pretix."""
        # HTTP and TLS take 0.3 s to load: not before they are needed.
        from kiosk.setup.pretix_offer import PretixDesk
        from kiosk.setup.pretix_page import PretixPage

        page = PretixPage(self._look, self._words, self._inputs)
        desk = PretixDesk(self._run.syncing.secrets, self._run.desk.now)
        page.given.connect(lambda given: self._do(page, lambda: desk.offer(given), page.show_offer))
        page.event_chosen.connect(
            lambda offer, event: self._do(page, lambda: desk.choose(offer, event), page.show_offer)
        )
        page.joined.connect(
            lambda offer, list_id, question: self._do(
                page,
                lambda: self._on_file(lambda file: desk.join(file, offer, list_id, question)),
                lambda _key: self.open(),
                self._run.syncing.renew,
            )
        )
        self.opened.emit(page)
        page.left.connect(self.open)
        page.left.connect(desk.stop)
        self._run.syncing.leaving.connect(desk.stop)

    def add_ledger(self) -> None:
        """Share a ledger with other laptops."""
        from kiosk.setup.ledger_page import LedgerPage

        page = LedgerPage(self._look, self._words, self._inputs)
        page.given.connect(
            lambda address: self._do(page, lambda: self._preflight(address), page.show_found)
        )
        page.joined.connect(
            lambda address: self._do(
                page, lambda: self._join(address), lambda _key: self.open(), self._run.syncing.renew
            )
        )
        page.founded.connect(
            lambda place, number: self._do(
                page,
                lambda: self._found(place, number),
                self._show_codes,
                lambda _: self._run.syncing.renew(LEDGER),
            )
        )
        page.hub_wanted.connect(lambda number: self._run.hub.begin(self._run.info, number))
        self._ledger = page
        self.opened.emit(page)
        page.left.connect(self.open)

    def _remove(self, key: str) -> None:
        if key == LEDGER and self._run.hub.is_running:
            self._run.hub.retire()
        else:
            self._run.syncing.remove(key)

    def _refresh(self) -> None:
        run, hub = self._run, self._run.hub
        problem = "" if hub.problem is None else error_words(hub.problem, self._words)
        page = self._page
        if page is None or not isValid(page):
            return
        views = far_end_views(
            run.syncing,
            hub=hub.address if hub.is_running else "",
            time=run.door.presenter.time,
            name_of=self._name_of,
            words=self._words,
        )
        page.show_far_ends(views, problem)
        given_up = sum(report.given_up for report in run.syncing.reports.values())
        if given_up != self._given_up:
            self._given_up = given_up
            keys = tuple(run.syncing.records)

            def read(file: EventFile) -> list[GivenUpLine]:
                return [line for key in keys for line in given_up_lines(file, key, self._words)]

            run.desk.look(read, page.if_here(page.show_given_up))

    def _name_of(self, guest_id: str) -> str:
        state = self._run.desk.roll.state(guest_id)
        return state.guest.shown_name if state is not None else guest_id

    def _tell_hub(self) -> None:
        """Whoever wanted a hub waits on the page."""
        page, problem = self._ledger, self._run.hub.problem
        if problem is not None and page is not None and isValid(page) and page.isVisible():
            page.show_failure(problem)

    def _show_hub_codes(self, addresses: "Sequence[LedgerAddress]") -> None:
        """Not over the door, where staff are back at work: codes can be made again."""
        pages = (self._ledger, self._page)
        if any(page is not None and isValid(page) and page.isVisible() for page in pages):
            self._show_codes(addresses)

    def _show_codes(self, addresses: "Sequence[LedgerAddress]") -> None:
        from kiosk.setup.join_codes import JoinCodes

        page = JoinCodes(self._look, self._words, addresses)
        self.opened.emit(page)
        page.left.connect(self.open)

    def _preflight(self, address: "LedgerAddress") -> "Preflight":
        from data.sync.ledger.joining import certificates_in
        from data.sync.ledger.preflight import preflight

        secrets = self._run.syncing.secrets
        if address.event_id != self._run.info.event_id:
            raise SyncPermanent("ledger_other_event", host=address.shown)
        return preflight(address, certificates_in(secrets), self._run.desk.now)

    def _join(self, address: "LedgerAddress") -> str:
        from data.sync.ledger.joining import remember

        self._on_file(lambda file: remember(file, address, self._run.syncing.secrets))
        return LEDGER

    def _found(self, place: "LedgerAddress", laptops: int) -> "list[LedgerAddress]":
        from data.sync.ledger.founding import found_ledger
        from data.sync.ledger.place import tell_place

        labels = [f"Laptop {number}" for number in range(1, laptops + 2)]
        addresses = found_ledger(place, self._run.info, labels, self._run.syncing.secrets)
        self._on_file(lambda file: tell_place(file, addresses[0]))
        self._join(addresses[0])
        return addresses[1:]

    def _on_file(self, job: Callable[[EventFile], T]) -> T:
        with self._run.desk.second_file() as file:
            return job(file)

    def _do(
        self,
        page: "PretixPage | LedgerPage",
        job: Callable[[], T],
        show: Callable[[T], object],
        anyway: Callable[[T], object] = lambda _: None,
    ) -> None:
        """Do it beside the window; ``show`` only where the page is still there."""

        def done(answer: T) -> None:
            anyway(answer)
            if isValid(page) and page.isVisible():
                show(answer)

        def failed(error: Exception) -> None:
            if isinstance(error, Stopped):
                return
            if not isinstance(error, DataError):
                raise error
            if isValid(page):
                page.show_failure(error)

        self._run.syncing.set_up.run(job, done, failed)

    def _save(self, page: SyncPage) -> None:
        _ = self._words.gettext
        path = self._run.path.with_name(f"{self._run.path.stem} by hand.csv")
        text = page.by_hand.table(";" if self._words.language in SEMICOLON else ",")

        def saved(_done: object) -> None:
            said = _("The list is in {file}.").format(file=path.name)
            page.message.tell_saved(path, said)

        def failed(error: Exception) -> None:
            if not isinstance(error, OSError):
                raise error
            page.message.say(Tone.NOTICE, _("The file cannot be written there."))

        self._run.syncing.set_up.run(
            lambda: path.write_text(text, "utf-8-sig"), page.if_here(saved), page.if_here(failed)
        )
