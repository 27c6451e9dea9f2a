"""Telling staff of a badge that was printed before, here or at another door."""

from functools import partial

from PySide6.QtCore import QObject

from data.guests import CheckInResult, Reason, Refused, Scan
from kiosk.badge_printing import BadgePrinting
from kiosk.desk import Desk
from kiosk.door.controller import DoorController
from kiosk.earlier_prints import badge_already
from kiosk.printing.attempt import PrintProgress, PrintState
from kiosk.words import Words

_GONE = (PrintState.NOT_OURS, PrintState.CANCELLED)


class BadgesElsewhere(QObject):
    """Says where the badge of a guest is who is in already, and whose badge was not printed here
    because another door was first. Nothing is printed for it: Ctrl+P asks.
    """

    def __init__(
        self,
        desk: Desk,
        door: DoorController,
        printing: BadgePrinting,
        words: Words,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._door = door
        self._words = words
        desk.answered.connect(self._look)
        printing.progressed.connect(self._hear)

    def _look(self, _scan: Scan, result: CheckInResult) -> None:
        in_already = isinstance(result, Refused) and result.reason is Reason.ALREADY_REDEEMED
        if in_already and result.guest is not None:
            self._ask(result.guest.id)

    def _hear(self, guest_id: str, progress: PrintProgress) -> None:
        if guest_id and progress.state in _GONE:
            self._ask(guest_id)

    def _ask(self, guest_id: str) -> None:
        words = self._words
        self._desk.ask(
            lambda file: badge_already(file, guest_id, words), partial(self._tell, guest_id)
        )

    def _tell(self, guest_id: str, told: str) -> None:
        if told:
            self._door.tell_badge(guest_id, told)
