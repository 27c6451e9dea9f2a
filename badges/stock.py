"""Label stock: the paper that badges go on, as a table of plain data.

Sizes are those of the badge *as it is read*: landscape, width first. A label printer feeds its
roll the other way round (62 mm wide, 100 mm long), so a printer turns the page by 90 degrees
where its medium is portrait; on screen, in a preview and in a folder nobody has to tilt the head.

Sources: the makers' sizes; grids cross-checked with the gLabels template database (MIT, brands
Avery, Brother and Dymo) and the sheet sizes listed in pretix' badge export. gLabels rounds the
margins of L4785 to whole millimetres; here the grid is centred on the sheet, as it is sold.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from badges.errors import StockMismatch, StockUnknown

A4_MM = (210.0, 297.0)


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

    @property
    def size_mm(self) -> tuple[float, float]:
        """One badge as it is read: width, height."""
        return self.width_mm, self.height_mm

    @property
    def page_mm(self) -> tuple[float, float]:
        """One page of the PDF: the sheet, or the badge itself."""
        return self.grid.sheet_mm if self.grid is not None else self.size_mm

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


STOCKS = (
    LabelStock("62x100", "Brother DK-11202, 62 × 100 mm", 100, 62),
    LabelStock("54x101", "DYMO 99014 (S0722430), 54 × 101 mm", 101, 54),
    LabelStock("62x106", "DYMO 30856, 62 × 106 mm", 106, 62),
    LabelStock("51x89", "DYMO 30374, 51 × 89 mm", 89, 51),
    LabelStock(
        "avery-l4785",
        "Avery Zweckform L4785, 80 × 50 mm, 10 on A4",
        80,
        50,
        Grid(2, 5, 17.5, 13.5, 95, 55),
    ),
    LabelStock(
        "herma-4412",
        "HERMA 4412, 80 × 50 mm, 10 on A4",
        80,
        50,
        Grid(2, 5, 17.5, 13.5, 95, 55),
    ),
    LabelStock(
        "durable-1445",
        "DURABLE BADGEMAKER 1445, 90 × 54 mm, 10 on A4",
        90,
        54,
        Grid(2, 5, 15, 12, 90, 54),
        guides=True,
    ),
    LabelStock(
        "durable-1456",
        "DURABLE BADGEMAKER 1456, 90 × 60 mm, 8 on A4",
        90,
        60,
        Grid(2, 4, 15, 28.5, 90, 60),
        guides=True,
    ),
    LabelStock(
        "durable-1453",
        "DURABLE BADGEMAKER 1453, 75 × 40 mm, 12 on A4",
        75,
        40,
        Grid(2, 6, 30, 28.5, 75, 40),
        guides=True,
    ),
    LabelStock(
        "a4-plain",
        "Plain A4 to cut, 100 × 65 mm, 8 a sheet",
        100,
        65,
        Grid(2, 4, 5, 18.5, 100, 65),
        guides=True,
    ),
)


def stock_named(name: str) -> LabelStock:
    """The label stock of that name, in any case. Raises StockUnknown."""
    for stock in STOCKS:
        if stock.name == name.casefold().strip():
            return stock
    raise StockUnknown("stock_unknown", stock=name, known=tuple(s.name for s in STOCKS))
