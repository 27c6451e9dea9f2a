"""Rounds with one far end: push what waits, pull what is new, and say how it stands.

A round never raises for what the outside world did: that becomes the report's problem, and
``Rounds`` tries again by itself, at longer and longer intervals up to a minute, for ever.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from random import random as any_random

from data.errors import SyncError, SyncPermanent, SyncTemporary
from data.store import deliveries
from data.store.deliveries import DeliveryState
from data.store.event_file import EventFile
from data.store.far_ends import keep_report
from data.store.journal import to_text
from data.sync.backoff import Random, backoff_seconds
from data.sync.far_end import (
    Double,
    FarEnd,
    GivenUp,
    Later,
    Note,
    Outcome,
    Outgoing,
    Sent,
    Skipped,
)

EVERY = 5.0  # seconds between two rounds while all is well
# Seconds for which a far end may ask to be left alone.
LONGEST_ASKED = deliveries.LONGEST_PUT_OFF.total_seconds()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why nothing works at this far end just now; ``lasting``: somebody has to change something.

    ``wait``: for how many seconds it asked to be left alone.
    """

    code: str
    values: dict[str, object]
    lasting: bool
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """How one far end stands: what every report and screen shows of it.

    ``sent``, ``waiting`` and ``given_up`` count rows since the far end was added; ``sent_now``
    rows and ``fetched`` guests or rows of this round; ``waiting_since`` is when the oldest of
    those waiting was written.
    """

    at: datetime
    sent: int = 0
    waiting: int = 0
    given_up: int = 0
    sent_now: int = 0
    fetched: int = 0
    waiting_since: datetime | None = None
    title: str = ""
    problem: Problem | None = None
    notes: tuple[Note, ...] = ()
    doubles: tuple[Double, ...] = ()


def play_round(
    file: EventFile,
    key: str,
    far_end: FarEnd,
    clock: Callable[[], datetime],
    random: Random = any_random,
) -> Report:
    """Push, pull, and push once more what the pull made possible. Raises StoreError."""
    sent, fetched, problem = 0, 0, None
    try:
        for arrived in push_waiting(file, key, far_end, clock, random):
            sent += arrived
        fetched = far_end.pull()
        for arrived in push_waiting(file, key, far_end, clock, random):
            sent += arrived
    except SyncError as error:
        problem = problem_of(error)
    return _reported(file, key, far_end, clock(), sent, fetched, problem)


def report_trouble(
    file: EventFile, key: str, far_end: FarEnd, now: datetime, error: SyncError
) -> Report:
    """The report of a far end that failed between two rounds. Raises StoreError."""
    return _reported(file, key, far_end, now, 0, 0, problem_of(error))


def problem_of(error: SyncError) -> Problem:
    """What a report says of an error."""
    wait = (error.retry_after or 0.0) if isinstance(error, SyncTemporary) else 0.0
    lasting = isinstance(error, SyncPermanent)
    return Problem(error.code, dict(error.values), lasting, min(wait, LONGEST_ASKED))


def push_waiting(
    file: EventFile,
    key: str,
    far_end: FarEnd,
    clock: Callable[[], datetime],
    random: Random = any_random,
) -> Iterator[int]:
    """Send whatever may be sent now, telling how many rows arrive as they do.

    Raises SyncError and StoreError.
    """
    deliveries.queue_new(file, key, far_end.kinds, own_rows_only=far_end.own_rows_only)
    after = 0
    while True:
        with file.reading() as connection:
            waiting = deliveries.next_waiting(
                connection, key, clock(), after=after, limit=far_end.batch
            )
        if not waiting:
            return
        after = waiting[-1].written.local_no
        rows = [Outgoing(one.written, one.attempts, one.answer) for one in waiting]
        tried = {row.written.id: row.attempts for row in rows}
        for outcomes in far_end.push(rows):
            yield _write_down(file, key, outcomes, tried, clock(), random)


def _write_down(
    file: EventFile,
    key: str,
    outcomes: Sequence[Outcome],
    tried: dict[str, int],
    now: datetime,
    random: Random,
) -> int:
    """Keep what is known of these rows; return how many arrived."""
    settled: list[tuple[str, DeliveryState, str]] = []
    put_off: list[tuple[str, str, datetime]] = []
    for outcome in outcomes:
        match outcome:
            case Sent(row_id, answer):
                settled.append((row_id, DeliveryState.SENT, answer))
            case Skipped(row_id, why):
                settled.append((row_id, DeliveryState.SKIPPED, why))
            case GivenUp(row_id, code, values):
                said = deliveries.given_up_answer(code, values)
                settled.append((row_id, DeliveryState.GIVEN_UP, said))
            case Later(row_id, why, seconds):
                if seconds is None:
                    seconds = backoff_seconds(tried.get(row_id, 0) + 1, random)
                until = now + timedelta(seconds=min(seconds, LONGEST_ASKED))
                put_off.append((row_id, why, until))
    if put_off:
        deliveries.put_off(file, key, put_off)
    return deliveries.settle(file, key, settled) if settled else 0


def _reported(
    file: EventFile,
    key: str,
    far_end: FarEnd,
    now: datetime,
    sent: int,
    fetched: int,
    problem: Problem | None,
) -> Report:
    if problem is not None:  # it took a while to find out, and the door went on
        deliveries.queue_new(file, key, far_end.kinds, own_rows_only=far_end.own_rows_only)
    with file.reading() as connection:
        numbers = deliveries.delivery_counts(connection, key)
    status = far_end.status()
    report = Report(
        at=now,
        sent=numbers.sent,
        waiting=numbers.waiting,
        given_up=numbers.given_up,
        sent_now=sent,
        fetched=fetched,
        waiting_since=numbers.since,
        title=status.title,
        problem=problem,
        notes=status.notes,
        doubles=status.doubles,
    )
    keep_report(file, key, _as_json(report))
    return report


def _as_json(report: Report) -> dict[str, object]:
    """What is remembered of a report: everything but the doubles, which are read anew."""
    kept = asdict(replace(report, doubles=(), notes=()))
    kept |= {
        "at": to_text(report.at),
        "waiting_since": report.waiting_since and to_text(report.waiting_since),
        "notes": [{"code": note.code, "values": dict(note.values)} for note in report.notes],
    }
    del kept["doubles"]
    return kept


class Rounds:
    """When the next round with one far end is due; time and chance come from outside."""

    def __init__(
        self,
        file: EventFile,
        key: str,
        far_end: FarEnd,
        clock: Callable[[], datetime],
        *,
        every: float = EVERY,
        random: Random = any_random,
    ) -> None:
        self._file = file
        self._key = key
        self._far_end = far_end
        self._clock = clock
        self._every = every
        self._random = random
        self.failures = 0

    def play(self) -> tuple[Report, float]:
        """One round; return how it went and after how many seconds the next one is due."""
        report = play_round(self._file, self._key, self._far_end, self._clock, self._random)
        if report.problem is None:
            self.failures = 0
            return report, self._every
        # Where something arrives although not all does, it is worth trying again soon.
        got_on = report.fetched > 0 or report.sent_now > 0
        self.failures = 1 if got_on else self.failures + 1
        return report, max(backoff_seconds(self.failures, self._random), report.problem.wait)
