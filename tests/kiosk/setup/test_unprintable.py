import pytest

from data.guestlist.read import read_text
from kiosk.problem_words import problem_words
from kiosk.setup.list_child import ROWS_OF_LETTER, _shown
from kiosk.setup.unprintable import missing_here, with_unprintable

pytestmark = pytest.mark.usefixtures("qapp")
RARE = "\U0003134a"


def test_a_row_whose_name_cannot_be_printed_is_told_with_the_remedy() -> None:
    found = read_text(f"Name,Country\nAnna Ek,Sweden\nZoë {RARE} Ek,Sweden\n")
    reading = _shown(found, False, False)
    told = with_unprintable(reading, missing_here(reading))
    (problem,) = told.found.problems
    assert (problem.row, problem.column, problem.value) == (3, "Name", RARE)
    assert "pennant-kiosk[fonts]" in problem_words(problem)
    assert (told.noted, dict(told.kinds)) == (1, {"unprintable": 1})


def test_a_list_that_can_be_printed_stays_as_it_is() -> None:
    reading = _shown(read_text("Name\nZoë Ek\nДмитрий Соколов\n"), False, False)
    assert with_unprintable(reading, missing_here(reading)) is reading


def test_of_a_letter_in_every_row_the_first_rows_are_told() -> None:
    lines = "\n".join(f"Guest {n} {RARE}" for n in range(200))
    reading = _shown(read_text(f"Name\n{lines}\n"), False, False)
    assert len(with_unprintable(reading, {RARE}).found.problems) == ROWS_OF_LETTER
