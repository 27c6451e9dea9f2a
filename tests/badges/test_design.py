"""Designs as plain data: checked by file and key, and drawn without anything in anything's way."""

import io
import itertools
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pypdfium2 as pdfium
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from badges.badge import Badge
from badges.design import (
    BUILT_IN,
    CLASSIC,
    MARKS,
    Design,
    Line,
    ProductMark,
    built_in_designs,
    design_named,
    read_design,
)
from badges.errors import DesignUnknown, PlainDataWrong
from badges.layout import lay_out
from badges.lettering import CAP_HEIGHT_EM
from badges.placing import Layout, PlacedCode, PlacedImage, PlacedMark, PlacedRule
from badges.render import render_badge
from badges.stock import STOCKS, LabelStock, stock_named

pytestmark = pytest.mark.usefixtures("qapp")

ZOYA = Badge(
    "Zoya", "Vinogradova", countries=("RU",), country_names=("Russia",), second_line="Times",
    company="Moscow Times", event_name="Moscow", product="Albatross", languages=("ru", "en"),
    ask_about="winter swimming", code="K7F3-22QX",
)  # fmt: skip


def logo(width: int = 600, height: int = 200) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "navy").quantize(16).save(out, "PNG")
    return out.getvalue()


FULL = replace(
    CLASSIC,
    logo=logo(),
    has_qr=True,
    lines=(
        *CLASSIC.lines,
        Line("{product}", 4.4),
        Line("Ask me about {ask_about}", 4, is_blank=True),
    ),
    products=MappingProxyType({"albatross": ProductMark("disc", "#14804A")}),
)
DESIGNS = [*(design_named(name) for name in BUILT_IN), FULL]


def said(layout: Layout) -> list[str]:
    return [text.outline.text for text in layout.texts]


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = built_in_designs()["classic"].read_text("utf-8")
    assert old in text
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def test_a_copy_of_a_design_is_the_same_design(tmp_path: Path) -> None:
    mine = read_design(changed(tmp_path, "Classic", "Classic"))
    assert replace(mine, name="classic") == CLASSIC


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('show = "both"', 'show = "all"', "key_wrong", "name.show"),
        ("largest = 0.42", "largest = 4.2", "key_wrong", "name.largest"),
        ("largest = 0.42", 'largest = "big"', "key_wrong", "name.largest"),
        ("surname = 0.5", "surnam = 0.5", "key_unknown", "name.surnam"),
        ("most = 4 ", "most = 2.5 ", "key_wrong", "flags.most"),
        ('text = "{event}"', 'text = "{evening}"', "key_wrong", "lines[1].text"),
        ('text = "{event}"', 'text = "{event"', "key_wrong", "lines[1].text"),
        ('text = "{event}"', 'text = "{event:>999999999}"', "key_wrong", "lines[1].text"),
        ('text = "{event}"', 'text = "{event!r}"', "key_wrong", "lines[1].text"),
        ('text = "{event}"', 'text = "{event.__class__}"', "key_wrong", "lines[1].text"),
        ('text = "{event}"', "", "key_missing", "lines[1].text"),
        ("spaced = true", "spaced = 1", "key_wrong", "lines[1].spaced"),
        ("qr = false", 'qr = "yes"', "key_wrong", "corner.qr"),
        ("[corner]", "[products]\n[corner]", "key_wrong", "products"),
        ("[corner]", '[[products]]\nname="A"\ncolour="red"\n[corner]', "key_wrong",
         "products[1].colour"),
        ("[corner]", '[[products]]\nmark="disc"\n[corner]', "key_missing", "products[1].name"),
        ("[corner]", "[corner", "file_unreadable", None),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_design_is_named_by_file_and_key(
    tmp_path: Path, old: str, new: str, code: str, key: str | None
) -> None:
    with pytest.raises(PlainDataWrong) as wrong:
        read_design(changed(tmp_path, old, new))
    assert (wrong.value.code, wrong.value.values["file"]) == (code, "mine.toml")
    assert wrong.value.values.get("key") == key


def test_ones_own_design_is_found_by_the_name_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "designs").mkdir()
    changed(tmp_path, 'title = "Classic"', 'title = "Mine"').rename(tmp_path / "designs/mine.toml")
    assert design_named("mine", tmp_path).title == "Mine"
    with pytest.raises(DesignUnknown) as unknown:
        design_named("nobody's", tmp_path)
    assert set(unknown.value.values["known"]) == {*BUILT_IN, "mine"}  # type: ignore[call-overload]


def test_a_line_without_its_field_is_left_out_or_waits_for_a_pen() -> None:
    conversation = design_named("conversation")
    quiet = lay_out(replace(ZOYA, ask_about=""), 100, 62, conversation)
    assert "Ask me about" in said(quiet)
    assert len([extra for extra in quiet.extras if isinstance(extra, PlacedRule)]) == 1
    told = lay_out(ZOYA, 100, 62, conversation)
    assert "Ask me about winter swimming" in said(told)
    assert "I speak RU · EN" in said(told)
    assert not told.extras
    assert "Times" not in said(lay_out(replace(ZOYA, second_line=""), 100, 62))


def test_the_country_is_said_as_the_design_asks() -> None:
    for how, expected in (("code", "RU"), ("name", "Russia")):
        assert expected in said(lay_out(ZOYA, 100, 62, replace(CLASSIC, country=how)))
    silent = said(lay_out(ZOYA, 100, 62, replace(CLASSIC, country="none")))
    assert not {"RU", "Russia"} & set(silent)


def test_names_are_shown_as_the_design_asks() -> None:
    assert "Vinogradova" not in said(lay_out(ZOYA, 100, 62, replace(CLASSIC, show="first")))
    whole = said(lay_out(ZOYA, 100, 62, replace(CLASSIC, show="whole")))
    assert " ".join(whole).startswith("Zoya Vinogradova")


def test_a_big_first_name_is_read_from_three_metres() -> None:
    layout = lay_out(ZOYA, 100, 62, design_named("big-first-name"))
    # DIN 1450: capitals of 1 mm for every 0.25 m or so; three metres want 12 mm.
    assert layout.texts[0].size_mm * CAP_HEIGHT_EM >= 12


@pytest.mark.parametrize("shape", MARKS)
def test_a_products_mark_is_seen_in_black_and_white(shape: str) -> None:
    design = replace(FULL, products=MappingProxyType({"albatross": ProductMark(shape, "#F5A623")}))
    stock = stock_named("62x100")
    (mark,) = [e for e in lay_out(ZOYA, 100, 62, design).extras if isinstance(e, PlacedMark)]
    image = picture(render_badge(ZOYA, stock, design=design)).convert("1", dither=Image.Dither.NONE)
    left, bottom, right, top = (round(side * 10) for side in mark.box_mm)
    cut = image.crop((left, 620 - top, right, 620 - bottom)).convert("L")
    black = cut.histogram()[0] / (cut.width * cut.height)
    assert 0.1 < black < 0.9


def picture(pdf: bytes) -> Image.Image:
    with pdfium.PdfDocument(pdf) as document:
        image: Image.Image = document[0].render(scale=254 / 72).to_pil().convert("RGB")
    return image


def test_the_code_is_read_back_and_is_off_unless_asked_for() -> None:
    stock = stock_named("62x100")
    assert zxingcpp.read_barcodes(picture(render_badge(ZOYA, stock))) == []
    found = zxingcpp.read_barcodes(picture(render_badge(ZOYA, stock, design=FULL)))
    assert [code.text for code in found] == ["K7F3-22QX"]


Box = tuple[float, float, float, float]


def boxes(layout: Layout) -> list[Box]:
    extras = [
        e.box_mm for e in layout.extras if isinstance(e, PlacedImage | PlacedCode | PlacedMark)
    ]
    return [*(text.box_mm for text in layout.texts), *(f.box_mm for f in layout.flags), *extras]


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.name)
@settings(max_examples=25, deadline=None)
@given(
    st.text(max_size=40), st.text(max_size=40), st.lists(st.sampled_from(["DE", "ZZ", "EU"])),
    st.text(max_size=40), st.sampled_from([s for s in STOCKS if min(s.size_mm) >= 50]),
)  # fmt: skip
def test_whatever_is_typed_no_design_lets_things_meet(
    design: Design, first: str, last: str, countries: list[str], text: str, stock: LabelStock
) -> None:
    badge = Badge(
        first, last, "", tuple(countries), text, text, (), text, "Albatross", ("de",), text, "K7F3"
    )
    layout = lay_out(badge, *stock.size_mm, design)
    for left, bottom, right, top in boxes(layout):
        assert min(left, bottom, stock.width_mm - right, stock.height_mm - top) >= 0.5
    for one, other in itertools.combinations(boxes(layout), 2):
        assert not overlap(one, other)


def test_a_name_too_small_to_read_is_told() -> None:
    long = Badge("Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren", "Senior")
    stock = stock_named("57x32")
    assert lay_out(long, *stock.size_mm).is_hard_to_read
    assert not lay_out(ZOYA, *stock_named("62x100").size_mm).is_hard_to_read
    assert not lay_out(Badge(), 100, 62).is_hard_to_read
