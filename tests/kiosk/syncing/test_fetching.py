"""Many orders are fetched by a process of their own, and nothing else is any different."""

import errno
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from data import errors
from data.errors import DataError, StoreUnavailable, SyncPermanent, SyncTemporary
from data.identity import utc_now
from data.store.far_ends import FarEndRecord, far_end
from data.sync.pretix import pull
from data.sync.remotes import add_pretix
from data.sync.rounds import Report
from data.sync.secrets import Secret, Secrets
from kiosk.syncing.far_end_access import FarEndAccess
from kiosk.syncing.far_end_line import FarEndLine
from kiosk.syncing.fetch_child import Failed, FetchRequest
from kiosk.syncing.fetching import Fetching
from tests.data.evening import Evening
from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.fake_faults import Fault, says
from tests.data.sync.pretix.laptop import SETTINGS
from tests.data.sync.pretix.serving import serving

MANY = pull.MUCH + 10
PAGES = 6  # of fifty


@pytest.fixture
def fake(evening: Evening) -> FakePretix:
    fake = FakePretix(evening.clock)
    for number in range(MANY):
        fake.sell(f"Guest {number}")
    return fake


@pytest.fixture
def url(fake: FakePretix) -> Iterator[str]:
    with serving(fake) as address:
        yield address


@pytest.fixture
def secrets(tmp_path: Path) -> Secrets:
    return Secrets(tmp_path / "secrets", keyring=False)


@pytest.fixture
def record(evening: Evening, url: str, secrets: Secrets) -> FarEndRecord:
    key, _ = add_pretix(evening.file, replace(SETTINGS, url=url), Secret("good"), secrets)
    return far_end(evening.file, key)


@pytest.fixture
def request_of(
    evening: Evening, record: FarEndRecord, secrets: Secrets
) -> Callable[[], FetchRequest]:
    return lambda: FetchRequest(evening.file.lend(), record, secrets)


OneRound = Callable[[], tuple[Report, list[int]]]


@pytest.fixture
def one_round(evening: Evening, record: FarEndRecord, secrets: Secrets, qtbot: QtBot) -> OneRound:
    """What a far end's thread reports, and how far it said it was."""

    def play() -> tuple[Report, list[int]]:
        told: list[int] = []
        line = FarEndLine(FarEndAccess(record, secrets, evening.file.second, utc_now))
        line.progressed.connect(told.append)
        with qtbot.waitSignal(line.reported, timeout=30_000) as heard:
            line.start()
        line.close()
        (report,) = heard.args
        return report, told

    return play


def on_list(evening: Evening) -> int:
    (number,) = evening.file.connection.execute("SELECT count(*) FROM guest").fetchone()
    return int(number)


def test_many_orders_come_by_a_process_of_their_own(
    evening: Evening, fake: FakePretix, one_round: OneRound
) -> None:
    report, told = one_round()
    assert (report.problem, report.fetched, on_list(evening)) == (None, MANY, MANY)
    pages = [r.url.params["page"] for r in fake.asked("/orders/")]
    assert pages == ["1", *(str(number + 1) for number in range(PAGES))]  # seen, then left to it
    assert told == sorted(told)
    (writers,) = evening.file.connection.execute(
        "SELECT count(DISTINCT writer_id) FROM journal"
    ).fetchone()
    assert writers == 1
    assert evening.file.others() == []


def test_few_orders_are_fetched_here(
    evening: Evening, fake: FakePretix, one_round: OneRound
) -> None:
    for code in list(fake.orders)[pull.MUCH :]:
        del fake.orders[code]
    report, _ = one_round()
    assert report.fetched == on_list(evening) == pull.MUCH
    assert len(fake.asked("/orders/")) == PAGES - 1


def gone(pipe: Connection, request: FetchRequest) -> None:
    """A process that the system ends."""


def test_where_no_such_process_lives_they_are_fetched_here(
    evening: Evening, one_round: OneRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.syncing.fetching.answer_requests", gone)
    report, _ = one_round()
    assert report.fetched == on_list(evening) == MANY


def test_where_no_such_process_can_begin_they_are_fetched_here(
    evening: Evening, one_round: OneRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(process: SpawnProcess) -> None:
        raise OSError(errno.EAGAIN, "no more processes")

    monkeypatch.setattr(SpawnProcess, "start", start)
    report, _ = one_round()
    assert report.fetched == on_list(evening) == MANY


def silent(pipe: Connection, request: FetchRequest) -> None:
    """A process that hangs, until it is ended."""
    pipe.recv()
    pipe.recv()


def test_where_such_a_process_hangs_it_is_ended_and_they_are_fetched_here(
    evening: Evening, one_round: OneRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.syncing.fetching.answer_requests", silent)
    monkeypatch.setattr("kiosk.syncing.fetching.SILENT_SECONDS", 0.5)
    report, _ = one_round()
    assert report.fetched == on_list(evening) == MANY


def test_a_first_run_cut_off_goes_on_where_it_was(
    evening: Evening, fake: FakePretix, request_of: Callable[[], FetchRequest]
) -> None:
    passes: Fault = lambda request, act: act()  # noqa: E731 -- a fault is a function
    fake.fails("/orders/", passes, passes, says(503, {}))
    fetching = Fetching(request_of(), lambda orders: None)
    with pytest.raises(SyncTemporary, match="in_trouble"):
        fetching()
    assert on_list(evening) == 0
    assert fetching() == MANY
    asked = fake.asked("/orders/")
    assert "created_since" in asked[3].url.params
    assert on_list(evening) == MANY


class Unwanted(Exception):
    """The event is being closed."""


def test_who_stops_it_leaves_no_process_behind(
    evening: Evening, fake: FakePretix, request_of: Callable[[], FetchRequest]
) -> None:
    def stop(orders: int) -> None:
        raise Unwanted

    fetching = Fetching(request_of(), stop)
    with pytest.raises(Unwanted):
        fetching()
    assert fetching._process is None
    assert on_list(evening) == 0


@pytest.mark.parametrize(
    "error",
    [
        SyncTemporary("too_often", retry_after=30.0, host="pretix.example"),
        SyncPermanent("no_list", list="Main entrance", host="pretix.example"),
        StoreUnavailable("disk_full", file="e.pennant"),
    ],
)
def test_an_error_comes_through_as_it_was_raised(error: DataError) -> None:
    again = Failed.of(error).error()
    assert type(again) is type(error) is getattr(errors, type(error).__name__)
    assert (again.code, again.values) == (error.code, error.values)
    assert getattr(again, "retry_after", None) == getattr(error, "retry_after", None)
