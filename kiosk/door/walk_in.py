"""A guest who is not on the list, in under half a minute by keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.door.country_picker import CountryPicker
from kiosk.door.form import Form
from kiosk.door.matches import MatchList
from kiosk.door.panel_edit import PanelEdit
from kiosk.door.product_picker import ProductPicker
from kiosk.door.views import CountryChoice, MatchView, ProductChoice, WalkInForm
from kiosk.look.icons import Icon
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.words import Words

SIMILAR = 2


class NameEdit(PanelEdit):
    """The name's field, which moves the choice among similar guests."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down are for the guests below."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class WalkIn(QWidget):
    """The form. Similar guests not yet in come first: it may be one of them, misspelt.

    ``name_typed`` asks for similar guests; ``picked`` says that it is one of them (guest id);
    ``submitted`` gives the ``WalkInForm``; ``put_off`` is Escape.
    """

    name_typed = Signal(str)
    picked = Signal(str)
    submitted = Signal(object)
    put_off = Signal()

    def __init__(
        self,
        look: Look,
        words: Words,
        find: Callable[[str], Sequence[CountryChoice]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        _ = words.gettext
        self._form = Form(look, words, Icon.PERSON_ADD, _("Walk-in"), _("Check in"))
        self.name = NameEdit(look, words, _("Name"), _("First name and surname"))
        self.country = CountryPicker(look, words, find)
        self.product = ProductPicker(look, words)
        self.email = PanelEdit(look, words, _("E-mail"), _("May stay empty"))
        self._question = TextLabel(look, 16, Weight.SEMIBOLD)
        self._question.say(_("On the list already? Choose with ↓, then Enter."))
        self.similar = MatchList(look, words, most=SIMILAR)
        for label, widget in (
            (_("Name"), self.name),
            (_("Country"), self.country),
            (_("Product"), self.product),
            (_("E-mail"), self.email),
        ):
            self._form.add_row(label, widget)
        self._form.add_above(self._question)
        self._form.add_above(self.similar)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._form)
        self._connect()
        look.changed.connect(self._follow)
        self.show_similar("", ())

    def begin(self, name: str, products: Sequence[ProductChoice], product: str = "") -> None:
        """Begin with what was typed into the field, and the usual product."""
        self.name.setText(" ".join(name.split()))
        self.country.choose(())
        self.product.offer(products, product)
        self.email.clear()
        self.show_similar("", ())
        if self.name.text():
            self.name_typed.emit(self.name.text())
            self.country.setFocus()
        else:
            self.name.setFocus()

    def show_similar(self, name: str, views: Sequence[MatchView]) -> None:
        """Show guests not yet in whose names are like ``name``; none is chosen by itself."""
        self.similar.show_matches(name, views)
        self.similar.let_go()
        self._follow()

    def form(self) -> WalkInForm:
        """What was entered."""
        return WalkInForm(
            " ".join(self.name.text().split()),
            self.country.countries(),
            self.product.product(),
            self.email.text().strip(),
        )

    def _connect(self) -> None:
        self.name.textEdited.connect(self._name_changed)
        self.name.moved.connect(self.similar.step)
        self.country.edit.textChanged.connect(self._follow)
        self.country.moved.connect(self.similar.step)
        self.name.entered.connect(self._submit)
        self.country.entered.connect(self._submit)
        self.product.entered.connect(self._submit)
        self.email.entered.connect(self._submit)
        self.similar.picked.connect(self.picked)
        self._form.main.clicked.connect(self._submit)
        self._form.back.clicked.connect(self.put_off)
        for edit in (self.name, self.country, self.product, self.email):
            edit.escaped.connect(self.put_off)
        for first, second in (
            (self.name, self.country.edit),
            (self.country.edit, self.product),
            (self.product, self.email),
            (self.email, self._form.main),
        ):
            QWidget.setTabOrder(first, second)

    def _name_changed(self, name: str) -> None:
        self.similar.let_go()
        self.name_typed.emit(" ".join(name.split()))

    def _submit(self) -> None:
        chosen = self.similar.chosen()
        if chosen is not None:
            self.picked.emit(chosen.guest_id)
        elif self.form().name:
            self.submitted.emit(self.form())
        else:
            self.name.setFocus()

    def _follow(self) -> None:
        # Whoever types a country has seen that the guest is none of these.
        found = self.similar.views() if not self.country.edit.text() else []
        self._question.setVisible(bool(found))
        self.similar.setVisible(bool(found))
        self.similar.setFixedHeight(self._look.px(56) * len(found))
