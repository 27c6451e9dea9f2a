"""A label that lies on its roll: what other programs make of its MediaBox and /Rotate."""

import io
import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from badges.badge import Badge
from badges.render import render_badge
from badges.stock import stock_named

pytestmark = pytest.mark.usefixtures("qapp")

PDFTOPDF = Path("/usr/lib/cups/filter/pdftopdf")
PDFTOPPM = shutil.which("pdftoppm")
STOCK = stock_named("62x100")
ZOYA = Badge("Zoya", "Vinogradova", countries=("RU",), event_name="Moscow")
# A queue for labels of 62 x 100 mm, in points, as its driver would describe it.
PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*ColorDevice: True
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*DefaultPageSize: label
*PageSize label/62x100: "<</PageSize[175.75 283.46]>>setpagedevice"
*CloseUI: *PageSize
*DefaultImageableArea: label
*ImageableArea label/62x100: "0 0 175.75 283.46"
*DefaultPaperDimension: label
*PaperDimension label/62x100: "175.75 283.46"
"""


def upright() -> Image.Image:
    return shown(render_badge(ZOYA, STOCK))


def shown(pdf: bytes) -> Image.Image:
    with pdfium.PdfDocument(pdf) as document:
        image: Image.Image = document[0].render(scale=100 / 72).to_pil().convert("L")
    return image


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    box = image.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box is not None
    return box


@pytest.mark.skipif(
    PDFTOPPM is None, reason="no pdftoppm: install Debian's poppler-utils, as .ci/run does"
)
def test_poppler_shows_it_upright_too(tmp_path: Path) -> None:
    (tmp_path / "badge.pdf").write_bytes(render_badge(ZOYA, STOCK))
    assert PDFTOPPM is not None
    made = subprocess.run(
        [PDFTOPPM, "-r", "100", "-png", tmp_path / "badge.pdf"], capture_output=True, check=True
    )
    with Image.open(io.BytesIO(made.stdout)) as image:
        assert image.width > image.height
        assert ink(image.convert("L")) == pytest.approx(ink(upright()), abs=2)


@pytest.mark.skipif(
    not PDFTOPDF.exists(), reason="no pdftopdf: install Debian's cups-filters, as .ci/run does"
)
@pytest.mark.parametrize("options", ["", "fit-to-page", "print-scaling=none"])
def test_cups_lays_it_on_the_label_at_full_size(tmp_path: Path, options: str) -> None:
    (tmp_path / "badge.pdf").write_bytes(render_badge(ZOYA, STOCK))
    (tmp_path / "label.ppd").write_text(PPD)
    made = subprocess.run(
        [PDFTOPDF, "1", "pennant", "badge", "1", options, tmp_path / "badge.pdf"],
        capture_output=True, check=True,
        env={**os.environ, "PPD": str(tmp_path / "label.ppd"), "CHARSET": "utf-8"},
    )  # fmt: skip
    laid = shown(made.stdout)
    assert laid.width < laid.height
    left, top, right, bottom = ink(upright().transpose(Image.Transpose.ROTATE_270))
    assert ink(laid) == pytest.approx((left, top, right, bottom), abs=3)
