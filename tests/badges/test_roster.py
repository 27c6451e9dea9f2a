import pypdfium2 as pdfium
import pytest

from badges.roster import RosterRow, _pages, render_roster
from badges.stock import A4_MM

pytestmark = pytest.mark.usefixtures("qapp")


def ordered(*names: str) -> list[list[str]]:
    from badges.roster import _filed_under

    rows = sorted((RosterRow(name) for name in names), key=_filed_under)
    return [[line.row.name if line.row else line.letter for line in page] for page in _pages(rows)]


def test_names_of_any_script_are_filed_under_latin_letters() -> None:
    assert ordered("Zoya", "Дмитрий", "Éluard", "anna", "Daria", "7 Up", "O'Neil") == [
        [
            "#",
            "7 Up",
            "A",
            "anna",
            "D",
            "Daria",
            "Дмитрий",
            "E",
            "Éluard",
            "O",
            "O'Neil",
            "Z",
            "Zoya",
        ]
    ]


def test_no_letter_stands_alone_at_the_end_of_a_page_and_it_is_said_again_on_the_next() -> None:
    pages = ordered(*(f"{letter}{i:03}" for letter in "ABCDEFG" for i in range(40)))
    assert len(pages) > 1
    for page in pages:
        assert len(page[0]) == 1
        assert len(page[-1]) > 1
    names = [entry for page in pages for entry in page if len(entry) > 1]
    assert len(names) == len(set(names)) == 280


def test_the_list_is_a4_and_long_lists_take_more_pages() -> None:
    rows = [
        RosterRow(f"Guest {i} 王 محمد", ("DE", "NP", "ZZ"), "Basic " * 20, "10.00 €", i % 2 == 0)
        for i in range(90)
    ]
    with pdfium.PdfDocument(render_roster("Moscow · November", rows)) as document:
        assert len(document) == 3
        for page in document:
            size = [round(side / 72 * 25.4, 1) for side in page.get_size()]
            assert size == list(A4_MM)


def test_a_tick_is_seen() -> None:
    def dark(arrived: bool) -> int:
        pdf = render_roster("x", [RosterRow("Zoya", arrived=arrived)])
        with pdfium.PdfDocument(pdf) as document:
            histogram: list[int] = document[0].render(scale=2).to_pil().convert("L").histogram()
        return sum(histogram[:128])

    assert dark(True) > dark(False) + 10


def test_an_empty_list_is_one_page() -> None:
    with pdfium.PdfDocument(render_roster("Moscow", [])) as document:
        assert len(document) == 1
