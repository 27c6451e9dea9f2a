"""Everybody from A to Z on paper, for when no screen works or the house has to be cleared."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from data.attendance import guest_states
from data.guests import EventInfo, GuestState, Presence
from data.identity import utc_now
from data.store.event_file import EventFile
from kiosk.background import Background
from kiosk.desk import Desk
from kiosk.door.presenter import Presenter
from kiosk.evening.paper import PaperMaker
from kiosk.evening.saved_file import SavedFile
from kiosk.look.icons import Icon
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.look.switch import Switch
from kiosk.words import Words

if TYPE_CHECKING:
    from badges.roster import RosterRow

_AWAY = frozenset({Presence.CANCELED, Presence.BLOCKED, Presence.PENDING})


class EmergencyList(Page):
    """The page: one button makes a PDF beside the event file, to be opened and printed."""

    def __init__(
        self,
        look: Look,
        words: Words,
        desk: Desk,
        info: EventInfo,
        background: Background,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        title = _("Emergency list")
        super().__init__(
            look, words, Icon.BELL, title, _("Make the list"), column=760, parent=parent
        )
        self._desk = desk
        self._info = info
        self._presenter = Presenter(info, words)
        self.inside = Switch(look, _("Only who is inside now"))
        self.away = Switch(look, _("Also those who signed off"), on=True)
        self.message = SavedFile(look, words, open_url)
        self.maker = PaperMaker(background, words, self)
        what = TextLabel(look, 22, Weight.SEMIBOLD, wrap=True)
        what.say(_("All guests from A to Z, with a box to tick, flag, product and what is due."))
        when = TextLabel(look, 17, ink="quiet", wrap=True)
        when.say(
            _("Print it before the doors open. If no screen works, go on with a pen, and enter "
              "the arrivals afterwards.")
        )  # fmt: skip
        for widget in (what, when, self.inside, self.away, self.message):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.main.clicked.connect(self._make)
        self.inside.toggled.connect(lambda on: self.away.setEnabled(not on))
        self.maker.made.connect(self._made)
        self.maker.failed.connect(self._failed)

    def path(self) -> Path:
        """Where the list goes: a new file each time, so that an open one is in nobody's way."""
        now = self._presenter.time(utc_now()).replace(":", "-")
        name = f"{self._desk.path.stem} A-Z {now}.pdf"
        return self._desk.path.with_name(name)

    def _make(self) -> None:
        if self.maker.is_busy:
            return
        self.main.setEnabled(False)
        self.message.say(Tone.INFO, self._words.gettext("Drawing the list…"))

        def job(file: EventFile) -> list[GuestState]:
            return guest_states(file)

        self._desk.look(job, self.if_here(self._draw))

    def _draw(self, states: list[GuestState]) -> None:
        from badges.roster import render_roster  # not at the start: it takes 0.1 s to load

        rows = roster_rows(
            states, self._presenter, only_inside=self.inside.isChecked(), away=self.away.isChecked()
        )
        title = " · ".join(part for part in (self._info.name, self._info.date) if part)
        self.maker.make(lambda: render_roster(title, rows), self.path())

    def _made(self, path: Path) -> None:
        self.main.setEnabled(True)
        said = self._words.gettext("The list is in {file}. Open it to print it.")
        self.message.tell_saved(path, said.format(file=path.name))

    def _failed(self, why: str) -> None:
        self.main.setEnabled(True)
        self.message.say(Tone.NOTICE, why)


def roster_rows(
    states: Sequence[GuestState], presenter: Presenter, *, only_inside: bool, away: bool
) -> "list[RosterRow]":
    """The lines of the list; companions without a name are counted with their host."""
    from badges.roster import RosterRow

    hosts = {state.guest.id: state.guest for state in states}
    rows = []
    for state in states:
        guest = state.guest
        if only_inside and state.presence is not Presence.INSIDE:
            continue
        if not (only_inside or away) and state.presence in _AWAY:
            continue
        name = presenter.name(guest, hosts.get(guest.host_id or ""))
        missing = guest.companions_allowed - state.companions_in
        if missing > 0 and not only_inside:
            name = f"{name}  +{missing}"
        status = presenter.row(state).status
        told = status if state.presence is not Presence.EXPECTED else guest.product
        due = presenter.money(state.due_minor) if state.due_minor else ""
        rows.append(
            RosterRow(
                name,
                guest.countries,
                told,
                due,
                arrived=state.arrived,
                sort_key=f"{guest.last_name} {guest.first_name}" if guest.last_name else name,
            )
        )
    return rows
