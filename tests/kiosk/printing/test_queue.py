import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from badges.errors import LetteringUnready
from data.errors import StoreUnavailable
from kiosk.printing.attempt import PrintJob, PrintProgress, PrintState, attempt
from kiosk.printing.errors import PrinterNotReady, PrintError, PrintTimedOut
from kiosk.printing.printer import Document
from kiosk.printing.queue import PrintQueue
from tests.kiosk.printing.unwritten_journal import UnwrittenJournal

SIZE = (100.0, 62.0)


@dataclass
class FakePrinter:
    """Takes what it is sent, or raises the next of its troubles."""

    name: str = "desk"
    got: list[str] = field(default_factory=list)
    troubles: list[PrintError | None] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    threads: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.gate.set()

    def send(self, pdf: bytes, job_name: str, stock_size_mm: tuple[float, float]) -> None:
        assert self.gate.wait(10)
        self.threads.add(threading.get_ident())
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None:
            raise trouble
        self.got.append(job_name)


@dataclass
class FakeJournal:
    """Writes every call down; refuses what other windows took."""

    rows: list[tuple[str, ...]] = field(default_factory=list)
    elsewhere: frozenset[str] = frozenset()
    broken: set[str] = field(default_factory=set)

    def take(self, job_id: str, printer: str, *, again: bool = False) -> bool:
        self._check("take")
        if job_id in self.elsewhere or (("taken", job_id) in self.rows and not again):
            return False
        if not again:
            self.rows.append(("taken", job_id))
        return True

    def sent(self, job_id: str, printer: str) -> None:
        self._check("sent")
        self.rows.append(("sent", job_id, printer))

    def received(self, job_id: str, printer: str) -> None:
        self._check("received")
        self.rows.append(("received", job_id, printer))

    def failed(self, job_id: str, printer: str, code: str) -> None:
        self._check("failed")
        self.rows.append(("failed", job_id, printer, code))

    def unknown(self, job_id: str, printer: str) -> None:
        self.rows.append(("unknown", job_id, printer))

    def _check(self, method: str) -> None:
        if method in self.broken:
            raise StoreUnavailable("disk_full")


def drawn(printer: str) -> Document:
    return Document(b"%PDF", SIZE)


def job(name: str, make: Callable[[str], Document] = drawn) -> PrintJob:
    return PrintJob(name, f"Badge {name}", make)


def out_of_paper() -> PrinterNotReady:
    return PrinterNotReady("printer_stopped", printer="desk")


class Desk:
    """A queue with its printer, its journal and all that it said."""

    def __init__(self) -> None:
        self.printer = FakePrinter()
        self.journal = FakeJournal()
        self.said: list[tuple[str, PrintState]] = []
        self.progress: list[PrintProgress] = []
        self.held: list[bool] = []
        self.queue = PrintQueue([self.printer], self.journal)
        self.queue.progressed.connect(self._hear)
        self.queue.held.connect(self.held.append)

    def _hear(self, progress: PrintProgress) -> None:
        self.progress.append(progress)
        self.said.append((progress.job_id, progress.state))


@pytest.fixture
def desk(qapp: object) -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.printer.gate.set()
    desk.queue.close()


def test_badges_are_sent_in_order_in_another_thread_and_each_step_is_told(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.queue.add(job("a"))
    desk.queue.add(job("b"))
    qtbot.waitUntil(lambda: ("b", PrintState.SENT) in desk.said)
    assert desk.printer.got == ["a", "b"]
    assert threading.get_ident() not in desk.printer.threads
    assert [state for name, state in desk.said if name == "b"] == [
        PrintState.WAITING, PrintState.SENDING, PrintState.SENT,
    ]  # fmt: skip
    assert desk.journal.rows == [
        ("taken", "a"), ("sent", "a", "desk"), ("taken", "b"), ("sent", "b", "desk"),
    ]  # fmt: skip
    assert desk.queue.waiting == ()


def test_adding_never_waits_for_the_printer(desk: Desk, qtbot: QtBot) -> None:
    desk.printer.gate.clear()
    for name in "abc":
        assert desk.queue.add(job(name))
    assert [waiting.id for waiting in desk.queue.waiting] == ["a", "b", "c"]
    desk.printer.gate.set()
    qtbot.waitUntil(lambda: desk.printer.got == ["a", "b", "c"])


def test_a_job_is_never_sent_twice(desk: Desk, qtbot: QtBot) -> None:
    assert desk.queue.add(job("a"))
    assert not desk.queue.add(job("a"))
    qtbot.waitUntil(lambda: ("a", PrintState.SENT) in desk.said)
    assert not desk.queue.add(job("a"))
    assert desk.printer.got == ["a"]


def test_what_another_window_took_is_not_sent(desk: Desk, qtbot: QtBot) -> None:
    desk.journal.elsewhere = frozenset({"a"})
    desk.queue.add(job("a"))
    desk.queue.add(job("b"))
    qtbot.waitUntil(lambda: desk.printer.got == ["b"])
    assert ("a", PrintState.NOT_OURS) in desk.said


def test_out_of_paper_holds_the_queue_and_resume_goes_on_with_the_same_badge(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.printer.troubles = [None, out_of_paper()]
    for name in "abc":
        desk.queue.add(job(name))
    qtbot.waitUntil(lambda: desk.held == [True])
    assert desk.printer.got == ["a"]
    assert [waiting.id for waiting in desk.queue.waiting] == ["b", "c"]
    assert desk.progress[-1].code == "printer_stopped"
    desk.queue.resume()
    qtbot.waitUntil(lambda: desk.printer.got == ["a", "b", "c"])
    assert desk.held == [True, False]
    assert desk.journal.rows.count(("taken", "b")) == 1
    assert ("failed", "b", "desk", "printer_stopped") in desk.journal.rows


def test_a_badge_that_may_have_been_printed_is_not_sent_again_by_itself(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.printer.troubles = [PrintTimedOut("timed_out")]
    desk.queue.add(job("a"))
    desk.queue.add(job("b"))
    qtbot.waitUntil(lambda: desk.held == [True])
    assert ("unknown", "a", "desk") in desk.journal.rows
    desk.queue.resume()
    qtbot.waitUntil(lambda: desk.printer.got == ["b"])
    assert not desk.queue.add(job("a"))


def test_a_badge_that_cannot_be_drawn_does_not_hold_up_the_others(desk: Desk, qtbot: QtBot) -> None:
    def no_fonts(printer: str) -> Document:
        raise LetteringUnready("no_fonts")

    desk.queue.add(job("a", no_fonts))
    desk.queue.add(job("b"))
    qtbot.waitUntil(lambda: desk.printer.got == ["b"])
    assert ("failed", "a", "desk", "no_fonts") in desk.journal.rows
    assert desk.held == []
    assert desk.queue.add(job("a"))
    qtbot.waitUntil(lambda: desk.printer.got == ["b", "a"])


def test_pausing_sends_nothing_more_and_a_waiting_badge_can_be_taken_back(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.queue.pause()
    for name in "abc":
        desk.queue.add(job(name))
    assert desk.queue.cancel("b")
    assert not desk.queue.cancel("b")
    assert desk.said[-1] == ("b", PrintState.CANCELLED)
    assert desk.queue.is_held
    desk.queue.resume()
    qtbot.waitUntil(lambda: desk.printer.got == ["a", "c"])
    assert desk.queue.add(job("b"))
    qtbot.waitUntil(lambda: desk.printer.got == ["a", "c", "b"])


def test_waiting_badges_follow_to_another_printer(desk: Desk, qtbot: QtBot) -> None:
    other = FakePrinter("bar")
    desk.printer.troubles = [out_of_paper()]
    desk.queue.add(job("a"))
    desk.queue.add(job("b"))
    qtbot.waitUntil(lambda: desk.held == [True])
    desk.queue.use(other)
    desk.queue.resume()
    qtbot.waitUntil(lambda: other.got == ["a", "b"])
    assert desk.printer.got == []
    assert desk.progress[-1].printer == "bar"


def test_nothing_is_sent_that_could_not_be_taken_and_it_stays_the_first(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.journal.broken = {"take"}
    desk.queue.add(job("a"))
    desk.queue.add(job("b"))
    qtbot.waitUntil(lambda: desk.held == [True])
    assert desk.printer.got == []
    assert desk.progress[-1].code == "disk_full"
    desk.journal.broken = set()
    desk.queue.resume()
    qtbot.waitUntil(lambda: desk.printer.got == ["a", "b"])


def test_a_badge_sent_but_not_written_down_is_not_sent_again(desk: Desk, qtbot: QtBot) -> None:
    desk.journal.broken = {"sent"}
    desk.queue.add(job("a"))
    qtbot.waitUntil(lambda: ("a", PrintState.SENT) in desk.said)
    assert desk.progress[-1].code == "disk_full"
    assert not desk.queue.add(job("a"))


def test_a_bug_is_raised_and_the_queue_goes_on(desk: Desk, qtbot: QtBot) -> None:
    def bug(printer: str) -> Document:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as exceptions:
        desk.queue.add(job("a", bug))
        desk.queue.add(job("b"))
        qtbot.waitUntil(lambda: desk.printer.got == ["b"])
    assert [kind for kind, _, _ in exceptions] == [ZeroDivisionError]
    assert ("a", PrintState.UNKNOWN) in desk.said


def test_closing_finishes_the_badge_being_sent_and_leaves_the_others_wanted(qtbot: QtBot) -> None:
    desk = Desk()
    desk.printer.gate.clear()
    desk.queue.add(job("a"))
    desk.queue.add(job("b"))
    threading.Timer(0.05, desk.printer.gate.set).start()
    desk.queue.close()
    assert desk.printer.got == ["a"]
    assert ("taken", "b") not in desk.journal.rows
    assert not desk.queue.add(job("c"))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.sampled_from("abcdef"), max_size=12),
    st.lists(st.sampled_from([None, "not ready", "timed out"]), max_size=12),
)
def test_whatever_fails_order_holds_and_nobody_gets_two_badges(
    qtbot: QtBot, names: list[str], troubles: list[str | None]
) -> None:
    desk = Desk()
    desk.printer.troubles = [
        None if t is None else out_of_paper() if t == "not ready" else PrintTimedOut("timed_out")
        for t in troubles
    ]
    for name in names:
        desk.queue.add(job(name))

    def drained() -> bool:
        if desk.queue.is_held:
            desk.queue.resume()
        return not desk.queue.waiting

    qtbot.waitUntil(drained)
    desk.queue.close()
    assert len(desk.printer.got) == len(set(desk.printer.got))
    unknown = {row[1] for row in desk.journal.rows if row[0] == "unknown"}
    assert desk.printer.got == [name for name in dict.fromkeys(names) if name not in unknown]
    taken = [row[1] for row in desk.journal.rows if row[0] == "taken"]
    assert taken == list(dict.fromkeys(names))


def test_without_a_window_a_badge_is_sent_by_a_plain_call() -> None:
    printer, journal = FakePrinter(), UnwrittenJournal()
    assert attempt(job("a"), printer, journal).state is PrintState.SENT
    assert attempt(job("a"), printer, journal).state is PrintState.NOT_OURS
    printer.troubles = [out_of_paper()]
    assert attempt(job("b"), printer, journal).state is PrintState.FAILED
    assert attempt(job("b"), printer, journal, is_ours=True).state is PrintState.SENT
    assert printer.got == ["a", "b"]


def test_what_failed_here_and_was_printed_elsewhere_meanwhile_is_not_sent_again(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.printer.troubles = [out_of_paper()]
    desk.queue.add(job("a"))
    qtbot.waitUntil(lambda: desk.queue.is_held)
    desk.journal.elsewhere = frozenset({"a"})
    desk.queue.add(job("b"))
    desk.queue.resume()
    qtbot.waitUntil(lambda: desk.printer.got == ["b"])
    assert desk.queue.waiting == ()
    desk.journal.elsewhere = frozenset()  # it failed there: now it waits here again
    assert desk.queue.add(job("a"))
    qtbot.waitUntil(lambda: desk.printer.got == ["b", "a"])
