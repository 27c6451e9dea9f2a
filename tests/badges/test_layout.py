import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badges.badge import Badge
from badges.flags import UNBOXED
from badges.layout import lay_out
from badges.lettering import CAP_HEIGHT_EM
from badges.placing import Layout, PlacedText
from badges.stock import STOCKS, LabelStock, stock_named

pytestmark = pytest.mark.usefixtures("qapp")

NAMES = [
    ("Zoya", "Vinogradova"), ("Eric", "陈"), ("Дмитрий", "Шостакович"), ("Thị Hồng", "Nguyễn"),
    ("小明", "王"), ("さくら", "佐藤"), ("민준", "김"), ("محمد", "عبد الرحمن"), ("יוסף", "כהן"),
    ("अनुष्का", "शर्मा"), ("สมชาย", "ใจดี"), ("ብርሃኑ", "ነጋ"), ("မောင်", "မောင်"), ("ქეთევან", "Հայկ"),
    ("Γιώργος", "Παπαδόπουλος"), ("தமிழ்", "சுந்தர்"), ("සිංහල", "පෙරේරා"), ("ਗੁਰਪ੍ਰੀਤ", "ਸਿੰਘ"),
    ("সুব্রত", "রায়"), ("സുജിത്ത്", "നായർ"), ("សុខា", "ចាន់"), ("Ali (محمد)", "Yılmaz"),
    ("María Fernanda de la Concepción", "Rodríguez y Villanueva"), ("Tom 🦄", "O'Neil"),
    ("Eva", "Wolfeschlegelsteinhausenbergerdorff"), ("x" * 10_000, "y" * 10_000), ("", "Cher"),
    ("Wolfeschlegelsteinhausenbergerdorff", "Ng"), ("a b " * 3000, ""), ("Q̃" * 60, "Ẫ" * 60),
]  # fmt: skip
COUNTRIES: list[tuple[str, ...]] = [
    (),
    ("DE",),
    ("NP", "GB-SCT"),
    ("ZZ",),
    ("US", "FR", "EU", "UN", "XK"),
]


Box = tuple[float, float, float, float]


def ink_boxes(layout: Layout) -> list[Box]:
    """What is seen of every line and flag; Nepal's does not fill its image."""
    boxes = [text.box_mm for text in layout.texts]
    for flag in layout.flags:
        left, bottom, right, top = flag.box_mm
        boxes.append((left, bottom, left + (right - left) * UNBOXED.get(flag.code, 1.0), top))
    return boxes


def within(layout: Layout, slack_mm: float) -> bool:
    return all(
        left >= slack_mm - 1e-6
        and bottom >= slack_mm - 1e-6
        and right <= layout.width_mm - slack_mm + 1e-6
        and top <= layout.height_mm - slack_mm + 1e-6
        for left, bottom, right, top in ink_boxes(layout)
    )


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def made(first: str, last: str, countries: tuple[str, ...], stock: LabelStock) -> Layout:
    badge = Badge(first, last, "", countries, "Guest of Zoya Vinogradova", "Moscow · November")
    return lay_out(badge, *stock.size_mm)


@pytest.mark.parametrize("stock", STOCKS, ids=lambda stock: stock.name)
def test_no_name_in_any_script_leaves_any_label(stock: LabelStock) -> None:
    for (first, last), countries in zip(NAMES, itertools.cycle(COUNTRIES), strict=False):
        layout = made(first, last, countries, stock)
        assert within(layout, 2.0), first[:40]
        # Names keep the whole margin; only tails of the foot's letters hang below its baseline.
        assert all(text.baseline_mm >= 4.0 for text in layout.texts)


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=60), st.text(max_size=60), st.lists(st.sampled_from(["DE", "NP", "ZZ", "EU"])),
    st.text(max_size=60), st.text(max_size=60), st.sampled_from(STOCKS),
)  # fmt: skip
def test_whatever_is_typed_stays_on_the_label_and_lines_do_not_meet(
    first: str, last: str, countries: list[str], second: str, event: str, stock: LabelStock
) -> None:
    badge = Badge(first, last, "", tuple(countries), second, event)
    layout = lay_out(badge, *stock.size_mm)
    assert within(layout, 0.5)
    for one, other in itertools.combinations(ink_boxes(layout), 2):
        assert not overlap(one, other)


def name_lines(layout: Layout) -> list[PlacedText]:
    return [text for text in layout.texts if text.baseline_mm > layout.height_mm * 0.35]


def test_the_surname_is_half_as_large_as_the_first_name() -> None:
    first, last = name_lines(made("Zoya", "Vinogradova", ("RU",), stock_named("62x100")))
    assert first.outline.text == "Zoya"
    assert 0.45 <= last.size_mm / first.size_mm <= 0.55


def test_short_names_share_their_baselines_so_that_badges_look_like_a_set() -> None:
    stock = stock_named("62x100")
    first, *others = (
        [text.baseline_mm for text in name_lines(made(*name, ("RU",), stock))]
        for name in (("Zoya", "Krylova"), ("Anna", "Li"), ("Eva", "Kim"))
    )
    assert all(other == pytest.approx(first, abs=0.25) for other in others)


def test_a_short_first_name_can_be_read_from_three_metres() -> None:
    # 1 mm of capital letter for every 200 mm of distance (DIN 1450 asks for about as much).
    for stock in (stock for stock in STOCKS if min(stock.size_mm) >= 50):
        first = name_lines(made("Zoya", "Vinogradova", ("RU",), stock))[0]
        assert first.size_mm * CAP_HEIGHT_EM >= 3000 / 400, stock.name


def test_a_name_from_right_to_left_stands_right_with_its_flag_left() -> None:
    layout = made("محمد", "عبد الرحمن", ("SA",), stock_named("62x100"))
    assert layout.flags[0].x_mm == pytest.approx(layout.margin_mm)
    for line in name_lines(layout):
        assert line.box_mm[2] == pytest.approx(layout.width_mm - layout.margin_mm)
    layout = made("Zoya", "Krylova", ("RU",), stock_named("62x100"))
    assert layout.flags[0].box_mm[2] == pytest.approx(layout.width_mm - layout.margin_mm)


@pytest.mark.parametrize("name", [("Zoya", "Krylova"), ("محمد", "بكر")])
def test_two_flags_stand_in_the_order_given(name: tuple[str, str]) -> None:
    flags = made(*name, ("DE", "RU"), stock_named("62x100")).flags
    assert [flag.code for flag in sorted(flags, key=lambda flag: flag.x_mm)] == ["DE", "RU"]
    assert len({(flag.y_mm, flag.height_mm) for flag in flags}) == 1


def test_a_flag_is_never_stretched() -> None:
    for stock, countries in itertools.product(STOCKS, COUNTRIES):
        for flag in made("Zoya", "K", countries, stock).flags:
            assert flag.width_mm / flag.height_mm == pytest.approx(4 / 3)


def test_an_unknown_country_is_said_in_letters_without_a_flag() -> None:
    layout = made("Zoya", "K", ("zz",), stock_named("62x100"))
    assert layout.flags == ()
    assert "ZZ" in [text.outline.text for text in layout.texts]


def test_with_nothing_at_the_foot_the_name_stands_in_the_middle() -> None:
    layout = lay_out(Badge("Anna", "Li"), 100, 62)
    highest = layout.texts[0].box_mm[3]
    assert layout.height_mm - highest > layout.margin_mm + 2


def test_chinese_names_are_one_line_family_name_first() -> None:
    from badges.wording import name_parts

    assert name_parts(Badge("小明", "王")) in (("王小明", ""), ("Wang Xiao Ming", ""))
    assert name_parts(Badge("さくら", "佐藤"))[0] in ("佐藤 さくら", "Zuo Teng Sakura")


def test_an_empty_badge_is_blank_paper() -> None:
    assert lay_out(Badge(), 100, 62).texts == ()
