from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badges.errors import PlainDataWrong
from badges.stock import Grid, own_stocks
from kiosk.setup.own_stock_file import GridEntry, StockEntry, checked_stock, save_stock

BOX = StockEntry("Box of the bar", 80, 50, is_turned=True)
SHEET = StockEntry("Sheet", 85, 54, grid=GridEntry(2, 5, 15, 13.5, 95, 54))


def test_what_was_entered_is_read_again(tmp_path: Path) -> None:
    save_stock(BOX, tmp_path)
    save_stock(SHEET, tmp_path)
    box, sheet = own_stocks(tmp_path)
    assert (box.name, box.size_mm, box.is_turned) == ("Box of the bar", (80, 50), True)
    assert sheet.grid == Grid(2, 5, 15, 13.5, 95, 54)


def test_what_stood_in_the_file_stays_with_its_comments(tmp_path: Path) -> None:
    before = "# ours since 2019\n[old]\nsize_mm = [60, 40]\n"
    (tmp_path / "stock.toml").write_text(before)
    save_stock(BOX, tmp_path)
    assert (tmp_path / "stock.toml").read_text().startswith(before)
    assert [stock.name for stock in own_stocks(tmp_path)] == ["old", "Box of the bar"]


def test_an_entry_of_the_same_name_is_replaced_and_the_file_before_kept(tmp_path: Path) -> None:
    save_stock(BOX, tmp_path)
    save_stock(StockEntry("box of the BAR", 70, 40), tmp_path)
    assert [stock.size_mm for stock in own_stocks(tmp_path)] == [(70, 40)]
    assert "80" in (tmp_path / "stock.toml.before").read_text()


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (StockEntry("x", 5, 50), "key_wrong"),
        (StockEntry("x", 85, 54, grid=GridEntry(3, 5, 15, 13.5, 95, 54)), "grid_too_large"),
        (StockEntry("x", 85, 54, grid=GridEntry(2, 5, 15, 13.5, 60, 54)), "grid_too_large"),
    ],
)
def test_labels_that_there_cannot_be_are_refused_and_nothing_is_written(
    entry: StockEntry, code: str, tmp_path: Path
) -> None:
    with pytest.raises(PlainDataWrong) as told:
        save_stock(entry, tmp_path)
    assert told.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "stock.toml").write_text("half a [")
    with pytest.raises(PlainDataWrong):
        save_stock(BOX, tmp_path)
    assert (tmp_path / "stock.toml").read_text() == "half a ["


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_any_name_survives_the_file(name: str) -> None:
    assert checked_stock(StockEntry(name, 80, 50)).name == name
