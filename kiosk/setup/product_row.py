"""One product on the page of products."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from data.guests import Product
from data.money import parse_minor
from kiosk.door.panel_edit import PanelEdit
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.switch import Switch
from kiosk.words import Words, money_words


class ProductRow(QWidget):
    """Name, price at the door, whether it is free for all, what to hand out, whom to fetch.

    ``changed`` comes with every change.
    """

    changed = Signal()

    def __init__(
        self,
        look: Look,
        words: Words,
        product: Product | None,
        currency: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._currency = currency
        self._product = product or Product("")
        _ = words.gettext
        named = self._product.name
        self.name = PanelEdit(look, words, _("Name of the product"), _("Name"))
        self.name.setText(named)
        self.title = TextLabel(look, 20, Weight.SEMIBOLD)
        self.title.say(named)
        price = self._product.price_minor
        self.price = PanelEdit(look, words, _("Price at the door"), _("Free"))
        self.price.setText(money_words(price, currency, words.language) if price else "")
        self.hand_out = PanelEdit(look, words, _("To hand out"), _("Drink voucher, wristband…"))
        self.hand_out.setText(self._product.hand_out)
        self.alert = PanelEdit(look, words, _("Alert"), _("Fetch an ambassador…"))
        self.alert.setText(self._product.alert)
        self.complimentary = Switch(look, _("Never pays"), on=self._product.complimentary)
        self._row = QHBoxLayout(self)
        self._cells: list[QVBoxLayout] = []
        first: QWidget = self.title if named else self.name
        for label, widget, stretch in (
            (_("Product"), first, 4),
            (_("At the door"), self.price, 2),
            ("", self.complimentary, 0),
            (_("To hand out"), self.hand_out, 4),
            (_("Alert for staff"), self.alert, 4),
        ):
            self._row.addLayout(self._cell(label, widget), stretch)
        self.edits = (self.name, self.price, self.hand_out, self.alert)
        for edit in self.edits:
            edit.textChanged.connect(self._say)
        self.complimentary.toggled.connect(self._say)
        self.setAccessibleName(named)
        look.changed.connect(self._follow)
        self._follow()
        self._say()

    def product(self) -> Product | None:
        """The product as entered; None where it has no name or its price is no amount."""
        name = self._product.name or " ".join(self.name.text().split())
        minor = parse_minor(self.price.text(), self._currency) if self.price.text().strip() else 0
        if not name or minor is None or minor < 0:
            return None
        return Product(
            name,
            minor,
            self.complimentary.isChecked(),
            " ".join(self.hand_out.text().split()),
            " ".join(self.alert.text().split()),
            self._product.admits,
        )

    def is_blank(self) -> bool:
        """Whether this is a new row in which nothing was entered."""
        return not self._product.name and not any(edit.text().strip() for edit in self.edits)

    def differs(self) -> bool:
        """Whether saving changes anything."""
        return self.product() != self._product

    def _say(self) -> None:
        self.price.setEnabled(not self.complimentary.isChecked())
        self.changed.emit()

    def _cell(self, label: str, widget: QWidget) -> QVBoxLayout:
        words = TextLabel(self._look, 14, ink="quiet")
        words.say(label or " ")
        cell = QVBoxLayout()
        cell.addWidget(words)
        cell.addWidget(widget)
        cell.addStretch(1)
        self._cells.append(cell)
        return cell

    def _follow(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(0, px(4), 0, px(8))
        self._row.setSpacing(px(12))
        self.title.setFixedHeight(px(48))
        for cell in self._cells:
            cell.setSpacing(px(2))
