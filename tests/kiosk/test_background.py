import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.background import Background


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    background = Background("test")
    yield background
    background.close()


def test_answers_come_on_the_gui_thread_in_the_order_of_the_jobs(
    background: Background, qtbot: QtBot
) -> None:
    answers: list[tuple[int, bool, bool]] = []
    here = threading.get_ident()
    for number in range(50):
        background.run(
            lambda number=number: (number, threading.get_ident() != here),  # type: ignore[misc]
            lambda answer: answers.append((*answer, threading.get_ident() == here)),
        )
    qtbot.waitUntil(lambda: len(answers) == 50)
    assert answers == [(number, True, True) for number in range(50)]


def test_the_gui_thread_does_not_wait_for_a_job(background: Background, qtbot: QtBot) -> None:
    gate = threading.Event()
    answers: list[bool] = []
    background.run(lambda: gate.wait(10), answers.append)
    assert answers == []
    gate.set()
    qtbot.waitUntil(lambda: answers == [True])


def test_a_failure_is_an_answer_too_and_the_next_job_goes_on(
    background: Background, qtbot: QtBot
) -> None:
    heard: list[object] = []
    background.run(lambda: 1 // 0, heard.append, lambda error: heard.append(type(error)))
    background.run(lambda: "next", heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [ZeroDivisionError, "next"]


def test_a_failure_nobody_handles_is_raised_on_the_gui_thread(
    background: Background, qtbot: QtBot
) -> None:
    heard: list[str] = []
    with qtbot.captureExceptions() as exceptions:
        background.run(lambda: 1 // 0)
        background.run(lambda: "next", heard.append)
        qtbot.waitUntil(lambda: heard == ["next"])
    assert [kind for kind, _, _ in exceptions] == [ZeroDivisionError]


def test_closing_finishes_waiting_jobs_and_leaves_no_thread(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    background = Background("closing")
    gate = threading.Event()
    did: list[int] = []
    answers: list[None] = []
    background.run(lambda: gate.wait(10))
    for number in range(10):
        background.run(lambda number=number: did.append(number), answers.append)  # type: ignore[misc]
    background.run(lambda: 1 // 0)
    gate.set()
    background.close()
    background.close()
    assert did == list(range(10))
    assert not [t for t in threading.enumerate() if t.name.startswith("closing")]
    with pytest.raises(RuntimeError):
        background.run(lambda: None)
    assert all("closing" in record.getMessage() for record in caplog.records)


def test_after_closing_nobody_hears_an_answer(qtbot: QtBot) -> None:
    background = Background("closing")
    answers: list[int] = []
    background.run(lambda: 1, answers.append)
    background.close()
    heard: list[str] = []
    other = Background("other")
    other.run(lambda: "later", heard.append)
    qtbot.waitUntil(lambda: heard == ["later"])
    other.close()
    assert answers == []


def test_what_is_wanted_at_once_goes_before_everything_that_waits(
    background: Background, qtbot: QtBot
) -> None:
    gate = threading.Event()
    did: list[str] = []
    background.run(lambda: gate.wait(10))
    for name in ("badge 1", "badge 2"):
        background.run(lambda name=name: name, did.append)  # type: ignore[misc]
    for name in ("scan 1", "scan 2"):
        background.run(lambda name=name: name, did.append, at_once=True)  # type: ignore[misc]
    gate.set()
    qtbot.waitUntil(lambda: len(did) == 4)
    assert did == ["scan 1", "scan 2", "badge 1", "badge 2"]
