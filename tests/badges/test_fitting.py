import pytest
from hypothesis import given
from hypothesis import strategies as st

from badges.fitting import balanced, line_breaks, shortened
from badges.lettering import graphemes, printable

pytestmark = pytest.mark.usefixtures("qapp")


def width(line: str) -> float:
    return float(len(line))


def test_a_name_breaks_at_spaces_and_after_hyphens() -> None:
    assert set(line_breaks("Anne-Sophie Botha", 2)) == {
        ("Anne-Sophie Botha",), ("Anne-", "Sophie Botha"), ("Anne-Sophie", "Botha"),
    }  # fmt: skip


def test_lines_are_as_even_as_can_be() -> None:
    assert balanced("María Fernanda de la Concepción", 2, width) == (
        "María Fernanda", "de la Concepción",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["Ludwig van der Rohe", "محمد عبد الرحمن", "Zoya de la Cruz"])
def test_no_line_ends_with_a_particle(name: str) -> None:
    for way in line_breaks(name, 3):
        for line in way[:-1]:
            assert line.split()[-1] not in ("van", "der", "de", "la", "عبد")


def test_a_short_word_is_never_cut() -> None:
    assert list(line_breaks("Vinogradova", 3)) == [("Vinogradova",)]
    assert balanced("Vinogradova", 2, width) is None


def test_a_long_word_is_cut_with_a_hyphen_where_the_script_has_one() -> None:
    assert balanced("Wolfeschlegelsteinhausen", 2, width) == ("Wolfeschlege-", "lsteinhausen")
    assert balanced("ศรีสุวรรณภูมิพิทักษ์ชัยชาญ", 2, width) is not None
    assert not any("-" in line for way in line_breaks("ศรีสุวรรณภูมิพิทักษ์ชัยชาญ") for line in way)


@given(st.text(max_size=80))
def test_no_way_of_breaking_loses_a_letter(text: str) -> None:
    text = printable(text)
    for way in line_breaks(text):
        assert len(way) <= 3
        joined = "".join(way).replace("-", "").replace(" ", "")
        assert joined == text.replace("-", "").replace(" ", "")


@given(st.text(min_size=1, max_size=400), st.integers(min_value=1, max_value=100))
def test_a_text_too_long_says_so_and_keeps_whole_letters(text: str, letters: int) -> None:
    text = printable(text)
    short = shortened(text, letters)
    assert short == text or short.endswith("…")
    assert len(graphemes(short)) <= max(letters, 1)
    if short != text:
        assert text.startswith(short[:-1])
