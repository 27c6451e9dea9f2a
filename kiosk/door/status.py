"""The quiet line at the top: what it says changes bit by bit."""

from collections.abc import Sequence
from dataclasses import replace

from data.guests import Counts, Direction, EventInfo
from data.store.sessions import Session
from kiosk.code_words import shown_code
from kiosk.door.actions import DoorAction
from kiosk.door.status_line import StatusLine
from kiosk.door.views import Light, LightView, StatusView
from kiosk.look.icons import Icon
from kiosk.syncing.state_words import SyncState
from kiosk.words import Words


class Status:
    """Collects what the line says and shows it whole."""

    def __init__(self, line: StatusLine, words: Words, device: str) -> None:
        self._line = line
        self._words = words
        self._view = StatusView(event="", device=device)
        self._lights: dict[str, LightView] = {}
        self.say_sync(None)

    @property
    def view(self) -> StatusView:
        """What the line says."""
        return self._view

    def say_event(self, info: EventInfo) -> None:
        """Which evening it is."""
        self._change(event=info.name, capacity=info.capacity, rehearsal=info.rehearsal)

    def say_counts(self, counts: Counts) -> None:
        """How many have come; how many are inside only where exits are in use."""
        exits = counts.inside != counts.arrived or self._view.leaving
        self._change(
            arrived=counts.arrived,
            expected=counts.expected,
            inside=counts.inside if exits else None,
        )

    def say_direction(self, direction: Direction) -> None:
        """Whether the door counts exits now."""
        self._change(leaving=direction is Direction.EXIT)

    def say_printer(self, words: str, light: Light = Light.FINE, tip: str = "") -> None:
        """How the printer is."""
        self._lights["printer"] = LightView(Icon.PRINTER, words, light, tip, DoorAction.PRINTER)
        self._change()

    def say_sync(self, state: SyncState | None) -> None:
        """How syncing goes; None where the event syncs with nothing."""
        if state is None:
            _ = self._words.gettext
            title, light = _("Kept on this laptop"), Light.FINE
            tip = _("Everything is written down here as it happens.")
        else:
            title, light, tip = state.title, state.light, state.tip
        self._lights["sync"] = LightView(Icon.SYNC, title, light, tip, DoorAction.SYNC)
        self._change()

    def say_code(self, text: str) -> None:
        """Which code was read last, as it arrived."""
        tip = self._words.gettext("The code read last, as it arrived: {code}")
        self._lights["code"] = LightView(
            Icon.SCAN, shown_code(text), tip=tip.format(code=shown_code(text))
        )
        self._change()

    def say_others(self, others: Sequence[Session]) -> None:
        """Who else has the event file open."""
        self._lights.pop("others", None)
        if others:
            names = ", ".join(sorted({session.device_name for session in others}))
            self._lights["others"] = LightView(
                Icon.PEOPLE,
                self._words.gettext("Also open elsewhere"),
                Light.LOOK,
                self._words.gettext(
                    "{names} has this event file open as well. Both may check guests in; "
                    "nobody comes in twice."
                ).format(names=names),
            )
        self._change()

    def _change(self, **changes: object) -> None:
        view = replace(self._view, lights=tuple(self._lights.values()), **changes)  # type: ignore[arg-type]
        if view == self._view:
            return
        self._view = view
        self._line.show_status(self._view)
