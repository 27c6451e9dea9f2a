"""The print queue with a printer that tells what came out."""

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.printing import lane
from kiosk.printing.attempt import PrintJob, PrintProgress, PrintState
from kiosk.printing.ipp_printer import IppPrinter
from kiosk.printing.printer import Document
from kiosk.printing.queue import PrintQueue
from kiosk.printing.status import Condition, PrinterStatus
from tests.kiosk.printing.fake_ipp import FakeIppPrinter, Fault
from tests.kiosk.printing.unwritten_journal import UnwrittenJournal

SIZE = (100.0, 62.0)
WAITED = 1000.0  # seconds by the test's clock


class Desk:
    """A queue on a fake printer, and all that it said."""

    def __init__(self, fake: FakeIppPrinter, settle_seconds: float = 0.0) -> None:
        self.now = 0.0
        self.progress: list[PrintProgress] = []
        self.statuses: list[PrinterStatus] = []
        self.aside: list[int] = []
        self.printers = [printer(fake, "desk")]
        self.queue = PrintQueue(
            self.printers,
            UnwrittenJournal(),
            settle_seconds=settle_seconds,
            clock=lambda: self.now,
        )
        self.queue.progressed.connect(self.progress.append)
        self.queue.status_changed.connect(lambda _, status: self.statuses.append(status))
        self.queue.put_aside.connect(self.aside.append)

    def add(self, *names: str) -> None:
        for name in names:
            self.queue.add(job(name))

    def states(self, name: str) -> list[PrintState]:
        return [p.state for p in self.progress if p.job_id == name]

    def codes(self, name: str) -> list[str]:
        return [p.code for p in self.progress if p.job_id == name and p.code]

    def is_printed(self, name: str) -> Callable[[], bool]:
        return lambda: PrintState.RECEIVED in self.states(name)

    def conditions(self) -> list[Condition]:
        return [status.condition for status in self.statuses]


def printer(fake: FakeIppPrinter, name: str) -> IppPrinter:
    return IppPrinter(fake.uri, name, send_seconds=0.3, status_seconds=0.3)


def job(name: str) -> PrintJob:
    return PrintJob(name, name, lambda printer: Document(name.encode(), SIZE))


def papers(fake: FakeIppPrinter) -> list[str]:
    return [job.document.decode() for job in fake.printed]


@pytest.fixture
def desk(qapp: object, fake: FakeIppPrinter) -> Iterator[Desk]:
    desk = Desk(fake)
    yield desk
    fake.released.set()
    desk.queue.close()


@pytest.fixture
def other(qapp: object) -> Iterator[FakeIppPrinter]:
    printer = FakeIppPrinter().start()
    yield printer
    printer.stop()


def test_badges_come_out_in_order_and_each_is_confirmed(
    desk: Desk, fake: FakeIppPrinter, qtbot: QtBot
) -> None:
    desk.add("a", "b", "c")
    qtbot.waitUntil(desk.is_printed("c"))
    assert papers(fake) == ["a", "b", "c"]
    assert desk.states("a") == [
        PrintState.WAITING, PrintState.SENDING, PrintState.SENT, PrintState.RECEIVED,
    ]  # fmt: skip


def test_labels_that_run_out_are_told_and_nothing_is_printed_twice(
    desk: Desk, fake: FakeIppPrinter, qtbot: QtBot
) -> None:
    fake.labels = 1
    desk.add("a", "b", "c")
    qtbot.waitUntil(lambda: Condition.OUT_OF_LABELS in desk.conditions())
    assert papers(fake) == ["a"]
    fake.load_labels()
    qtbot.waitUntil(desk.is_printed("c"))
    assert papers(fake) == ["a", "b", "c"]


def test_after_a_roll_change_new_arrivals_print_first_and_old_ones_wait_for_a_word(
    desk: Desk, fake: FakeIppPrinter, qtbot: QtBot
) -> None:
    fake.labels = 0
    desk.add("in the printer", "old", "older friend")
    qtbot.waitUntil(lambda: Condition.OUT_OF_LABELS in desk.conditions())
    desk.now += WAITED
    desk.add("new")
    fake.load_labels()
    qtbot.waitUntil(desk.is_printed("new"))
    assert papers(fake) == ["in the printer", "new"]
    assert [job.id for job in desk.queue.aside] == ["old", "older friend"]
    assert desk.aside == [2]
    assert desk.queue.cancel("older friend")
    desk.queue.print_aside()
    qtbot.waitUntil(desk.is_printed("old"))
    assert papers(fake) == ["in the printer", "new", "old"]


def test_a_printer_switched_on_again_goes_on_by_itself(
    desk: Desk, fake: FakeIppPrinter, qtbot: QtBot
) -> None:
    fake.stop()
    desk.add("a", "b")
    qtbot.waitUntil(lambda: desk.queue.is_held)
    assert desk.codes("a") == ["printer_offline"]
    fake.start()
    qtbot.waitUntil(desk.is_printed("b"))
    assert papers(fake) == ["a", "b"]


def test_the_ghost_of_a_printer_that_hung_is_found_and_not_doubled(
    desk: Desk, fake: FakeIppPrinter, qtbot: QtBot
) -> None:
    fake.faults.append(Fault.HANG)
    desk.add("ghost", "next")
    qtbot.waitUntil(lambda: PrintState.UNKNOWN in desk.states("ghost"))
    assert desk.queue.is_held
    fake.released.set()
    qtbot.waitUntil(desk.is_printed("next"))
    assert papers(fake) == ["ghost", "next"]
    assert desk.states("ghost")[-1] is PrintState.RECEIVED


def test_a_badge_that_never_came_is_sent_again_by_a_person_only(
    desk: Desk, fake: FakeIppPrinter, qtbot: QtBot
) -> None:
    desk.add("first")
    qtbot.waitUntil(desk.is_printed("first"))
    fake.faults.append(Fault.DIES_BEFORE)
    desk.add("a", "b")
    qtbot.waitUntil(desk.is_printed("b"))
    assert desk.codes("a") == ["no_answer", "not_received"]
    assert papers(fake) == ["first", "b"]
    assert [job.id for job in desk.queue.aside] == ["a"]
    desk.queue.print_aside()
    qtbot.waitUntil(desk.is_printed("a"))
    assert papers(fake) == ["first", "b", "a"]


def test_a_badge_in_a_jam_waits_for_a_word_and_the_others_go_on(
    desk: Desk, fake: FakeIppPrinter, qtbot: QtBot
) -> None:
    fake.faults.append(Fault.JAM)
    desk.add("torn", "b")
    qtbot.waitUntil(lambda: Condition.JAM in desk.conditions())
    assert papers(fake) == []
    fake.repair()
    qtbot.waitUntil(desk.is_printed("b"))
    assert papers(fake) == ["b"]
    desk.queue.print_aside()
    qtbot.waitUntil(desk.is_printed("torn"))
    assert papers(fake) == ["b", "torn"]


def test_a_printer_that_forgot_is_never_sent_the_badge_again(
    desk: Desk, fake: FakeIppPrinter, qtbot: QtBot
) -> None:
    fake.faults.append(Fault.RESTARTS)
    desk.add("a", "b")
    qtbot.waitUntil(lambda: desk.states("a").count(PrintState.UNKNOWN) == 2)
    desk.queue.resume()
    qtbot.waitUntil(desk.is_printed("b"))
    desk.add("a")
    assert papers(fake) == ["a", "b"]


def test_waiting_badges_are_shared_out_among_printers(
    desk: Desk, fake: FakeIppPrinter, other: FakeIppPrinter, qtbot: QtBot
) -> None:
    fake.finishes = False
    desk.add("a", "b", "c")
    desk.queue.use(*desk.printers, printer(other, "bar"))
    qtbot.waitUntil(desk.is_printed("c"))
    assert papers(other) == ["b", "c"]
    fake.finish()
    qtbot.waitUntil(desk.is_printed("a"))
    assert papers(fake) == ["a"]
    assert not desk.queue.is_held


def test_one_printer_in_trouble_leaves_its_badge_to_the_other(
    desk: Desk, fake: FakeIppPrinter, other: FakeIppPrinter, qtbot: QtBot
) -> None:
    fake.reasons = {"media-jam-error"}
    desk.queue.use(*desk.printers, printer(other, "bar"))
    desk.add("a", "b", "c")
    qtbot.waitUntil(lambda: len(other.printed) == 3)
    assert sorted(papers(other)) == ["a", "b", "c"]
    assert papers(fake) == []


def test_a_badge_stuck_in_the_printer_moves_with_those_that_wait(
    desk: Desk, fake: FakeIppPrinter, other: FakeIppPrinter, qtbot: QtBot
) -> None:
    fake.labels = 0
    desk.add("a", "b")
    qtbot.waitUntil(lambda: Condition.OUT_OF_LABELS in desk.conditions())
    desk.queue.use(printer(other, "bar"))
    qtbot.waitUntil(lambda: len(other.printed) == 2)
    assert "moved" in desk.codes("a")
    fake.load_labels()
    assert papers(other) == ["a", "b"]
    assert papers(fake) == []


def test_what_was_at_the_printer_when_the_program_ended_is_asked_for(
    desk: Desk, fake: FakeIppPrinter, qtbot: QtBot
) -> None:
    printer(fake, "desk").send(b"a", "a", SIZE)
    desk.queue.resolve([(job("a"), 20.0, "desk")])
    qtbot.waitUntil(desk.is_printed("a"))
    desk.add("a", "b")
    qtbot.waitUntil(desk.is_printed("b"))
    assert papers(fake) == ["a", "b"]


def test_how_the_printer_is_is_told_also_while_nothing_is_printed(
    desk: Desk, fake: FakeIppPrinter, qtbot: QtBot
) -> None:
    fake.reasons = {"cover-open"}
    desk.queue.watch()
    qtbot.waitUntil(lambda: desk.conditions() == [Condition.COVER_OPEN])
    assert desk.queue.printers[0].status == desk.statuses[0]


def threads_of(name: str) -> list[str]:
    return [each.name for each in threading.enumerate() if each.name.startswith(f"printer-{name}")]


def test_a_printer_that_is_not_used_any_more_leaves_no_thread_behind(
    desk: Desk, fake: FakeIppPrinter, other: FakeIppPrinter, qtbot: QtBot
) -> None:
    desk.add("a")
    qtbot.waitUntil(desk.is_printed("a"))
    assert threads_of("desk")
    desk.queue.use(printer(other, "bar"))
    qtbot.waitUntil(lambda: not threads_of("desk"))
    desk.add("b")
    qtbot.waitUntil(desk.is_printed("b"))
    assert papers(other) == ["b"]


def test_one_that_keeps_its_badge_and_says_nothing_more_is_let_go_in_the_end(
    desk: Desk,
    fake: FakeIppPrinter,
    other: FakeIppPrinter,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lane, "RETIRE_MS", 100)
    fake.labels = 0
    desk.add("a")
    qtbot.waitUntil(lambda: PrintState.SENT in desk.states("a"))
    fake.stop()
    desk.queue.use(printer(other, "bar"))
    qtbot.waitUntil(lambda: not threads_of("desk"))
    assert desk.states("a")[-1] is PrintState.SENT  # it may come out there: nobody sends it again


def test_a_printer_that_stays_in_use_keeps_the_badge_it_has(
    desk: Desk, fake: FakeIppPrinter, other: FakeIppPrinter, qtbot: QtBot
) -> None:
    fake.labels = 0
    desk.add("a")
    qtbot.waitUntil(lambda: PrintState.SENT in desk.states("a"))
    desk.queue.use(*desk.printers, printer(other, "bar"))
    desk.add("b")
    qtbot.waitUntil(desk.is_printed("b"))
    fake.load_labels()
    qtbot.waitUntil(desk.is_printed("a"))
    assert (papers(fake), papers(other)) == (["a"], ["b"])


def test_one_of_two_printers_is_paused_and_the_other_takes_all(
    desk: Desk, fake: FakeIppPrinter, other: FakeIppPrinter, qtbot: QtBot
) -> None:
    desk.queue.use(*desk.printers, printer(other, "bar"))
    desk.queue.pause("desk")
    assert not desk.queue.is_held
    desk.add("a", "b")
    qtbot.waitUntil(desk.is_printed("b"))
    assert (papers(fake), papers(other)) == ([], ["a", "b"])


def test_an_old_badge_is_asked_for_at_its_own_printer(
    desk: Desk, fake: FakeIppPrinter, other: FakeIppPrinter, qtbot: QtBot
) -> None:
    desk.queue.use(*desk.printers, printer(other, "bar"))
    printer(other, "bar").send(b"old", "old", SIZE)
    desk.queue.resolve([(job("old"), 20.0, "bar")])
    qtbot.waitUntil(desk.is_printed("old"))
    assert papers(other) == ["old"]
