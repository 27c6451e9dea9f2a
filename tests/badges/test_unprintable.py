import pytest

from badges.unprintable import letters_in, letters_without_font

pytestmark = pytest.mark.usefixtures("qapp")
NOT_ASSIGNED_A_FONT = "\U0003134a"  # the last ideograph of Unicode 13's plane 3


def test_ordinary_letters_are_not_asked_about_and_marks_never_alone() -> None:
    assert letters_in(["Zoya", "Zoë", "अनुष्का"]) == frozenset("ëअनषक") | {"ा"}


def test_a_letter_without_a_font_is_found_among_many_that_have_one() -> None:
    letters = {chr(code) for code in range(0x410, 0x450)} | {NOT_ASSIGNED_A_FONT}
    assert letters_without_font(letters) == {NOT_ASSIGNED_A_FONT}


def test_nothing_is_asked_where_all_names_are_plain() -> None:
    assert letters_without_font(letters_in(["Anna Schmidt"])) == frozenset()
