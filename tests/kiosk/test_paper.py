from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QTransform

from badges.errors import DesignUnknown
from badges.sample import SAMPLES
from badges.stock import STOCKS, stock_named
from kiosk.paper import Paper, known_stocks, stock_or_first
from kiosk.printing.raster import page_images
from kiosk.printing.setup import PrinterSetup

STOCK = stock_named("57x32")


def picture(paper: Paper, printer: str) -> QImage:
    (image,) = page_images(paper.draw(SAMPLES[0], printer).pdf, 150)
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def unlike(one: QImage, other: QImage) -> float:
    """How far apart two pictures are: 0 to 1, after making them small."""
    small = [
        image.scaled(
            60, 40, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        for image in (one, other)
    ]
    differences = [
        abs(small[0].pixelColor(x, y).value() - small[1].pixelColor(x, y).value())
        for x in range(60)
        for y in range(40)
    ]
    return sum(differences) / len(differences) / 255


def test_each_printer_gets_what_makes_up_for_its_own_faults(qapp: QGuiApplication) -> None:
    paper = Paper(STOCK, setups={"upside down": PrinterSetup(rotation_degrees=180.0)})
    plain = picture(paper, "any other")
    turned = picture(paper, "upside down")
    assert unlike(plain, turned) > 0.05
    assert unlike(plain, turned.transformed(QTransform().rotate(180))) < 0.01


def test_ones_own_design_and_stock_are_used(qapp: QGuiApplication, tmp_path: Path) -> None:
    (tmp_path / "designs").mkdir()
    (tmp_path / "designs" / "ours.toml").write_text('title = "Ours"\n[name]\nshow = "first"\n')
    (tmp_path / "stock.toml").write_text("[box]\nsize_mm = [80, 50]\n")
    stock = stock_or_first("box", tmp_path)
    document = Paper(stock, "ours", tmp_path).draw(SAMPLES[0])
    assert document.stock_size_mm == (80.0, 50.0)
    classic = Paper(stock).draw(SAMPLES[0])
    (ours,), (theirs,) = (list(page_images(each.pdf, 100)) for each in (document, classic))
    assert unlike(ours, theirs) > 0.02


def test_a_design_that_is_gone_is_an_error_and_stock_that_is_gone_the_first(
    qapp: QGuiApplication, tmp_path: Path
) -> None:
    with pytest.raises(DesignUnknown):
        Paper(STOCK, "gone", tmp_path).draw(SAMPLES[0])
    assert stock_or_first("gone", tmp_path) == STOCKS[0]


def test_stock_that_cannot_be_read_leaves_ours(tmp_path: Path) -> None:
    (tmp_path / "stock.toml").write_text("no toml at all")
    assert known_stocks(tmp_path) == STOCKS


def test_ones_own_stock_stands_in_for_ours_of_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "stock.toml").write_text('["62X100"]\nsize_mm = [99, 61]\n')
    names = [stock.name.casefold() for stock in known_stocks(tmp_path)]
    assert names.count("62x100") == 1
    assert stock_or_first("62x100", tmp_path).size_mm == (99.0, 61.0)


def test_warming_up_loads_what_draws_and_forgives_a_design_that_is_gone(
    qapp: QGuiApplication,
) -> None:
    paper = Paper(STOCK)
    paper.warm_up()
    assert "design" in vars(paper)  # loaded once, and kept
    Paper(STOCK, "gone").warm_up()
