"""What each far end has been told of each journal row: the outbox beside the journal.

One row for each journal row and far end. A state is ``waiting``, ``sent``, ``skipped`` (nothing
of it belongs there) or ``given_up``; whoever gives up one row goes on with the next.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from data.store.event_file import EventFile
from data.store.journal import WrittenRow, row_by_id, to_moment, to_text

LONGEST_PUT_OFF = timedelta(minutes=5)


class DeliveryState(StrEnum):
    """Where one journal row stands with one far end."""

    WAITING = "waiting"
    SENT = "sent"
    SKIPPED = "skipped"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits, with how often it was tried and what was said the last time."""

    written: WrittenRow
    attempts: int
    answer: str


@dataclass(frozen=True, slots=True)
class GivenUpRow:
    """A row that never will arrive there, and why: a code and its values."""

    written: WrittenRow
    code: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class DeliveryCounts:
    """How many rows of one far end are in which state; ``since`` is the oldest one waiting."""

    sent: int = 0
    skipped: int = 0
    waiting: int = 0
    given_up: int = 0
    since: datetime | None = None


def queue_new(
    file: EventFile, far_end: str, kinds: frozenset[str] | None, *, own_rows_only: bool
) -> int:
    """Let what was written since the last time wait for this far end; return how many rows."""
    with file.transaction() as act:
        (upto,) = act.connection.execute(
            "SELECT coalesce(max(local_no), 0) FROM journal"
        ).fetchone()
        (seen,) = act.connection.execute(
            "SELECT queued_no FROM far_end WHERE key = ?", (far_end,)
        ).fetchone()
        if upto == seen:
            return 0
        conditions, values = "", []
        if kinds is not None:
            conditions += f" AND kind IN ({','.join('?' * len(kinds))})"
            values += sorted(kinds)
        if own_rows_only:
            conditions += " AND arrived = 0"
        queued = act.connection.execute(
            f"""INSERT OR IGNORE INTO delivery (journal_id, far_end, state, no)
                SELECT id, ?, 'waiting', local_no FROM journal
                WHERE local_no > ? AND local_no <= ?{conditions}""",
            (far_end, seen, upto, *values),
        ).rowcount
        act.connection.execute("UPDATE far_end SET queued_no = ? WHERE key = ?", (upto, far_end))
        return int(queued)


def next_waiting(
    connection: sqlite3.Connection, far_end: str, now: datetime, *, after: int, limit: int
) -> list[Waiting]:
    """The next rows that may be tried now, in order of arrival here, beginning after ``after``.

    Whatever seems to be put off for longer than anything is, a clock that was ahead has put off.
    """
    found = connection.execute(
        """SELECT journal_id, attempts, answer FROM delivery
           WHERE far_end = ? AND state = 'waiting' AND no > ?
           AND (next_try IS NULL OR next_try <= ? OR next_try > ?) ORDER BY no LIMIT ?""",
        (far_end, after, to_text(now), to_text(now + LONGEST_PUT_OFF), limit),
    ).fetchall()
    result = []
    for row_id, attempts, answer in found:
        written = row_by_id(connection, row_id)
        if written is not None:
            result.append(Waiting(written, attempts, answer or ""))
    return result


def settle(file: EventFile, far_end: str, settled: Iterable[tuple[str, DeliveryState, str]]) -> int:
    """Write down what became of rows there: id, state, answer; return how many arrived by it.

    What another process has delivered meanwhile stays as it is. After a power cut it may be
    forgotten, and the row is sent again, which harms nothing.
    """
    arrived = 0
    with file.transaction(synced=False) as act:
        for row_id, state, answer in settled:
            changed = act.connection.execute(
                """UPDATE delivery SET state = ?, answer = ?, next_try = NULL
                   WHERE journal_id = ? AND far_end = ? AND state <> 'sent'""",
                (state.value, answer or None, row_id, far_end),
            ).rowcount
            arrived += changed if state is DeliveryState.SENT else 0
    return arrived


def note_there(connection: sqlite3.Connection, far_end: str, ids: Sequence[str]) -> None:
    """These rows came from there, or were told there already; the caller holds the write lock."""
    connection.executemany(
        """INSERT INTO delivery (journal_id, far_end, state, no)
           SELECT id, ?, 'sent', local_no FROM journal WHERE id = ?
           ON CONFLICT (journal_id, far_end) DO UPDATE SET state = 'sent', next_try = NULL""",
        [(far_end, row_id) for row_id in ids],
    )
    # Where nothing else was written since, there is nothing to look for in the journal either.
    connection.execute(
        """UPDATE far_end SET queued_no = (SELECT max(local_no) FROM journal)
           WHERE key = ? AND NOT EXISTS (SELECT 1 FROM journal WHERE local_no > queued_no
               AND NOT EXISTS (SELECT 1 FROM delivery AS told
                               WHERE told.journal_id = journal.id AND told.far_end = key))""",
        (far_end,),
    )


def put_off(file: EventFile, far_end: str, waiting: Iterable[tuple[str, str, datetime]]) -> None:
    """Let rows wait: id, why in one word, and the moment from which to try again."""
    with file.transaction(synced=False) as act:
        act.connection.executemany(
            """UPDATE delivery SET answer = ?, next_try = ?
               WHERE journal_id = ? AND far_end = ? AND state = 'waiting'""",
            [(why, to_text(moment), row_id, far_end) for row_id, why, moment in waiting],
        )


def begin_attempt(file: EventFile, far_end: str, row_id: str) -> None:
    """Note that a row goes on its way, before it does: whoever is killed meanwhile knows later."""
    with file.transaction() as act:
        act.connection.execute(
            "UPDATE delivery SET attempts = attempts + 1 WHERE journal_id = ? AND far_end = ?",
            (row_id, far_end),
        )


def state_of(
    connection: sqlite3.Connection, far_end: str, row_id: str
) -> tuple[DeliveryState, int] | None:
    """How a row stands there and how often it was tried; None where it was never meant for it."""
    record = connection.execute(
        "SELECT state, attempts FROM delivery WHERE journal_id = ? AND far_end = ?",
        (row_id, far_end),
    ).fetchone()
    return None if record is None else (DeliveryState(record[0]), int(record[1]))


def answer_to(connection: sqlite3.Connection, far_end: str, row_id: str) -> str:
    """What was said of a row the last time."""
    record = connection.execute(
        "SELECT answer FROM delivery WHERE journal_id = ? AND far_end = ?", (row_id, far_end)
    ).fetchone()
    return "" if record is None else str(record[0] or "")


def delivery_counts(connection: sqlite3.Connection, far_end: str) -> DeliveryCounts:
    """The numbers of one far end."""
    numbers: dict[str, int] = dict(
        connection.execute(
            "SELECT state, count(*) FROM delivery WHERE far_end = ? GROUP BY state", (far_end,)
        ).fetchall()
    )
    record = connection.execute(
        """SELECT recorded_at FROM delivery JOIN journal ON journal.id = journal_id
           WHERE far_end = ? AND state = 'waiting' ORDER BY no LIMIT 1""",
        (far_end,),
    ).fetchone()
    return DeliveryCounts(
        sent=numbers.get("sent", 0),
        skipped=numbers.get("skipped", 0),
        waiting=numbers.get("waiting", 0),
        given_up=numbers.get("given_up", 0),
        since=None if record is None else to_moment(record[0]),
    )


def next_due(connection: sqlite3.Connection, far_end: str) -> datetime | None:
    """When the first of those that wait was put off until; None: none was."""
    (found,) = connection.execute(
        "SELECT min(next_try) FROM delivery WHERE far_end = ? AND state = 'waiting'", (far_end,)
    ).fetchone()
    return None if found is None else to_moment(found)


def given_up_rows(connection: sqlite3.Connection, far_end: str) -> list[GivenUpRow]:
    """The rows that were given up there, oldest first."""
    found = connection.execute(
        """SELECT journal_id, answer FROM delivery
           WHERE far_end = ? AND state = 'given_up' ORDER BY no""",
        (far_end,),
    ).fetchall()
    result = []
    for row_id, answer in found:
        written = row_by_id(connection, row_id)
        if written is not None:
            said = json.loads(answer)
            result.append(GivenUpRow(written, said["code"], said["values"]))
    return result


def given_up_answer(code: str, values: Mapping[str, object]) -> str:
    """What ``settle`` keeps of a row that was given up."""
    return json.dumps({"code": code, "values": dict(values)}, ensure_ascii=False, default=str)


def try_again(file: EventFile, far_end: str, *, given_up: bool = False) -> int:
    """Let all that waits be tried at once, and what was ``given_up`` too; return how many."""
    states = "('waiting', 'given_up')" if given_up else "('waiting')"
    with file.transaction() as act:
        return act.connection.execute(
            f"""UPDATE delivery SET state = 'waiting', next_try = NULL
                WHERE far_end = ? AND state IN {states}""",
            (far_end,),
        ).rowcount


def badges_wait_again(file: EventFile, far_end: str, guest_id: str, skipped_as: str) -> None:
    """Let the badge prints of a guest that were skipped with this answer wait again."""
    with file.transaction() as act:
        act.connection.execute(
            """UPDATE delivery SET state = 'waiting', answer = NULL
               WHERE far_end = ? AND state = 'skipped' AND answer = ? AND journal_id IN (
                   SELECT journal.id FROM print JOIN journal ON journal.target = print.id
                   WHERE print.guest_id = ?)""",
            (far_end, skipped_as, guest_id),
        )


def send_all_again(file: EventFile, far_end: str) -> int:
    """Forget that anything was sent: the far end was restored and has forgotten it.

    Only where a row sent twice does no harm. Returns how many rows wait again.
    """
    with file.transaction() as act:
        return act.connection.execute(
            """UPDATE delivery SET state = 'waiting', next_try = NULL, attempts = 0
               WHERE far_end = ? AND state = 'sent'""",
            (far_end,),
        ).rowcount


def guests_held(
    connection: sqlite3.Connection, far_end: str, kinds: Iterable[str], rows: Sequence[WrittenRow]
) -> dict[str, int]:
    """The guests of whom a row of these kinds waits that is not among ``rows``, which are in order
    of arrival here, and the ``local_no`` of the first such row: what follows it waits for it."""
    found = connection.execute(
        """SELECT guest_id, min(no) FROM delivery JOIN journal ON journal.id = journal_id
           WHERE far_end = ? AND state = 'waiting' AND no < ?
           AND kind IN (SELECT value FROM json_each(?)) AND guest_id IS NOT NULL
           AND journal_id NOT IN (SELECT value FROM json_each(?)) GROUP BY guest_id""",
        (
            far_end,
            rows[-1].local_no if rows else 0,
            json.dumps(sorted(kinds)),
            json.dumps([row.id for row in rows]),
        ),
    )
    return dict(found.fetchall())


def led_to_entry(connection: sqlite3.Connection, nonce: str) -> bool:
    """Whether a refused scan was answered, in one step or several, by somebody coming in."""
    (found,) = connection.execute(
        """WITH RECURSIVE act (nonce) AS (
               SELECT ? UNION
               SELECT journal.nonce FROM journal JOIN act ON journal.follows_nonce = act.nonce)
           SELECT EXISTS (SELECT 1 FROM act JOIN journal ON journal.nonce = act.nonce
               WHERE journal.kind IN ('check_in', 'exit'))""",
        (nonce,),
    ).fetchone()
    return bool(found)
