import pytest

from kiosk.door.views import Light
from kiosk.print_words import badge_words, printer_words
from kiosk.printing.attempt import PrintProgress, PrintState
from kiosk.printing.errors import PrinterNotFound
from kiosk.words import ENGLISH


@pytest.mark.parametrize("state", list(PrintState))
def test_every_state_is_told_and_none_says_that_paper_came_out(state: PrintState) -> None:
    told = badge_words(PrintProgress("1", "Zoya", state, "Brother"), ENGLISH)
    assert told
    assert "printed" not in told or "not printed" in told or state is not PrintState.SENT


def test_a_printer_that_works_is_quiet() -> None:
    assert printer_words("Brother", 0, False, None, ENGLISH)[:2] == ("Brother", Light.FINE)


def test_a_printer_that_stopped_says_how_many_wait_and_what_to_do() -> None:
    failed = PrintProgress(
        "1", "Z", PrintState.FAILED, "paper", PrinterNotFound("folder_missing", folder="x")
    )
    words, light, tip = printer_words("paper", 4, True, failed, ENGLISH)
    assert (words, light) == ("paper: 4 badges wait", Light.LOOK)
    assert "Ctrl+P" in tip
    assert "Guests come in all the same" in tip


def test_badges_that_may_have_come_out_before_the_end_are_to_be_looked_for() -> None:
    words, light, _ = printer_words("paper", 0, False, None, ENGLISH, unsure=1)
    assert (words, light) == ("paper: 1 badge to look for", Light.LOOK)
