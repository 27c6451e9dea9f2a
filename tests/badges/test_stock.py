"""The table of label stock, one's own beside it, and every stock drawn to scale."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from badges.badge import Badge
from badges.calibration import Calibration
from badges.errors import PlainDataWrong, StockMismatch
from badges.render import render_badge
from badges.ruler import INSET_MM, render_ruler
from badges.stock import STOCKS, LabelStock, own_stocks, stock_named

pytestmark = pytest.mark.usefixtures("qapp")

DPI = 254  # ten pixels a millimetre
ZOYA = Badge("Zoya", "Vinogradova", countries=("RU",), event_name="Moscow")
ASKED_FOR = {
    "36x89", "54x101", "57x32", "59x102", "62x100", "38x90", "62x29", "62-continuous",
    "62-red-black", "zebra-4x6", "zebra-4x3", "zebra-57x32", "avery-l4784", "avery-l4785",
    "avery-l4786", "avery-l7160", "avery-l7163", "avery-l7418", "avery-5395", "avery-74459",
    "herma-4412", "herma-4515", "herma-9642", "durable-1453", "durable-1445", "durable-1456",
    "a6-on-a4", "a7-on-a4", "id-1",
}  # fmt: skip
OWN = """
[{name}]
size_mm = [70, 45]
grid = {{ columns = 2, rows = 5, left_mm = {left}, top_mm = 20, pitch_mm = [80, 50] }}
"""


def pictures(pdf: bytes) -> Image.Image:
    with pdfium.PdfDocument(pdf) as document:
        image: Image.Image = document[0].render(scale=DPI / 72).to_pil().convert("L")
    return image


def own(folder: Path, text: str) -> tuple[LabelStock, ...]:
    (folder / "stock.toml").write_text(text, "utf-8")
    return own_stocks(folder)


def test_the_table_has_what_hosts_use_and_says_where_its_figures_come_from() -> None:
    assert {stock.name for stock in STOCKS} >= ASKED_FOR
    assert all(stock.source and stock.description for stock in STOCKS)


@pytest.mark.parametrize("stock", STOCKS, ids=lambda stock: stock.name)
def test_every_stock_is_drawn_to_scale(stock: LabelStock) -> None:
    image = pictures(render_ruler(stock))
    width, height = stock.page_mm
    assert image.size == pytest.approx((width * 10, height * 10), abs=2)
    cells = stock.cells_mm() if stock.grid is not None else iter([(0, 0.0, 0.0)])
    for _ in range(stock.grid.cells if stock.grid is not None else 1):
        _, x, y = next(cells)
        # The frame of every badge, 2 mm inside its edges, is where a ruler finds it.
        for across in (x + INSET_MM, x + stock.width_mm - INSET_MM):
            at = round((height - y - stock.height_mm * 0.3) * 10)
            assert darkest(image, round(across * 10), at) < 140
        for up in (y + INSET_MM, y + stock.height_mm - INSET_MM):
            assert (
                darkest(image, round((x + stock.width_mm * 0.3) * 10), round((height - up) * 10))
                < 140
            )


def darkest(image: Image.Image, x: int, y: int) -> int:
    histogram: list[int] = image.crop((x - 2, y - 2, x + 3, y + 3)).histogram()
    return next(level for level, count in enumerate(histogram) if count)


@pytest.mark.parametrize("stock", [s for s in STOCKS if s.is_turned], ids=lambda stock: stock.name)
def test_a_turned_label_lies_as_on_its_roll_and_is_read_upright(stock: LabelStock) -> None:
    with pdfium.PdfDocument(render_badge(ZOYA, stock)) as document:
        page = document[0]
        left, bottom, right, top = page.get_mediabox()
        assert page.get_rotation() == 90
        millimetres = [(right - left) / 72 * 25.4, (top - bottom) / 72 * 25.4]
        shown = [side / 72 * 25.4 for side in page.get_size()]
    assert millimetres == pytest.approx([stock.height_mm, stock.width_mm], abs=0.01)
    assert shown == pytest.approx(list(stock.size_mm), abs=0.01)
    assert stock.height_mm < stock.width_mm


def test_ones_own_stock_is_found_before_ours(tmp_path: Path) -> None:
    mine = own(tmp_path, OWN.format(name="avery-l4785", left=25))
    assert stock_named("Avery-L4785", mine).width_mm == 70
    assert stock_named("avery-l4785").width_mm == 80
    assert own_stocks(tmp_path / "nowhere") == ()


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("[mine]", "key_missing", "mine.size_mm"),
        ("[mine]\nsize_mm = [70]", "key_wrong", "mine.size_mm"),
        ("[mine]\nsize_mm = [70, 4500]", "key_wrong", "mine.size_mm"),
        ("[mine]\nsize_mm = [70, 45]\nwidht = 3", "key_unknown", "mine.widht"),
        ("[mine]\nsize_mm = [70, 45]\nguides = 1", "key_wrong", "mine.guides"),
        ("[mine]\nsize_mm = [70, 45]\ngrid = 3", "key_wrong", "mine.grid"),
        ("[mine]\nsize_mm = [70, 45]\nfeed = 'left'", "key_wrong", "mine.feed"),
        (OWN.format(name="mine", left=70), "grid_too_large", "mine.grid"),
        ("mine = 3", "key_wrong", "mine"),
        ("[mine", "file_unreadable", None),
    ],
)
def test_what_is_wrong_in_it_is_named_by_file_and_key(
    tmp_path: Path, text: str, code: str, key: str | None
) -> None:
    with pytest.raises(PlainDataWrong) as wrong:
        own(tmp_path, text)
    assert wrong.value.code == code
    assert wrong.value.values["file"] == "stock.toml"
    assert wrong.value.values.get("key") == key


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    box = image.point(lambda value: 255 if value < 160 else 0).getbbox()
    assert box is not None
    return box


def test_a_printer_that_prints_beside_the_label_is_put_right() -> None:
    stock = stock_named("62x100")
    straight = ink(pictures(render_badge(ZOYA, stock)))
    moved = ink(pictures(render_badge(ZOYA, stock, Calibration(right_mm=1.5, up_mm=-2))))
    assert [b - a for a, b in zip(straight, moved, strict=True)] == pytest.approx(
        [15, 20, 15, 20], abs=1
    )


def test_a_badge_that_comes_out_upside_down_is_turned() -> None:
    stock = stock_named("62x100")
    straight = pictures(render_badge(ZOYA, stock))
    turned = pictures(render_badge(ZOYA, stock, Calibration(rotation_degrees=180)))
    left, top, right, bottom = ink(straight)
    expected = (1000 - right, 620 - bottom, 1000 - left, 620 - top)
    assert ink(turned) == pytest.approx(expected, abs=2)


def test_a_printer_that_shrinks_is_made_up_for() -> None:
    stock = stock_named("avery-l4785")
    left, _, right, _ = ink(pictures(render_badge(ZOYA, stock)))
    wide_left, _, wide_right, _ = ink(pictures(render_badge(ZOYA, stock, Calibration(scale=1.05))))
    assert (wide_right - wide_left) / (right - left) == pytest.approx(1.05, abs=0.005)


def test_what_no_printer_needs_is_refused() -> None:
    for wrong in ({"right_mm": 40.0}, {"scale": 2.0}, {"rotation_degrees": 720.0}):
        with pytest.raises(StockMismatch):
            Calibration(**wrong)
