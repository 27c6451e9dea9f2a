"""The shared ledger as a far end, put together: outbox, feed, hints, and the door's line."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from data.errors import SyncError, SyncPermanent, SyncTemporary
from data.store.event_file import EventFile
from data.store.far_ends import put_far_end
from data.store.shared_rows import SharedRow, shared_rows_of
from data.sync.far_end import Apart, GivenUp, Note, Outcome, Outgoing, Sent, Status
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.asking import Declined
from data.sync.ledger.clock import CLOCK_SECONDS, keep_offset
from data.sync.ledger.feed import Feed
from data.sync.ledger.hints import Ears, Waker, hint
from data.sync.ledger.line import ClaimLine, rows_text
from data.sync.ledger.link import Link
from data.sync.ledger.place import Place, latest_place
from data.sync.ledger.trust import Trust

KIND = "ledger"
KEY = "ledger"  # an event has one
MUCH = 1_000  # rows: some 0.1 s of computing
_APPEND = b"SELECT id, seq, problem FROM pennant.append($1, $2)"


def remember_ledger(file: EventFile, address: LedgerAddress) -> None:
    """Note in the event file that it has a ledger and where; the URL itself is a secret."""
    put_far_end(file, KEY, KIND, {"address": address.shown, "user": address.user})


class LedgerFarEnd:
    """One event of one ledger; see ``data.sync.far_end.FarEnd``. Used by one thread.

    ``line`` is for the door's thread, ``nudge`` for any. ``folder`` keeps pinned certificates;
    ``apart`` takes over where more than ``MUCH`` rows are missing here.
    Raises SyncPermanent("ledger_other_event") where the address is of another event.
    """

    kinds: frozenset[str] | None = None
    own_rows_only = False
    batch = 200

    def __init__(
        self,
        file: EventFile,
        address: LedgerAddress,
        folder: Path,
        clock: Callable[[], datetime],
        *,
        line: ClaimLine | None = None,
        waker: Waker | None = None,
        apart: Apart | None = None,
    ) -> None:
        if address.event_id != file.info.event_id:
            raise SyncPermanent("ledger_other_event", host=address.shown)
        self._file = file
        self._clock = clock
        self._link = Link(address, folder)
        self._feed = Feed(file, KEY, self._link)
        self._apart = apart
        self._missing = 0  # rows that the ledger had and we had not, at the last connecting
        self._ears = Ears(self._link)
        self._waker = waker or Waker()
        self.line = line or ClaimLine(KEY, address.event_id, self._waker.nudge)
        self._offset = 0.0
        self._closed = False
        self._pushed = 0
        self._trust = Trust()
        self._place: Place | None = None  # where the others are, as far as is known here
        self._asked = False  # whether the door could ask when last looked

    @property
    def hints(self) -> bool:
        """Whether hints arrive; else other doors' doings come by polling."""
        return self._ears.works is True

    def nudge(self) -> None:
        """There is something to push; from any thread."""
        self._waker.nudge()

    def push(self, rows: Sequence[Outgoing]) -> Iterator[Sequence[Outcome]]:
        """See ``FarEnd.push``: facts are never refused; an odd row is told apart from the rest."""
        self._connect()
        with self._file.reading() as connection:
            told = shared_rows_of(connection, [row.written.id for row in rows])
        yield self._append(told)

    def pull(self) -> int:
        """See ``FarEnd.pull``; at the end of the feed the door's line is opened."""
        try:
            self._connect()
            added = self._fetch_apart() + self._feed.fetch()
        except SyncError as error:
            self.line.close()
            self._look_after_line()
            self._look_for_place()
            place = self._place
            if isinstance(error, SyncTemporary) and place is not None and self._is_closed(place):
                raise SyncTemporary("ledger_hub_closed", device=place.device) from error
            raise
        if added or self._place is None:
            self._look_for_place()
        self.line.caught_up(self._feed.cursor)
        self._trust.answered(self._feed.round_trip)
        self._look_after_line()
        if not self.line.is_open and self._trust.is_earned:
            self.line.open(self._link.another())
            self._asked = True
        return added

    def wait(self, seconds: float) -> bool:
        """Wake the other doors if there is news for them; then sleep until there is something to
        do, at most so long. Returns whether there is. Raises SyncError.
        """
        self._tell_others()
        woken = self._ears.wait(self._waker, seconds, self._feed.cursor)
        self._tell_others()
        return woken

    def status(self) -> Status:
        """See ``FarEnd.status``."""
        notes = []
        if abs(self._offset) > CLOCK_SECONDS:
            notes.append(Note("ledger_clock", {"seconds": round(self._offset)}))
        if self._closed:
            notes.append(Note("ledger_closed"))
        if self._place is not None and self._has_moved(self._place):
            moved = {"device": self._place.device, "host": self._place.at}
            notes.append(Note("ledger_moved", moved))
        if self._ears.works is False:
            notes.append(Note("ledger_no_hints"))
        if self._feed.restored:
            notes.append(Note("ledger_restored", {"times": self._feed.restored}))
        if self._feed.unsound:
            notes.append(Note("ledger_unsound", {"rows": self._feed.unsound}))
        return Status(title=self._link.address.shown, notes=tuple(notes))

    def close(self) -> None:
        """See ``FarEnd.close``."""
        self.line.close()
        self._ears.close()
        self._link.drop()
        self._waker.close()

    def _connect(self) -> None:
        if self._link.is_up:
            return
        self._ears.forget()
        sent = self._feed.sent()
        state = self._link.state(self._feed.cursor, list(sent), self._clock())
        self._offset, self._closed = state.offset, state.closed
        keep_offset(self._file, state.offset)
        self._feed.match(state)
        self._missing = state.head - self._feed.cursor
        self._ears.open()

    def _fetch_apart(self) -> int:
        """Leave what is much to another process, and go on after it."""
        added = None
        if self._missing > MUCH and self._apart is not None:
            added = self._apart()
            self._feed.look_again()
        self._missing = 0
        return added or 0

    def _look_for_place(self) -> None:
        with self._file.reading() as connection:
            self._place = latest_place(connection)

    def _has_moved(self, place: Place) -> bool:
        return bool(place.at) and place.ledger != self._link.address.identity

    def _is_closed(self, place: Place) -> bool:
        return not place.at and place.ledger == self._link.address.identity

    def _look_after_line(self) -> None:
        if self._asked and not self.line.is_open:
            self._asked = False
            self._trust.lost()

    def _append(self, rows: Sequence[SharedRow]) -> list[Outcome]:
        event = self._link.address.event_id.encode()
        try:
            answers = self._link.call(_APPEND, [event, rows_text(rows)])
        except Declined as error:
            if len(rows) == 1:
                return [GivenUp(rows[0].id, "ledger_row_refused", {"sqlstate": error.sqlstate})]
            middle = len(rows) // 2
            return self._append(rows[:middle]) + self._append(rows[middle:])
        outcomes: list[Outcome] = []
        for row_id, seq, problem in answers:
            name = (row_id or b"").decode()
            if problem is not None:
                outcomes.append(GivenUp(name, "ledger_writer_used_twice"))
            else:
                self._pushed = max(self._pushed, int(seq or 0))
                outcomes.append(Sent(name, json.dumps(int(seq or 0))))
        return outcomes

    def _tell_others(self) -> None:
        news = max(self._pushed, self.line.granted())
        if news and self._link.is_up:
            self._pushed = 0
            hint(self._link, news)
