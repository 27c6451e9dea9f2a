"""Every flag, as printed, beside the same drawing by librsvg (see make_flag_reference.py)."""

import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from badges.drawing import draw_flag, new_canvas
from badges.flags import FLAGS, flag_codes
from badges.placing import PlacedFlag

CELL = (64, 48)
COLUMNS = 18
POINT_MM = 25.4 / 72
FAR_OFF = 48  # of 255
MOST_OFF = (
    0.015  # of the pixels; French Polynesia, where the two draw a hairline otherwise, has 0.011
)
HERE = Path(__file__).parent
CODES = (HERE / "flag_reference.txt").read_text().split()


def flag_png(code: str) -> bytes:
    png = FLAGS.png(code)
    assert png is not None
    return png


@lru_cache(maxsize=1)
def printed() -> Image.Image:
    """Our contact sheet: drawn on paper, read back by PDFium at four times the reference."""
    target = io.BytesIO()
    rows = -(-len(CODES) // COLUMNS)
    canvas = new_canvas(target, (COLUMNS * 64 * POINT_MM, rows * 48 * POINT_MM), "flags")
    for place, code in enumerate(CODES):
        row, column = divmod(place, COLUMNS)
        left, bottom = column * 64, (rows - row - 1) * 48
        sides = (side * POINT_MM for side in (left, bottom, 64, 48))
        draw_flag(canvas, PlacedFlag(code, flag_png(code), *sides))
    canvas.save()
    with pdfium.PdfDocument(target.getvalue()) as document:
        large: Image.Image = document[0].render(scale=4).to_pil().convert("RGB")
    return large.resize((COLUMNS * 64, rows * 48), Image.Resampling.BOX)


def cells(sheet: Image.Image) -> Iterator[tuple[str, Image.Image]]:
    for place, code in enumerate(CODES):
        row, column = divmod(place, COLUMNS)
        left, top = column * CELL[0], row * CELL[1]
        # One pixel less all around: the frame is ours, and no part of the flag.
        yield code, sheet.crop((left + 1, top + 1, left + CELL[0] - 1, top + CELL[1] - 1))


def off(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ plainly in any channel."""
    worst = ImageChops.difference(one, other)
    red, green, blue = worst.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    histogram: list[int] = most.histogram()
    return sum(histogram[FAR_OFF:]) / (one.width * one.height)


def reference() -> Image.Image:
    with Image.open(HERE / "flag_reference.png") as image:
        return image.convert("RGB")


def test_the_reference_holds_every_flag() -> None:
    assert set(CODES) == flag_codes()


def test_every_flag_is_drawn_as_an_independent_program_draws_it() -> None:
    theirs = dict(cells(reference()))
    wrong = {
        code: round(share, 4)
        for code, ours in cells(printed())
        if (share := off(ours, theirs[code])) > MOST_OFF
    }
    assert wrong == {}


@pytest.mark.parametrize(("one", "other"), [("AU", "NZ"), ("US", "LR"), ("IE", "CI"), ("TD", "AD")])
def test_the_comparison_tells_flags_apart_that_resemble_each_other(one: str, other: str) -> None:
    ours, theirs = dict(cells(printed())), dict(cells(reference()))
    assert off(ours[one], theirs[other]) > MOST_OFF
