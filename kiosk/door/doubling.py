"""What happened twice (a guest, money, a badge): told as soon as it is known, settled here."""

from dataclasses import replace

from PySide6.QtCore import QObject

from data.annulment import Annulled, AnnulResult
from data.badge_doubles import BadgeDouble, one_put_away
from data.doubles import Double, DoubleEntry, both_right, undo_one
from data.given_back import GivenBackTwice, see_to
from data.identity import new_nonce
from data.store.event_file import EventFile
from kiosk.desk import Desk
from kiosk.door.double_view import view_of
from kiosk.door.turn import Turn
from kiosk.door.window import DoorWindow
from kiosk.look.palette import Tone
from kiosk.merge_words import entry_words
from kiosk.tally import Unsettled
from kiosk.words import Words


class Doubling(QObject):
    """Joins the strip and the panel of doubles to the desk."""

    def __init__(
        self,
        window: DoorWindow,
        desk: Desk,
        turn: Turn,
        words: Words,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self._turn = turn
        self._words = words
        self._doubles: tuple[Unsettled, ...] = ()
        self._told: set[str] = set()  # each is heard once
        self._settling = False  # a second key press must not take the other one back too
        desk.doubled.connect(self._take)
        window.doubled.opened.connect(self._open)
        window.double.taken_back.connect(self._take_back)
        window.double.both_right.connect(self._both_right)
        window.double.put_off.connect(turn.show)
        desk.failed.connect(self._stop)

    def _take(self, found: tuple[Unsettled, ...]) -> None:
        self._doubles = found
        info = self._turn.presenter.info
        self._window.doubled.show_doubles([view_of(one, info, self._words) for one in found])
        keys = {double.key for double in found}
        if keys - self._told:
            self._told |= keys
            self._turn.play(Tone.NOTICE)
        shown = self._window.double.view
        if shown is not None and shown.key not in keys and self._window.asks_about_double:
            self._turn.show()  # settled at another desk

    def _open(self, key: str) -> None:
        double = self._double(key)
        if double is not None:
            info = self._turn.presenter.info
            self._window.ask_double(view_of(double, info, self._words))

    def _take_back(self, entry_id: str) -> None:
        double = self._shown()
        if not isinstance(double, Double) or self._settling:
            return
        chosen = [one for one in double.entries if one.entry.id == entry_id]
        if not chosen:
            return
        self._settling = True
        one, nonce, at = chosen[0], new_nonce(), self._desk.now()
        others = [other for other in double.entries if other is not one]
        self._desk.ask(
            lambda file: undo_one(file, one, nonce=nonce, at=at),
            lambda result: self._show_taken_back(others, result),
        )

    def _show_taken_back(self, others: list[DoubleEntry], result: AnnulResult) -> None:
        self._settling = False
        presenter = self._turn.presenter
        view = presenter.annulled(result)
        if isinstance(result, Annulled):
            stands = self._words.gettext("The other check-in stands: {which}.").format(
                which=", ".join(entry_words(one, presenter.info, self._words) for one in others)
            )
            view = replace(view, next_step=stands, actions=())
        self._desk.catch_up()
        self._turn.say(view)

    def _both_right(self) -> None:
        double = self._shown()
        if double is None or self._settling:
            return
        self._settling = True
        nonce, at = new_nonce(), self._desk.now()

        def settle(file: EventFile) -> None:
            match double:
                case Double():
                    both_right(file, double, nonce=nonce, at=at)
                case GivenBackTwice():
                    see_to(file, double, nonce=nonce, at=at)
                case BadgeDouble():
                    one_put_away(file, double, nonce=nonce, at=at)

        self._desk.ask(settle, lambda _: self._show_right())

    def _show_right(self) -> None:
        self._settling = False
        self._desk.catch_up()
        self._turn.show()

    def _stop(self) -> None:
        self._settling = False

    def _shown(self) -> Unsettled | None:
        view = self._window.double.view
        return self._double(view.key) if view is not None else None

    def _double(self, key: str) -> Unsettled | None:
        return next((double for double in self._doubles if double.key == key), None)
