"""The ledger's thread: rounds while the event is open, woken by hints, by the door, by time."""

import time
from collections.abc import Callable
from datetime import datetime
from random import random as any_random
from threading import Event

from data.errors import SyncError, SyncPermanent
from data.store.event_file import EventFile
from data.sync.backoff import Random, backoff_seconds
from data.sync.ledger.far_end import KEY, LedgerFarEnd
from data.sync.rounds import Report, play_round, report_trouble

POLL = 0.4  # seconds between two looks while all is well
REPORT = 2.0  # seconds between two reports while nothing happens
_SHORTEST, _LONGEST = 0.25, 2.0  # seconds between two tries to reach it again
_LASTING = 5.0  # seconds while somebody has to change something first


def follow(
    file: EventFile,
    far_end: LedgerFarEnd,
    clock: Callable[[], datetime],
    stop: Event,
    told: Callable[[Report], object] = lambda report: None,
    came: Callable[[], object] = lambda: None,
    *,
    poll: float = POLL,
    random: Random = any_random,
) -> None:
    """Push and pull until ``stop`` is set and ``far_end.nudge`` called; ``told`` hears reports,
    ``came`` of what other doors did, as soon as it is in the file.

    Ends by itself where the event has no ledger any more. Raises StoreError.
    """
    failures, reported = 0, -REPORT
    while not stop.is_set():
        pause = poll
        news = _has_news(file)
        if news is None:
            return
        if failures or news or time.monotonic() - reported >= REPORT:
            report = play_round(file, KEY, far_end, clock, random)
            reported = time.monotonic()
            told(report)
            failures = 0 if report.problem is None else failures + 1
            if report.problem is not None:
                pause = _pause(failures, random, lasting=report.problem.lasting)
        else:
            try:
                if far_end.pull():
                    came()
            except SyncError as error:
                report = report_trouble(file, KEY, far_end, clock(), error)
                told(report)
                failures, reported = 1, time.monotonic()
                pause = _pause(failures, random, lasting=isinstance(error, SyncPermanent))
        _sleep(far_end, stop, pause, failing=failures > 0)


def _pause(failures: int, random: Random, *, lasting: bool) -> float:
    if lasting:
        return _LASTING
    return backoff_seconds(failures, random, shortest=_SHORTEST, longest=_LONGEST)


def _sleep(far_end: LedgerFarEnd, stop: Event, seconds: float, *, failing: bool) -> None:
    """While it cannot be reached no nudge shortens the pause: every scan would be a try."""
    if failing:
        stop.wait(seconds)
        return
    try:
        far_end.wait(seconds)
    except SyncError:
        return  # the next round says what is wrong


def _has_news(file: EventFile) -> bool | None:
    """None: the event has no ledger any more; somebody removed it at a prompt."""
    with file.reading() as connection:
        found = connection.execute(
            """SELECT (SELECT coalesce(max(local_no), 0) FROM journal) > queued_no
               FROM far_end WHERE key = ?""",
            (KEY,),
        ).fetchone()
    return None if found is None else bool(found[0])
