"""Changing what the badge and the list say about a guest."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.door.country_picker import CountryPicker
from kiosk.door.form import Form
from kiosk.door.panel_edit import PanelEdit
from kiosk.door.product_picker import ProductPicker
from kiosk.door.views import CountryChoice, EditForm, ProductChoice
from kiosk.look.icons import Icon
from kiosk.look.label import TextLabel
from kiosk.look.look import Look
from kiosk.words import Words


class Edit(QWidget):
    """The form; ``submitted`` gives the changed ``EditForm``, ``put_off`` is Escape.

    A flag that was only guessed is said to be one, and keeping it confirms it.
    """

    submitted = Signal(object)
    put_off = Signal()
    scanned = Signal(str)

    def __init__(
        self,
        look: Look,
        words: Words,
        find: Callable[[str], Sequence[CountryChoice]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        _ = words.gettext
        self._words = words
        self._guest_id = ""
        self._name = ""
        self._form = Form(look, words, Icon.PEN, _("Edit"), _("Save"))
        self.badge_name = PanelEdit(look, words, _("Name on the badge"))
        self.country = CountryPicker(look, words, find)
        self.product = ProductPicker(look, words)
        self.note = PanelEdit(look, words, _("Note for staff"))
        self._guessed = TextLabel(look, 15, ink="quiet", wrap=True)
        for label, widget in (
            (_("Badge"), self.badge_name),
            (_("Flag"), self.country),
            (_("Product"), self.product),
            (_("Note"), self.note),
        ):
            self._form.add_row(label, widget)
        self._form.add_below(self._guessed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._form)
        self._form.main.clicked.connect(self._submit)
        self._form.back.clicked.connect(self.put_off)
        for edit in (self.badge_name, self.country, self.product, self.note):
            edit.entered.connect(self._submit)
            edit.escaped.connect(self.put_off)
        for source in (self.badge_name, self.country, self.note):
            source.scanned.connect(self.scanned)

    def begin(
        self,
        form: EditForm,
        countries: Sequence[CountryChoice],
        products: Sequence[ProductChoice],
    ) -> None:
        """Begin with this guest; ``countries`` are the flags chosen so far, with their names."""
        _ = self._words.gettext
        self._guest_id = form.guest_id
        self._name = form.name
        self._form.title.say(form.name)
        self.badge_name.setText(form.badge_name or form.name)
        self.country.choose(countries)
        self.product.offer(products, form.product)
        self.note.setText(form.note)
        guess = _("The flag was guessed from the list. Please ask; saving confirms it.")
        self._guessed.say(guess if form.guessed else "")
        self.badge_name.setFocus()
        self.badge_name.selectAll()

    def form(self) -> EditForm:
        """What was entered; a badge name like the listed one is none."""
        badge_name = " ".join(self.badge_name.text().split())
        return EditForm(
            self._guest_id,
            self._name,
            "" if badge_name == self._name else badge_name,
            self.country.countries(),
            self.product.product(),
            " ".join(self.note.text().split()),
        )

    def _submit(self) -> None:
        self.submitted.emit(self.form())
