"""Changing what the badge and the list say about a guest."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.door.badge_preview import BadgePreview, PreviewView
from kiosk.door.country_picker import CountryPicker
from kiosk.door.form import Form
from kiosk.door.panel_edit import PanelEdit
from kiosk.door.product_picker import ProductPicker
from kiosk.door.views import CountryChoice, EditForm, ProductChoice
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look
from kiosk.look.seen import set_seen
from kiosk.words import Words

_PART_WIDTH = 430  # beside the picture of the badge


class Edit(QWidget):
    """The form; ``submitted`` gives the changed ``EditForm``, ``put_off`` is Escape, ``changed``
    what is entered so far, to be shown by ``preview``, ``parted`` the id of a walk-in who is not
    this guest after all.

    A flag that was only guessed is said to be one, and keeping it confirms it.
    """

    submitted = Signal(object)
    changed = Signal(object)
    put_off = Signal()
    parted = Signal(str)

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
        self.speaks = PanelEdit(look, words, _("Speaks"), _("en, ru"))
        self.ask_about = PanelEdit(look, words, _("Ask me about"), _("one line"))
        self.note = PanelEdit(look, words, _("Note for staff"))
        self.preview = BadgePreview(look, words)
        self.part = KeyButton(look, "", icon=Icon.UNDO, rank=Rank.QUIET, height=40)
        self._walk_in_id = ""
        self.offer_parting("", "")
        talk = _Talk(look, _("Ask me about"), self.speaks, self.ask_about)
        for label, widget in (
            (_("Badge"), self.badge_name),
            (_("Flag"), self.country),
            (_("Product"), self.product),
            (_("Speaks"), talk),
            (_("Note"), self.note),
        ):
            self._form.add_row(label, widget)
        self._form.add_below(self.preview)
        self.preview.add_beside(self.part)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._form)
        self._form.main.clicked.connect(self._submit)
        self._form.back.clicked.connect(self.put_off)
        texts = (self.badge_name, self.speaks, self.ask_about, self.note)
        for edit in (*texts, self.country, self.product):
            edit.entered.connect(self._submit)
            edit.escaped.connect(self.put_off)
        for text in texts[:-1]:
            text.textChanged.connect(self._tell_change)
        self.country.changed.connect(self._tell_change)
        self.product.changed.connect(self._tell_change)
        self.part.clicked.connect(lambda: self.parted.emit(self._walk_in_id))
        self.preview.shortened.connect(self.badge_name.setText)

    def begin(
        self,
        form: EditForm,
        countries: Sequence[CountryChoice],
        products: Sequence[ProductChoice],
    ) -> None:
        """Begin with this guest; ``countries`` are the flags chosen so far, with their names."""
        _ = self._words.gettext
        self._guest_id = ""  # nothing is told before all is there
        self.offer_parting("", "")
        self._name = form.name
        self.preview.show_preview(PreviewView())
        self._form.title.say(form.name)
        self.badge_name.setText(form.badge_name or form.name)
        self.country.choose(countries)
        self.product.offer(products, form.product)
        self.speaks.setText(form.speaks)
        self.ask_about.setText(form.ask_about)
        self.note.setText(form.note)
        self._guest_id = form.guest_id
        self._tell_change()
        guess = _("The flag was guessed from the list. Please ask; saving confirms it.")
        self.preview.hint.say(guess if form.guessed else "")
        self.badge_name.setFocus()
        self.badge_name.selectAll()

    def offer_parting(self, walk_in_id: str, name: str) -> None:
        """Let a "This is …" be taken back: the walk-in of that name, or "" for nobody."""
        self._walk_in_id = walk_in_id
        label = self._words.gettext("The walk-in “{name}” is somebody else after all")
        self.part.fit_label(label, name, _PART_WIDTH)
        set_seen(self.part, bool(walk_in_id))

    @property
    def guest_id(self) -> str:
        """Who is being changed."""
        return self._guest_id

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
            speaks=self.speaks.text().strip(),
            ask_about=" ".join(self.ask_about.text().split()),
        )

    def _tell_change(self) -> None:
        if self._guest_id:
            self.changed.emit(self.form())

    def _submit(self) -> None:
        self.submitted.emit(self.form())


class _Talk(QWidget):
    """What the conversation badge says, side by side: languages, and what to ask about."""

    def __init__(self, look: Look, label: str, speaks: PanelEdit, ask_about: PanelEdit) -> None:
        super().__init__()
        self._look = look
        words = TextLabel(look, 16, ink="quiet", firm=True)
        words.say(label)
        words.setBuddy(ask_about)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(speaks, 2)
        self._row.addWidget(words)
        self._row.addWidget(ask_about, 3)
        self.setFocusProxy(speaks)
        look.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self._row.setSpacing(self._look.px(12))
