from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from badges.sample import SAMPLES
from badges.stock import STOCKS, LabelStock, own_stocks, stock_named
from kiosk.background import Background
from kiosk.look.look import Look, Theme
from kiosk.setup.own_stock import OwnStock
from kiosk.words import words_for


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    background = Background("paper")
    yield background
    background.close()


def page(
    qtbot: QtBot, folder: Path, background: Background, like: LabelStock = STOCKS[0]
) -> OwnStock:
    made = OwnStock(Look(Theme.DARK), words_for("de"), folder, like, SAMPLES[0], background)
    qtbot.addWidget(made)
    return made


def test_a_sheet_like_the_one_in_use_is_drawn_and_saved_with_its_figures(
    qtbot: QtBot, tmp_path: Path, background: Background
) -> None:
    like = stock_named("avery-l4785")
    form = page(qtbot, tmp_path, background, like)
    form.name.setText("Unsere Bögen")
    form.left_mm.setText("20,5")
    with qtbot.waitSignal(form.view.drawn):
        form.top_mm.setText("14")
    with qtbot.waitSignal(form.saved) as told:
        form.main.click()
    assert told.args == ["Unsere Bögen"]
    (stock,) = own_stocks(tmp_path)
    assert stock.size_mm == like.size_mm
    assert stock.grid is not None
    assert (stock.grid.left_mm, stock.grid.top_mm) == (20.5, 14)


def test_an_own_one_is_corrected(qtbot: QtBot, tmp_path: Path, background: Background) -> None:
    (tmp_path / "stock.toml").write_text("[box]\nsize_mm = [80, 50]\n")
    form = page(qtbot, tmp_path, background, own_stocks(tmp_path)[0])
    form.height_mm.setText("51")
    form.main.click()
    assert [stock.size_mm for stock in own_stocks(tmp_path)] == [(80, 51)]


def test_what_is_missing_or_cannot_be_is_told_and_nothing_is_written(
    qtbot: QtBot, tmp_path: Path, background: Background
) -> None:
    form = page(qtbot, tmp_path, background)
    form.main.click()
    assert form.message.text().startswith("Gib den Namen")
    form.name.setText("x")
    form.kind.show_key("sheet")
    form.kind.chosen.emit("sheet")
    for edit, figure in zip(form.edits[3:], (9, 9, 5, 5, 100, 62), strict=True):
        edit.setText(str(figure))
    form.main.click()
    assert "stock.toml" in form.message.text()
    assert list(tmp_path.iterdir()) == []
