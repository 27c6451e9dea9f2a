"""What each kind of ticket means at the door: what it costs, what to hand out, whom to fetch."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from data.guests import EventInfo, Product
from kiosk.desk import Desk
from kiosk.look.choice_button import ChoiceButton
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton
from kiosk.look.label import TextLabel
from kiosk.look.look import Look
from kiosk.look.message_strip import MessageStrip
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.setup.product_row import ProductRow
from kiosk.words import Words


class Products(Page):
    """The page. Saving writes only what differs, one short question to the desk each.

    Signals (beside those of ``Page``):
        saved: everything was handed to the desk.
    """

    saved = Signal()

    def __init__(
        self,
        look: Look,
        words: Words,
        desk: Desk,
        info: EventInfo,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        title = _("Products and prices")
        super().__init__(look, words, Icon.COIN, title, _("Save"), column=1180, parent=parent)
        self._desk = desk
        self._info = info
        self.rows: list[ProductRow] = []
        self.add = KeyButton(look, _("Another product"), icon=Icon.PLUS, keys="Ctrl+N")
        self.walk_in = ChoiceButton(look, _("Walk-ins have"), lead=_("Walk-ins have"), height=48)
        self.companion = ChoiceButton(
            look, _("Companions have"), lead=_("Companions have"), height=48
        )
        self.message = MessageStrip(look)
        self._nothing = TextLabel(look, 18, ink="quiet", wrap=True)
        self._list, self._below = QVBoxLayout(), QHBoxLayout()
        self._below.addWidget(self.add)
        self._below.addStretch(1)
        self._below.addWidget(self.walk_in)
        self._below.addWidget(self.companion)
        self.body.addWidget(self._nothing)
        self.body.addLayout(self._list)
        self.body.addLayout(self._below)
        self.body.addWidget(self.message)
        self.body.addStretch(1)
        self.main.clicked.connect(self._save)
        self.add.clicked.connect(self._add)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self._add)
        look.changed.connect(self._follow)
        self._follow()
        self.show_products(desk.roll.products, info)

    def show_products(self, products: Sequence[Product], info: EventInfo) -> None:
        """Show these, as the event has them."""
        self._info = info
        for row in self.rows:
            self._list.removeWidget(row)
            row.deleteLater()
        self.rows = []
        for product in sorted(products, key=lambda p: p.name.casefold()):
            self._put(product)
        _ = self._words.gettext
        none = _("No list has named a product yet. Add the kinds of ticket that you sell.")
        self._nothing.say("" if products else none)
        self._offer()
        if self.rows:
            self.setFocusProxy(self.rows[0].price)

    def _put(self, product: Product | None) -> ProductRow:
        row = ProductRow(self._look, self._words, product, self._info.currency)
        for edit in row.edits:
            edit.entered.connect(self.press_main)
            edit.escaped.connect(self.escape)
        row.changed.connect(self._changed)
        self.rows.append(row)
        self._list.addWidget(row)
        return row

    def _add(self) -> None:
        if not self.rows or not self.rows[-1].is_blank():
            self._put(None)
        self._nothing.say("")
        self.rows[-1].name.setFocus()

    def _changed(self) -> None:
        self.message.say(Tone.INFO, "")
        self._offer()

    def _offer(self) -> None:
        _ = self._words.gettext
        names = [row.product() for row in self.rows if not row.is_blank()]
        known = [(product.name, product.name) for product in names if product is not None]
        walk_in = self.walk_in.key or self._info.walk_in_product
        companion = self.companion.key or self._info.companion_product
        self.walk_in.offer([("", _("no product")), *known], walk_in)
        self.companion.offer([("", _("the same as their host")), *known], companion)

    def _save(self) -> None:
        rows = [row for row in self.rows if not row.is_blank()]
        for row in rows:
            if row.product() is None:
                said = self._words.gettext("{name}: type an amount such as 10, or leave it empty.")
                name = row.title.text() or self._words.gettext("A product needs a name")
                self.message.say(Tone.NOTICE, said.format(name=name))
                (row.price if row.title.text() else row.name).setFocus()
                return
        for row in rows:
            product = row.product()
            if product is not None and row.differs():
                self._desk.save_product(product)
        info = replace(
            self._info, walk_in_product=self.walk_in.key, companion_product=self.companion.key
        )
        if info != self._info:
            self._desk.change_info(info)
        self.message.say(Tone.ADMITTED, self._words.gettext("Saved. The door knows it already."))
        self.saved.emit()

    def _follow(self) -> None:
        self._list.setSpacing(self._look.px(4))
        self._below.setSpacing(self._look.px(12))
