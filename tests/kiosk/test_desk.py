import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from data.attendance import guest_states
from data.guests import Device
from data.store.event_file import EventFile
from data.store.loads import Loading, compare
from kiosk.desk import Desk
from kiosk.news import stirred
from tests.data.evening import listed
from tests.end_to_end.venue import CODES, make_event


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    event = tmp_path / "evening.pennant"
    make_event(event)
    desk = Desk(event, Device("desk-1", "Desk 1"), tmp_path / "state")
    with qtbot.waitSignal(desk.ready):
        desk.open()
    yield desk
    desk.close()


def test_a_scan_goes_before_badges_and_pages_that_wait_for_the_file(
    desk: Desk, qtbot: QtBot
) -> None:
    begun, gate = threading.Event(), threading.Event()
    heard: list[str] = []

    def be_busy(file: EventFile) -> None:
        begun.set()
        gate.wait(10)

    desk.answered.connect(lambda scan, result: heard.append("scan"))
    desk.ask(be_busy, lambda _: heard.append("busy"))
    qtbot.waitUntil(begun.is_set)
    desk.ask(lambda file: None, lambda _: heard.append("page"))
    desk.scan(CODES[0])
    gate.set()
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == ["busy", "scan", "page"]


def test_reading_all_guests_holds_up_no_scan(desk: Desk, qtbot: QtBot) -> None:
    gate = threading.Event()
    numbers: list[int] = []

    def read(file: EventFile) -> int:
        gate.wait(10)
        return len(guest_states(file))

    desk.look(read, numbers.append)
    with qtbot.waitSignal(desk.answered):
        desk.scan(CODES[0])
    gate.set()
    qtbot.waitUntil(lambda: numbers == [10])


def test_a_list_that_another_process_folds_is_left_to_it(desk: Desk, qtbot: QtBot) -> None:
    answers: list[int | None] = []
    folded: list[bool] = []
    desk.ask(lambda file: stage_a_list(file, session_id="another"), lambda _: None)
    desk.ask(lambda file: stirred(file, file.data_version()), answers.append)
    desk.ask(lambda file: end_session(file, "another"), lambda _: None)
    desk.ask(lambda file: stirred(file, -1) is not None, folded.append)
    qtbot.waitUntil(lambda: bool(folded))
    assert (answers, folded) == ([None], [True])


def stage_a_list(file: EventFile, session_id: str) -> None:
    """A list as another process of this machine leaves it after its marker."""
    loading = Loading(file, compare(file, [listed("Late Guest", secret="late2345abcdefgh")]))
    while loading.write_slice():
        pass
    loading.make_effective()
    with file.transaction() as act:
        act.connection.execute(
            "INSERT INTO session SELECT ?, host, pid, 'Import', since FROM session", (session_id,)
        )
        act.connection.execute("UPDATE load SET session_id = ?", (session_id,))


def end_session(file: EventFile, session_id: str) -> None:
    with file.transaction() as act:
        act.connection.execute("DELETE FROM session WHERE id = ?", (session_id,))
