"""Undo and redo, for what is shown and for what the feed shows."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from data.annulment import Annulled, AnnulResult, last_act
from data.attendance import Arrival
from data.guests import Admitted, Direction, Scan
from data.identity import new_nonce
from kiosk.desk import Desk
from kiosk.door.turn import Turn


class TakingBack(QObject):
    """Takes acts back, one at a time, and lets the same people in again."""

    def __init__(self, desk: Desk, turn: Turn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._turn = turn
        self._latest: tuple[Arrival, ...] = ()
        self._going_back = False  # a second key press must not take back a second act
        self._undone = ""  # the act that was taken back last
        desk.annulled.connect(self._show)
        desk.failed.connect(self._stop)

    @property
    def latest(self) -> tuple[Arrival, ...]:
        """The latest acts, newest first."""
        return self._latest

    def follow(self, latest: Sequence[Arrival]) -> None:
        """Take over the latest acts."""
        self._latest = tuple(latest)

    def act(self, nonce: str) -> Arrival | None:
        """One of the latest acts."""
        return next((arrival for arrival in self._latest if arrival.nonce == nonce), None)

    def undo(self) -> None:
        """Take back what is shown, else the latest act of this desk."""
        if isinstance(self._turn.result, Admitted):
            self.undo_act(self._turn.result.nonce)
            return
        here = self._desk.device.id
        standing = (a for a in self._latest if not a.annulled and a.device_id == here)
        last = next(standing, None)
        if last is not None:
            self.undo_act(last.nonce)
        else:  # other desks may have filled the feed
            self._desk.ask(last_act, lambda nonce: self.undo_act(nonce) if nonce else None)

    def undo_act(self, nonce: str) -> None:
        """Take one act back."""
        if not self._going_back:
            self._going_back = True
            self._desk.annul(nonce)

    def redo(self) -> None:
        """Let in again whoever was taken back last."""
        if self._undone:
            self.redo_act(self._undone)

    def redo_act(self, nonce: str) -> None:
        """Check the same people in again; what was given back is asked for again."""
        act = self.act(nonce)
        if act is None or not act.guests or not act.annulled:
            return
        self._undone = ""
        guests = [g for g in act.guests if self._is_away(g.id, act.direction)]
        hosts = [guest.id for guest in guests if guest.host_id is None]
        if hosts:
            self._ask(hosts[0], act.direction, len(guests))
        elif guests and guests[0].host_id and not self._is_away(guests[0].host_id, act.direction):
            self._ask(guests[0].host_id, act.direction, len(guests), alone=True)
        else:
            for guest in guests:
                self._ask(guest.id, act.direction, 1)

    def _ask(self, guest_id: str, direction: Direction, number: int, alone: bool = False) -> None:
        party = number if number > 1 or alone else None
        self._turn.ask(
            Scan(new_nonce(), self._desk.now(), guest_id=guest_id, direction=direction, party=party)
        )

    def _is_away(self, guest_id: str, direction: Direction) -> bool:
        """Whether this guest can go that way now; who came in again meanwhile can not."""
        state = self._desk.roll.state(guest_id)
        inside = state is not None and state.open_entry is not None
        return inside is (direction is Direction.EXIT)

    def _show(self, target_nonce: str, result: AnnulResult) -> None:
        self._going_back = False
        self._undone = target_nonce if isinstance(result, Annulled) else ""
        self._turn.say(self._turn.presenter.annulled(result))

    def _stop(self) -> None:
        self._going_back = False
