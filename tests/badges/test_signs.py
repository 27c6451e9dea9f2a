import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from badges.errors import StockMismatch
from badges.letter_ranges import LETTERS, letter_ranges
from badges.signs import render_signs


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZéЖ1", max_size=300), st.integers(1, 26))
def test_every_letter_is_on_exactly_one_table(initials: str, tables: int) -> None:
    ranges = letter_ranges(initials, tables)
    assert len(ranges) == tables
    covered = "".join(
        LETTERS[LETTERS.index(part[0]) : LETTERS.index(part[-1]) + 1] for part in ranges
    )
    assert covered == LETTERS


def test_tables_have_about_as_many_guests() -> None:
    initials = "A" * 50 + "B" * 5 + "M" * 45 + "S" * 60 + "Z" * 40
    first, *others = letter_ranges(initials, 4)
    assert first in ("A", "A–B")
    sizes = [sum(part[0] <= letter <= part[-1] for letter in initials) for part in (first, *others)]
    assert min(sizes) >= 40


def test_without_guests_the_letters_are_divided() -> None:
    assert letter_ranges("", 2) == ("A–M", "N–Z")


def test_there_are_as_many_tables_as_letters_at_most() -> None:
    for tables in (0, 27):
        with pytest.raises(StockMismatch):
            letter_ranges("ABC", tables)


@pytest.mark.usefixtures("qapp")
def test_a_sign_is_read_from_the_door() -> None:
    pdf = render_signs(("A–F", "G–L", "M–Z"), "Moscow · November")
    with pdfium.PdfDocument(pdf) as document:
        assert len(document) == 3
        page = document[0].render(scale=72 / 72).to_pil().convert("L")
    assert page.width > page.height
    box = page.crop((0, 0, page.width, int(page.height * 0.85))).point(lambda v: 255 * (v < 128))
    left, top, right, bottom = box.getbbox() or (0, 0, 0, 0)
    assert right - left > 0.6 * page.width
    assert abs((left + right) / 2 - page.width / 2) < 3
    assert abs((top + bottom) / 2 - page.height / 2) < 12
