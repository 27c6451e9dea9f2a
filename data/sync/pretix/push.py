"""Telling pretix what happened, row by row, oldest first and one at a time for each ticket."""

from collections.abc import Callable, Iterator, Sequence

from data.errors import SyncPermanent, SyncTemporary
from data.store.deliveries import guests_held
from data.store.journal import Kind
from data.sync.far_end import GivenUp, Later, Outcome, Outgoing, Sent
from data.sync.pretix.desk import Desk
from data.sync.pretix.joins import tell_join
from data.sync.pretix.moves import Moves
from data.sync.pretix.print_log import tell_print
from data.sync.pretix.refusals import tell_refusal
from data.sync.pretix.walk_ins import WalkIns

KINDS = frozenset(
    {
        Kind.CHECK_IN,
        Kind.EXIT,
        Kind.ANNUL,
        Kind.GUEST_VOID,
        Kind.REFUSED,
        Kind.BADGE_SENT,
        Kind.BADGE_BY_HAND,
    }
)
_IN_ORDER = (Kind.CHECK_IN, Kind.EXIT, Kind.ANNUL)  # of one guest, never one before the other
_IN_TROUBLE = 5  # server errors in a row
_CUT_OFF = 3  # lost answers in a row: it is the network, not one connection


class Push:
    """Raises SyncError and StoreError."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._moves = Moves(desk, WalkIns(desk))
        self._held: set[str] = set()
        self._errors = 0
        self._cuts = 0
        self._server_works = False

    @property
    def wants_pull(self) -> bool:
        """Whether something waits for news from pretix."""
        return self._moves.wants_pull

    def pulled(self) -> None:
        """News came; whoever waited for it may try again."""
        self._moves.wants_pull = False
        self._held.clear()

    def push(self, rows: Sequence[Outgoing]) -> Iterator[Sequence[Outcome]]:
        """See ``FarEnd.push``."""
        with self._desk.file.reading() as connection:
            held = guests_held(connection, self._desk.key, _IN_ORDER, [row.written for row in rows])
        for row in rows:
            written = row.written
            guest_id = written.row.guest_id or ""
            # A walk-in has no ticket for a badge print or anything else before the entry is told.
            if guest_id in self._held or held.get(guest_id, written.local_no) < written.local_no:
                continue
            outcome = self._tell_or_put_off(row)
            if written.row.kind in _IN_ORDER and (outcome is None or isinstance(outcome, Later)):
                held[guest_id] = written.local_no
                if self._moves.wants_pull:
                    self._held.add(guest_id)
            if outcome is not None:
                yield [outcome]
            self._watch(outcome)

    def _tell_or_put_off(self, row: Outgoing) -> Outcome | None:
        """A bad network loses an answer now and then, and still lets the next row through."""
        try:
            outcome = self._tell(row)
        except SyncTemporary as error:
            self._cuts += 1
            if error.code != "cut_off" or self._cuts >= _CUT_OFF:
                self._cuts = 0
                raise
            return Later(row.written.id, "cut_off")
        self._cuts = 0
        return outcome

    def _tell(self, row: Outgoing) -> Outcome | None:
        works = self._server_works
        match row.written.row.kind:
            case Kind.CHECK_IN | Kind.EXIT:
                return self._moves.tell(row, server_works=works)
            case Kind.ANNUL:
                return self._if_known(row, lambda: self._moves.annul(row, server_works=works))
            case Kind.GUEST_VOID:
                return tell_join(self._desk, row)
            case Kind.REFUSED:
                return self._if_known(
                    row, lambda: tell_refusal(self._desk, row, server_works=works)
                )
            case _:
                return self._if_known(row, lambda: tell_print(self._desk, row, server_works=works))

    def _if_known(self, row: Outgoing, tell: Callable[[], Outcome | None]) -> Outcome | None:
        """What a call says that an older pretix does not have."""
        try:
            return tell()
        except SyncPermanent as error:
            if error.code != "not_pretix":
                raise
            return GivenUp(row.written.id, "not_in_this_version")

    def _watch(self, outcome: Outcome | None) -> None:
        """Tell a server in trouble from a row that it stumbles over."""
        if isinstance(outcome, Sent):
            self._server_works, self._errors = True, 0
        elif isinstance(outcome, Later) and outcome.why == "server_error":
            self._errors += 1
            if self._errors >= _IN_TROUBLE:
                self._errors, self._server_works = 0, False
                raise SyncTemporary("in_trouble", host=self._desk.client.transport.host)
