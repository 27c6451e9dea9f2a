import io

import pypdfium2 as pdfium
import pytest
from PIL import Image

from badges.badge import Badge
from badges.drawing import draw_text, new_canvas
from badges.errors import StockMismatch, StockUnknown
from badges.layout import lay_out
from badges.lettering import Glyph, Outline
from badges.placing import PlacedText
from badges.render import render_badge, render_badges
from badges.sheet import render_sheets
from badges.stock import STOCKS, LabelStock, stock_named

pytestmark = pytest.mark.usefixtures("qapp")

ZOYA = Badge("Zoya", "Vinogradova", countries=("RU",), second_line="Albatross", event_name="Moscow")
SQUARES = "0 0 m 1000 0 l 1000 1000 l 0 1000 l h 500 0 m 1500 0 l 1500 1000 l 500 1000 l h"
SHEETS = [stock for stock in STOCKS if stock.grid is not None]
MM = 72 / 25.4


def pages_mm(pdf: bytes) -> list[tuple[float, float]]:
    with pdfium.PdfDocument(pdf) as document:
        return [(round(w / MM, 1), round(h / MM, 1)) for w, h in (p.get_size() for p in document)]


def picture(pdf: bytes, page: int = 0, dpi: int = 100) -> Image.Image:
    with pdfium.PdfDocument(pdf) as document:
        image: Image.Image = document[page].render(scale=dpi / 72).to_pil().convert("RGB")
        return image


def ink_box(image: Image.Image) -> tuple[int, int, int, int]:
    box = image.convert("L").point(lambda value: 255 if value < 200 else 0).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("stock", STOCKS, ids=lambda stock: stock.name)
def test_a_badge_is_one_page_as_large_as_the_label_with_its_ink_inside(stock: LabelStock) -> None:
    pdf = render_badge(ZOYA, stock)
    (size,) = pages_mm(pdf)
    assert size == pytest.approx(stock.size_mm, abs=0.06)
    image = picture(pdf, dpi=254)
    left, top, right, bottom = ink_box(image)
    assert min(left, top, image.width - right, image.height - bottom) >= 39  # 3.9 mm


def test_badges_come_one_a_page_in_their_order_and_a_flag_is_stored_once() -> None:
    stock = stock_named("62x100")
    one, many = render_badge(ZOYA, stock), render_badges([ZOYA] * 20, stock)
    assert len(pages_mm(many)) == 20
    assert len(many) < 20 * len(one)
    assert picture(many, 19).tobytes() == picture(one).tobytes()


def test_the_same_badge_is_the_same_file_on_any_day() -> None:
    assert render_badge(ZOYA, STOCKS[0]) == render_badge(ZOYA, STOCKS[0])


def test_a_badge_is_small_enough_for_any_printer() -> None:
    assert len(render_badge(ZOYA, STOCKS[0])) < 20_000


def test_the_flag_has_its_colours() -> None:
    colours = picture(render_badge(ZOYA, stock_named("62x100"))).getcolors(1 << 20)
    assert colours is not None
    many = {rgb for count, rgb in colours if count > 300}
    assert {(0, 57, 166), (213, 43, 30)} & many or len(many) >= 4


def test_a_printer_without_grey_still_says_name_and_country_in_letters() -> None:
    stock = stock_named("62x100")
    page = picture(render_badge(ZOYA, stock), dpi=254).convert("1", dither=Image.Dither.NONE)
    for text in lay_out(ZOYA, *stock.size_mm).texts:
        left, bottom, right, top = text.box_mm
        box = (left * 10, (stock.height_mm - top) * 10, right * 10, (stock.height_mm - bottom) * 10)
        white = page.crop(box).convert("L").histogram()[255]
        share = 1 - white / ((right - left) * (top - bottom) * 100)
        assert 0.15 < share < 0.8, text.outline.text


@pytest.mark.parametrize("stock", SHEETS, ids=lambda stock: stock.name)
def test_every_cell_of_a_sheet_lies_on_the_paper_and_on_no_other_cell(stock: LabelStock) -> None:
    assert stock.grid is not None
    cells = stock.cells_mm()
    seen = [next(cells) for _ in range(stock.grid.cells)]
    assert {sheet for sheet, _, _ in seen} == {0}
    for _, x, y in seen:
        assert min(x, y) >= -0.05
        assert x + stock.width_mm <= stock.page_mm[0] + 0.05
        assert y + stock.height_mm <= stock.page_mm[1] + 0.05
    assert len({(x, y) for _, x, y in seen}) == stock.grid.cells
    assert stock.grid.pitch_x_mm >= stock.width_mm
    assert stock.grid.pitch_y_mm >= stock.height_mm - 0.05
    assert next(cells)[0] == 1


@pytest.mark.parametrize("stock", SHEETS, ids=lambda stock: stock.name)
def test_sheets_hold_all_badges_and_begin_at_the_cell_asked_for(stock: LabelStock) -> None:
    assert stock.grid is not None
    cells = stock.grid.cells
    (page,) = pages_mm(render_sheets([ZOYA] * cells, stock))
    assert page == pytest.approx(stock.page_mm, abs=0.06)
    assert pages_mm(render_sheets([ZOYA] * cells, stock, 1)) == [page, page]
    image = picture(render_sheets([ZOYA], stock, cells - 1))
    left, top, _, _ = ink_box(image)
    assert left >= image.width * (1 - 1 / stock.grid.columns) - 1
    assert top >= image.height / 2 - 1


def test_a_badge_on_a_sheet_is_the_badge_alone() -> None:
    stock = stock_named("avery-l4785")
    assert stock.grid is not None
    dpi = 254  # ten pixels a millimetre
    sheet = picture(render_sheets([ZOYA], stock), dpi=dpi)
    left, top = round(stock.grid.left_mm * 10), round(stock.grid.top_mm * 10)
    cut = sheet.crop((left, top, left + 800, top + 500))
    alone = picture(render_badge(ZOYA, stock), dpi=dpi)
    assert ink_box(cut) == pytest.approx(ink_box(alone), abs=1)


def test_what_cannot_be_done_is_said() -> None:
    with pytest.raises(StockUnknown) as unknown:
        stock_named("b5")
    assert "62x100" in str(unknown.value.values["known"])
    with pytest.raises(StockMismatch):
        render_sheets([ZOYA], stock_named("62x100"))
    for cell in (-1, 10):
        with pytest.raises(StockMismatch):
            render_sheets([ZOYA], stock_named("avery-l4785"), cell)
    with pytest.raises(StockMismatch):
        render_badges([], STOCKS[0])
    with pytest.raises(StockMismatch):
        render_sheets([], SHEETS[0])


def test_names_of_stock_are_short_and_unique() -> None:
    names = [stock.name for stock in STOCKS]
    assert len(set(names)) == len(names)
    assert {"62x100", "54x101"} <= set(names)
    assert all(stock_named(name.upper()).name == name for name in names)
    assert len(SHEETS) >= 3


def test_letters_that_overlap_leave_no_holes() -> None:
    glyph = Glyph(SQUARES, (0, 0, 1500, 1000), "squares")
    shape = Outline("two squares", ((glyph, 0, 0),), 1.0, 0.0, 0.75, 0.0, 0.5, ())
    target = io.BytesIO()
    canvas = new_canvas(target, (10, 10), "squares")
    draw_text(canvas, PlacedText(shape, 0, 0, 10))
    canvas.save()
    image = picture(target.getvalue(), dpi=254)
    assert image.getpixel((37, 75)) == (0, 0, 0)  # where the two lie on each other
    assert image.getpixel((90, 20)) == (255, 255, 255)
