"""Telling staff in which box a guest's badge lies, where it was made before the evening."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject

from data.guests import Admitted, CheckInResult, Direction, Guest, Scan
from data.store.boxes import boxes_of
from kiosk.desk import Desk
from kiosk.door.controller import DoorController
from kiosk.words import Words


class BoxedBadges(QObject):
    """Adds to each welcome where the badge lies; says nothing where none does."""

    def __init__(
        self, desk: Desk, door: DoorController, words: Words, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._door = door
        self._words = words
        desk.answered.connect(self._look)

    def _look(self, _scan: Scan, result: CheckInResult) -> None:
        if isinstance(result, Admitted) and result.direction is Direction.ENTRY:
            guests = result.entered or (result.guest,)
            ids = [guest.id for guest in guests]
            self._desk.ask(partial(boxes_of, guest_ids=ids), partial(self._tell, guests))

    def _tell(self, guests: Sequence[Guest], boxes: Mapping[str, str]) -> None:
        if boxes:
            told = box_words(guests, boxes, self._door.presenter.name, self._words)
            self._door.tell_badge(guests[0].id, told)


def box_words(
    guests: Sequence[Guest],
    boxes: Mapping[str, str],
    name: Callable[[Guest], str],
    words: Words,
) -> str:
    """ "Badge in the box S–Z"; of several guests, whose lies where: "Zoya: S–Z · Eric: A–F"."""
    if len(guests) == 1:
        return words.gettext("Badge in the box {box}").format(box=boxes[guests[0].id])
    lying = [guest for guest in guests if guest.id in boxes]
    where = " · ".join(f"{name(guest)}: {boxes[guest.id]}" for guest in lying)
    return words.gettext("Badges in boxes – {where}").format(where=where)
