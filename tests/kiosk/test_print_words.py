import pytest

from data.errors import StoreUnavailable
from kiosk.door.views import Light
from kiosk.print_words import Printing, badge_words, printer_words, printing_words
from kiosk.printing.attempt import PrintProgress, PrintState
from kiosk.printing.errors import PrinterNotFound
from kiosk.printing.policy import LabelCounter
from kiosk.printing.status import Condition, PrinterState, PrinterStatus
from kiosk.words import ENGLISH

WELL = PrinterState("Brother", PrinterStatus(Condition.READY))
EMPTY = PrinterState("Brother", PrinterStatus(Condition.OUT_OF_LABELS))
MUTE = PrinterState("Office")


@pytest.mark.parametrize("state", list(PrintState))
def test_every_state_is_told_and_none_says_that_paper_came_out(state: PrintState) -> None:
    told = badge_words(PrintProgress("1", "Zoya", state, "Brother"), ENGLISH)
    assert told
    assert "printed" not in told or "not printed" in told or state is not PrintState.SENT


def test_a_printer_that_works_is_quiet() -> None:
    said = printing_words(Printing([WELL]), ENGLISH)
    assert (said.title, said.light) == ("Brother: ready", Light.FINE)


def test_a_printer_that_tells_nothing_is_not_called_ready() -> None:
    assert printing_words(Printing([MUTE]), ENGLISH).title == "Office"


def test_a_printer_that_stopped_says_how_many_wait_and_what_to_do() -> None:
    gone = {"paper": PrinterNotFound("folder_missing", folder="x")}
    stopped = PrinterState("paper", is_held=True)
    said = printing_words(Printing([stopped], waiting=4, troubles=gone), ENGLISH)
    assert (said.title, said.light) == ("paper: 4 badges wait", Light.LOOK)
    assert "The folder for badges, x, is gone" in said.what_to_do
    assert "Ctrl+P" in said.what_to_do
    assert "Guests come in all the same" in said.what_to_do


@pytest.mark.parametrize(
    ("condition", "title", "what"),
    [
        (Condition.OUT_OF_LABELS, "out of labels", "roll"),
        (Condition.JAM, "jam", "stuck"),
        (Condition.OFFLINE, "offline", "switched on"),
        (Condition.PAUSED, "paused", "go on"),
        (Condition.COVER_OPEN, "open", "cover"),
    ],
)
def test_a_printer_in_trouble_is_amber_and_says_what_to_do(
    condition: Condition, title: str, what: str
) -> None:
    ill = PrinterState("Brother", PrinterStatus(condition))
    alone = printing_words(Printing([ill], waiting=2), ENGLISH)
    assert (alone.title, alone.light) == (f"Brother: {title} · 2 badges wait", Light.LOOK)
    assert what in alone.what_to_do
    beside = printing_words(Printing([ill, MUTE]), ENGLISH)
    assert (beside.title, beside.light) == (f"Brother: {title}", Light.LOOK)


def test_red_only_where_many_wait_or_nothing_can_be_written_down() -> None:
    assert printing_words(Printing([EMPTY], waiting=9), ENGLISH).light is Light.LOOK
    assert printing_words(Printing([EMPTY], waiting=10), ENGLISH).light is Light.STOP
    assert printing_words(Printing([EMPTY, WELL], waiting=10), ENGLISH).light is Light.LOOK
    full = {"p": StoreUnavailable("disk_full")}
    stopped = Printing([PrinterState("p", is_held=True)], waiting=1, troubles=full)
    assert printing_words(stopped, ENGLISH).light is Light.STOP


def test_few_labels_are_told_while_there_is_time() -> None:
    assert printer_words(MUTE, LabelCounter(20), ENGLISH).light is Light.FINE
    low = printer_words(MUTE, LabelCounter(19), ENGLISH)
    assert (low.title, low.light) == ("19 labels left", Light.LOOK)
    assert printer_words(MUTE, LabelCounter(0), ENGLISH).title == "roll used up"


def test_a_pause_is_told_as_ours_and_not_as_a_fault() -> None:
    paused = PrinterState("Brother", PrinterStatus(Condition.READY), is_paused=True)
    said = printing_words(Printing([paused], waiting=1), ENGLISH)
    assert (said.title, said.light) == ("Brother: paused here · 1 badge waits", Light.LOOK)


def test_badges_that_may_have_come_out_before_the_end_are_to_be_looked_for() -> None:
    said = printing_words(Printing([WELL], unsure=1), ENGLISH)
    assert (said.title, said.light) == ("Brother: 1 badge to look for", Light.LOOK)


def test_two_printers_that_work_are_counted() -> None:
    assert printing_words(Printing([WELL, MUTE], waiting=3), ENGLISH).title == (
        "2 printers: 3 badges wait"
    )
