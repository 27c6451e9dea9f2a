import pytest
from hypothesis import given
from hypothesis import strategies as st

from badges.font_families import families_for
from badges.lettering import (
    Weight,
    graphemes,
    is_right_to_left,
    missing_letters,
    outline,
    printable,
)
from badges.wording import legible

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_name_becomes_a_shape_that_stands_on_its_baseline() -> None:
    shape = outline("Zoya", Weight.STRONG)
    assert len(shape.glyphs) == 4
    for glyph, _, _ in shape.glyphs:
        assert glyph.operators.startswith(tuple("0123456789-"))
        assert glyph.operators.endswith("h")
    assert 0.6 < shape.top < 0.85
    assert -0.35 < shape.bottom < -0.1  # the tail of the y
    assert 0 < shape.ink_width <= shape.advance


def test_arabic_letters_join() -> None:
    joined = outline("ببب").advance
    apart = 3 * outline("ب").advance
    assert joined < apart


def test_the_same_text_is_the_same_shape() -> None:
    outline.cache_clear()
    once = outline("Дмитрий")
    outline.cache_clear()
    assert outline("Дмитрий") == once


def test_a_line_set_wide_is_longer_unless_its_letters_join() -> None:
    assert outline("MAY", wide=True).advance > outline("MAY").advance
    assert outline("مايو", wide=True).advance == outline("مايو").advance


def test_a_letter_without_a_font_is_told_and_nothing_else_is() -> None:
    rare = "\U00030000"  # of 2020, for dictionaries: in none of the fonts a laptop has
    assert missing_letters("Zoya") == ()
    assert missing_letters(f"Zo{rare}ya {rare}") == (rare,)


def test_what_is_printed_is_never_a_box_whichever_fonts_there_are() -> None:
    for name in ("王小明", "さくら", "김민준", "محمد", "अनुष्का", "สมชาย", "தமிழ்", "မောင်", "ብርሃኑ"):
        printed = legible(name)
        assert printed
        assert missing_letters(printed) == ()
        # Boxes are as wide as high, one for each code point; letters are not.
        assert outline(printed).advance != pytest.approx(len(printed)) or printed == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zoya\x00\nVino\tgradova", "Zoya Vino gradova"),
        ("\u202eayoZ\u202c", "ayoZ"),
        ("  Anna   Li ", "Anna Li"),
        ("e\u0301", "é"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_control_characters_and_overrides_are_left_out(text: str, expected: str) -> None:
    assert printable(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Zoya", False), ("محمد", True), ("יוסף", True), ("Ali (محمد)", False), ("1 !", False)],
)
def test_the_first_letter_gives_the_direction(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected


def test_letters_are_those_a_reader_sees() -> None:
    assert graphemes("🇩🇪añ한q̃क्षि") == ("🇩🇪", "a", "ñ", "한", "q̃", "क्षि")


@given(st.text())
def test_cutting_into_letters_loses_nothing(text: str) -> None:
    clean = printable(text)
    assert "".join(graphemes(clean)) == clean


def test_the_guests_country_chooses_the_shape_of_chinese_letters() -> None:
    first = {
        code: next(f for f in families_for("直", (code,)) if "CJK" in f)
        for code in ("JP", "KR", "TW", "HK", "CN", "DE")
    }
    assert [name.removeprefix("Noto Sans CJK ") for name in first.values()] == [
        "JP", "KR", "TC", "HK", "SC", "SC",
    ]  # fmt: skip


def test_kana_and_hangul_choose_by_themselves() -> None:
    assert "Noto Sans CJK JP" in families_for("佐藤 さくら")
    assert "Noto Sans CJK KR" in families_for("김민준")
    assert not any("CJK" in family for family in families_for("Zoya"))
