"""One's own label stock, written into the file that ``badges.stock`` reads."""

import os
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

import tomli_w

from badges.errors import PlainDataWrong
from badges.stock import LabelStock, read_stocks

FILE = "stock.toml"


@dataclass(frozen=True, slots=True)
class GridEntry:
    """How labels lie on a sheet, in mm; as in ``badges.stock.Grid``."""

    columns: int
    rows: int
    left_mm: float
    top_mm: float
    pitch_x_mm: float
    pitch_y_mm: float
    sheet: str = "a4"


@dataclass(frozen=True, slots=True)
class StockEntry:
    """Label stock as somebody entered it. ``is_turned``: on its roll the label stands upright."""

    name: str
    width_mm: float
    height_mm: float
    is_turned: bool = False
    grid: GridEntry | None = None

    def table(self) -> dict[str, object]:
        """The entry as it stands in the file."""
        entry: dict[str, object] = {
            "description": self.name,
            "size_mm": [self.width_mm, self.height_mm],
        }
        if self.grid is None:
            return {**entry, "feed": "turned" if self.is_turned else "upright"}
        grid = {
            "columns": self.grid.columns,
            "rows": self.grid.rows,
            "left_mm": self.grid.left_mm,
            "top_mm": self.grid.top_mm,
            "pitch_mm": [self.grid.pitch_x_mm, self.grid.pitch_y_mm],
            "sheet": self.grid.sheet,
        }
        return {**entry, "grid": grid}


def checked_stock(entry: StockEntry) -> LabelStock:
    """The label stock of this entry. Raises PlainDataWrong where there can be no such labels."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        path.write_text(tomli_w.dumps({entry.name: entry.table()}), "utf-8")
        return read_stocks(path)[0]


def save_stock(entry: StockEntry, folder: Path) -> LabelStock:
    """Add the stock to one's own, in place of one of the same name; everything else in the file
    stays, comments too unless an entry is replaced: then the file before lies beside it.

    Raises PlainDataWrong for labels that there cannot be and for a file that cannot be read, and
    OSError.
    """
    stock = checked_stock(entry)
    path = folder / FILE
    before = path.read_text("utf-8") if path.exists() else ""
    if before:
        read_stocks(path)
    tables = tomllib.loads(before)
    same = [name for name in tables if name.casefold() == entry.name.casefold()]
    if same:
        path.with_name(f"{FILE}.before").write_text(before, "utf-8")
        kept = {name: table for name, table in tables.items() if name not in same}
        text = tomli_w.dumps({**kept, entry.name: entry.table()})
    else:
        text = "\n".join((before, tomli_w.dumps({entry.name: entry.table()}))).lstrip("\n")
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".stock-", suffix=".toml", dir=folder)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as new:
            new.write(text)
        if not any(each.name == stock.name for each in read_stocks(Path(name))):
            raise PlainDataWrong("file_unreadable", file=FILE, why=stock.name)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    return stock
