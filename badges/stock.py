"""Label stock: the paper that badges go on, as a table of plain data (``assets/stock.toml``).

Sizes are those of the badge *as it is read*, width first. A label printer feeds its roll the other
way round (62 mm wide, 100 mm long): such a stock is ``turned``, and its pages are of the medium's
size and say by /Rotate how they are read. So nobody has to tilt the head in front of a screen, and
no driver has to guess (looked at: PDFium, poppler, CUPS' pdftopdf).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from badges.errors import PlainDataWrong, StockMismatch, StockUnknown
from badges.plain_data import Table, read_table

A4_MM = (210.0, 297.0)
LETTER_MM = (215.9, 279.4)
SHEETS_MM = {"a4": A4_MM, "letter": LETTER_MM}
INKS = ("black", "red")
SLACK_MM = 0.05


@dataclass(frozen=True, slots=True)
class Grid:
    """How badges lie on a sheet, in mm. ``left_mm``, ``top_mm``: from the sheet's upper left
    corner to the first badge's; ``pitch_x_mm``, ``pitch_y_mm``: from one badge to the next.
    """

    columns: int
    rows: int
    left_mm: float
    top_mm: float
    pitch_x_mm: float
    pitch_y_mm: float
    sheet_mm: tuple[float, float] = A4_MM

    @property
    def cells(self) -> int:
        """How many badges one sheet holds."""
        return self.columns * self.rows


@dataclass(frozen=True, slots=True)
class LabelStock:
    """One kind of paper. ``name`` is what settings and the command line call it."""

    name: str
    description: str
    width_mm: float
    height_mm: float
    grid: Grid | None = None  # None: a roll or a stack, one badge a page
    guides: bool = False  # the sheet is not cut yet: draw where to cut
    is_turned: bool = False  # on the roll the label stands upright
    is_continuous: bool = False  # an endless roll, cut to this size
    inks: tuple[str, ...] = ("black",)  # all that the stock itself can show, for direct thermal
    source: str = ""  # where the figures come from

    @property
    def size_mm(self) -> tuple[float, float]:
        """One badge as it is read: width, height."""
        return self.width_mm, self.height_mm

    @property
    def page_mm(self) -> tuple[float, float]:
        """One page of the PDF: the sheet, or the badge itself."""
        return self.grid.sheet_mm if self.grid is not None else self.size_mm

    @property
    def alone(self) -> "LabelStock":
        """The same paper without its sheet: one badge a page."""
        return self if self.grid is None else replace(self, grid=None, guides=False)

    def cells_mm(self, start_cell: int = 0) -> Iterator[tuple[int, float, float]]:
        """Sheet number and lower left corner of every cell, row by row, without an end.

        Raises StockMismatch where the stock is no sheet or has no such ``start_cell``.
        """
        if self.grid is None:
            raise StockMismatch("no_sheet", stock=self.name)
        if not 0 <= start_cell < self.grid.cells:
            raise StockMismatch(
                "no_such_cell", stock=self.name, cell=start_cell, cells=self.grid.cells
            )
        return _walk(self.grid, self.height_mm, start_cell)


def _walk(grid: Grid, height_mm: float, start_cell: int) -> Iterator[tuple[int, float, float]]:
    position = start_cell
    while True:
        sheet, cell = divmod(position, grid.cells)
        row, column = divmod(cell, grid.columns)
        top_mm = grid.top_mm + row * grid.pitch_y_mm
        x_mm = grid.left_mm + column * grid.pitch_x_mm
        yield sheet, x_mm, grid.sheet_mm[1] - top_mm - height_mm
        position += 1


def read_stocks(path: Path) -> tuple[LabelStock, ...]:
    """The label stock in a file. Raises PlainDataWrong, which names file and key."""
    whole = read_table(path)
    return tuple(
        _stock(name, table) for name in whole.entries if (table := whole.table(name)) is not None
    )


def own_stocks(folder: Path) -> tuple[LabelStock, ...]:
    """What the user added in ``stock.toml`` of that folder; none where there is no such file.

    Raises PlainDataWrong.
    """
    path = folder / "stock.toml"
    return read_stocks(path) if path.exists() else ()


def stock_named(name: str, own: Iterable[LabelStock] = ()) -> LabelStock:
    """The label stock of that name, in any case; one's ``own`` first. Raises StockUnknown."""
    known = (*own, *STOCKS)
    for stock in known:
        if stock.name.casefold() == name.casefold().strip():
            return stock
    raise StockUnknown("stock_unknown", stock=name, known=tuple(s.name for s in known))


def _stock(name: str, table: Table) -> LabelStock:
    width, height = table.pair("size_mm", least=15, most=600)
    grid = table.table("grid")
    stock = LabelStock(
        name,
        table.text("description", name),
        width,
        height,
        None if grid is None else _grid(grid, width, height),
        guides=table.switch("guides", default=False),
        is_turned=table.choice("feed", "upright", ("upright", "turned")) == "turned",
        is_continuous=table.switch("continuous", default=False),
        inks=table.words("inks", INKS, ("black",)),
        source=table.text("source", "own"),
    )
    table.close()
    return stock


def _grid(table: Table, width_mm: float, height_mm: float) -> Grid:
    pitch_x, pitch_y = table.pair("pitch_mm", least=10, most=600)
    grid = Grid(
        table.count("columns", least=1, most=20),
        table.count("rows", least=1, most=60),
        table.number("left_mm", most=600),
        table.number("top_mm", most=600),
        pitch_x,
        pitch_y,
        SHEETS_MM[table.choice("sheet", "a4", SHEETS_MM)],
    )
    table.close()
    right = grid.left_mm + (grid.columns - 1) * pitch_x + width_mm
    lower = grid.top_mm + (grid.rows - 1) * pitch_y + height_mm
    is_apart = (pitch_x >= width_mm or grid.columns == 1) and (
        pitch_y >= height_mm - SLACK_MM or grid.rows == 1
    )
    sheet = grid.sheet_mm
    if right > sheet[0] + SLACK_MM or lower > sheet[1] + SLACK_MM or not is_apart:
        raise PlainDataWrong("grid_too_large", file=table.file, key=table.place)
    return grid


STOCKS = read_stocks(Path(str(files("badges"))) / "assets" / "stock.toml")
