import pytest

from badges import wording
from badges.badge import Badge

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def no_font_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop with a font for Latin letters alone."""

    def missing(text: str, countries: tuple[str, ...] = ()) -> tuple[str, ...]:
        return tuple(dict.fromkeys(c for c in text if ord(c) > 0x24F))

    monkeypatch.setattr(wording, "missing_letters", missing)


@pytest.mark.usefixtures("no_font_for")
@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("王小明", "Wang Xiao Ming"),
        ("Дмитрий", "Dmitriy"),
        ("ብርሃኑ", "Brhanu"),
        ("Tom 🦄", "Tom"),
        ("Zoë", "Zoë"),
    ],
)
def test_a_name_without_a_font_is_printed_in_latin_letters_not_in_boxes(
    name: str, printed: str
) -> None:
    assert wording.legible(name) == printed


@pytest.mark.usefixtures("no_font_for")
def test_staff_are_told_which_letters_have_no_font() -> None:
    assert wording.unprintable_letters(Badge("小明", "王", countries=("CN",))) == ("小", "明", "王")
    assert wording.unprintable_letters(Badge("Zoya")) == ()


def test_a_mononym_or_a_name_nobody_split_is_set_in_one_size() -> None:
    assert wording.name_parts(Badge(name="Zoya Krylova")) == ("Zoya Krylova", "")
    assert wording.name_parts(Badge(last_name="Cher")) == ("Cher", "")
    assert wording.name_parts(Badge("Zoya", "Krylova", name="ignored")) == ("Zoya", "Krylova")
