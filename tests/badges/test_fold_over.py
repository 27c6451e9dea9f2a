import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from badges.badge import Badge
from badges.errors import StockMismatch
from badges.sheet import render_fold_overs
from badges.stock import stock_named

pytestmark = pytest.mark.usefixtures("qapp")

ZOYA = Badge("Zoya", "Vinogradova", countries=("RU",), event_name="Moscow")


def sheets(pdf: bytes) -> list[Image.Image]:
    with pdfium.PdfDocument(pdf) as document:
        return [page.render(scale=0.5).to_pil() for page in document]


def test_both_sides_of_a_badge_that_is_folded_are_read_upright() -> None:
    stock = stock_named("a4-plain")
    assert stock.grid is not None
    with pdfium.PdfDocument(render_fold_overs([ZOYA], stock)) as document:
        page = document[0].render(scale=254 / 72).to_pil().convert("L")
    left, top = round(stock.grid.left_mm * 10), round(stock.grid.top_mm * 10)
    upper = page.crop((left, top, left + 1000, top + 650)).rotate(180)
    lower = page.crop((left, top + 650, left + 1000, top + 1300))
    off = ImageChops.difference(upper, lower).point(lambda value: 255 * (value > 100))
    assert sum(lower.point(lambda value: 255 * (value < 128)).histogram()[255:]) > 20_000
    assert off.histogram()[255] < 0.01 * 1000 * 650


@pytest.mark.parametrize(("badges", "skip", "pages"), [(4, 0, 1), (5, 0, 2), (4, 1, 2), (3, 1, 1)])
def test_each_takes_a_whole_pair_of_places(badges: int, skip: int, pages: int) -> None:
    made = render_fold_overs([ZOYA] * badges, stock_named("a4-plain"), skip)
    assert len(sheets(made)) == pages


@pytest.mark.parametrize("name", ["62x100", "avery-l4785", "herma-9642"])
def test_labels_apart_from_each_other_cannot_be_folded(name: str) -> None:
    with pytest.raises(StockMismatch):
        render_fold_overs([ZOYA], stock_named(name))
