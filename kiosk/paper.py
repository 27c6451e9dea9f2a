"""What badges are printed on and how they look, as this laptop is set up at the moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from badges.badge import Badge
from badges.errors import BadgeError, StockUnknown
from badges.stock import STOCKS, LabelStock, own_stocks, stock_named
from kiosk.printing.printer import Document
from kiosk.printing.setup import PrinterSetup

if TYPE_CHECKING:
    from badges.design import Design

DESIGN = "classic"


@dataclass(frozen=True)
class Paper:
    """One set-up. ``folder`` has one's own designs, flags and stock; ``setups`` by the names of
    printers. It never changes, so that any thread may draw with it.
    """

    stock: LabelStock = STOCKS[0]
    design_name: str = DESIGN
    folder: Path | None = None
    setups: Mapping[str, PrinterSetup] = field(default_factory=dict)

    @cached_property
    def design(self) -> "Design":
        """The design, its logo and the host's flags loaded once. Raises BadgeError."""
        from badges.design import design_named  # with ReportLab: the window opens without
        from badges.flags import own_flags

        design = design_named(self.design_name, self.folder)
        return design if self.folder is None else design.with_flags(own_flags(self.folder))

    def draw(self, badge: Badge, printer: str = "") -> Document:
        """The badge as this printer needs it. Raises BadgeError."""
        from badges.render import render_badge

        calibration = self.setup_of(printer).calibration
        return Document(
            render_badge(badge, self.stock, calibration, self.design), self.stock.size_mm
        )

    def warm_up(self) -> None:
        """Draw a badge for nobody, so that the first guest's does not wait for fonts and flags."""
        from badges.sample import SAMPLES

        try:
            self.draw(SAMPLES[0])
        except BadgeError:
            return  # told with the first badge, and on the page of printers

    def draw_ruler(self, printer: str) -> Document:
        """A label with rulers, to see whether this printer prints in size and place."""
        from badges.ruler import render_ruler

        stock = self.stock.alone
        return Document(render_ruler(stock, self.setup_of(printer).calibration), stock.size_mm)

    def setup_of(self, printer: str) -> PrinterSetup:
        """How the printer of this name is set up."""
        return self.setups.get(printer, PrinterSetup())


def known_stocks(folder: Path | None) -> tuple[LabelStock, ...]:
    """One's own label stock, then ours. A file that cannot be read is passed over here; the page
    where stock is chosen tells of it.
    """
    try:
        own = own_stocks(folder) if folder is not None else ()
    except BadgeError:
        own = ()
    names = {stock.name.casefold() for stock in own}
    return (*own, *(stock for stock in STOCKS if stock.name.casefold() not in names))


def stock_or_first(name: str, folder: Path | None) -> LabelStock:
    """The label stock of that name; the first of ours where it is not known any more."""
    try:
        return stock_named(name, known_stocks(folder))
    except StockUnknown:
        return STOCKS[0]
