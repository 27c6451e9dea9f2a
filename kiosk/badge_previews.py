"""Drawing the badge of a guest while it is edited, by the code that prints it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from badges.badge import Badge
from badges.errors import BadgeError
from data.guestlist.spoken import spoken_languages
from data.guests import Guest
from data.store.event_file import EventFile
from data.store.guest_fields import find_guest
from kiosk.badge_for import badge_for
from kiosk.desk import Desk
from kiosk.door.badge_preview import PreviewView
from kiosk.door.edit import Edit
from kiosk.door.views import EditForm
from kiosk.paper import Paper
from kiosk.printing.raster import page_images
from kiosk.shorter_names import shorter_names
from kiosk.words import Words

DPI = 200
WORTH_PT = 20.0  # a shorter name should be worth the change


class BadgePreviews(QObject):
    """Shows what was entered last; what was typed while one badge was drawn is drawn after it."""

    def __init__(
        self,
        edit: Edit,
        desk: Desk,
        paper: Callable[[], Paper],
        words: Words,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._edit = edit
        self._desk = desk
        self._paper = paper
        self._words = words
        self._wanted: EditForm | None = None
        self._drawing: EditForm | None = None
        edit.changed.connect(self._want)

    def _want(self, form: EditForm) -> None:
        self._wanted = form
        if self._drawing is None:
            self._draw()

    def _draw(self) -> None:
        form, self._wanted = self._wanted, None
        self._drawing = form
        if form is not None:
            paper = self._paper()
            self._desk.look(lambda file: preview_of(file, form, paper, self._words), self._show)

    def _show(self, view: PreviewView) -> None:
        drawn, self._drawing = self._drawing, None
        if drawn is not None and drawn.guest_id == self._edit.form().guest_id:
            self._edit.preview.show_preview(view)
        self._draw()


def preview_of(file: EventFile, form: EditForm, paper: Paper, words: Words) -> PreviewView:
    """The badge as entered; empty where it cannot be drawn: printing will say why."""
    guest = find_guest(file.connection, form.guest_id)
    if guest is None:
        return PreviewView()
    host = find_guest(file.connection, guest.host_id) if guest.host_id is not None else None
    codes, unknown = spoken_languages(form.speaks)
    changed = replace(
        guest,
        badge_name=form.badge_name,
        countries=form.countries,
        product=form.product,
        speaks=codes,
        ask_about=form.ask_about,
    )
    info = file.info

    def badge_named(name: str) -> Badge:
        return badge_for(replace(changed, badge_name=name), host, info, words)

    try:
        return _drawn(changed, badge_named, unknown, paper, words)
    except BadgeError:
        return PreviewView()


def _drawn(
    guest: Guest,
    badge_named: Callable[[str], Badge],
    unknown: tuple[str, ...],
    paper: Paper,
    words: Words,
) -> PreviewView:
    from badges.layout import lay_out  # with ReportLab: the window opens without
    from badges.wording import unprintable_letters

    badge = badge_named(guest.badge_name)
    layout = lay_out(badge, *paper.stock.size_mm, paper.design)
    image = next(page_images(paper.draw(badge).pdf, DPI), QImage())
    if letters := unprintable_letters(badge):
        said = words.gettext(
            "No font on this laptop has {letters}: the name is set in Latin letters."
        )
        return PreviewView(image, said.format(letters=" ".join(letters)))
    if layout.is_hard_to_read:
        said = words.gettext("This name would be set in {points} pt, too small to be read.")
        ways = [
            (name, lay_out(badge_named(name), *paper.stock.size_mm, paper.design))
            for name in shorter_names(guest)
        ]
        ways = [(name, way) for name, way in ways if not way.is_hard_to_read]
        worth = [name for name, way in ways if way.name_pt >= WORTH_PT]
        largest = max(ways, key=lambda way: way[1].name_pt, default=("", None))[0]
        shorter = worth[0] if worth else largest
        return PreviewView(image, said.format(points=round(layout.told_pt)), shorter)
    if unknown:
        said = words.gettext("“{language}” is no language known here.")
        return PreviewView(image, said.format(language=", ".join(unknown)))
    return PreviewView(image)
