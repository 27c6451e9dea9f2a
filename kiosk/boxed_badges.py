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
    """Adds to each welcome where the badge lies; says nothing where none does.

    Whoever is changed while it is said gets a new badge: the one in the box is wrong now.
    """

    def __init__(
        self, desk: Desk, door: DoorController, words: Words, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._door = door
        self._words = words
        self._sent_to: frozenset[str] = frozenset()  # the guests just sent to a box
        desk.answered.connect(self._look)
        desk.saved.connect(self._look_again)

    def _look(self, _scan: Scan, result: CheckInResult) -> None:
        self._sent_to = frozenset()
        if isinstance(result, Admitted) and result.direction is Direction.ENTRY:
            guests = result.entered or (result.guest,)
            ids = [guest.id for guest in guests]
            self._desk.ask(partial(boxes_of, guest_ids=ids), partial(self._tell, guests))

    def _tell(self, guests: Sequence[Guest], boxes: Mapping[str, str]) -> None:
        self._sent_to = frozenset(boxes)
        if boxes:
            told = box_words(guests, boxes, self._door.presenter.name, self._words)
            self._door.tell_badge(guests[0].id, told, lies=True)

    def _look_again(self, _nonce: str, guest: Guest) -> None:
        if guest.id in self._sent_to:
            self._desk.ask(
                partial(boxes_of, guest_ids=[guest.id]), partial(self._replace, guest.id)
            )

    def _replace(self, guest_id: str, boxes: Mapping[str, str]) -> None:
        if guest_id not in boxes:
            self._sent_to -= {guest_id}
            self._door.tell_badge(guest_id, "")
            self._desk.reprint(guest_id)


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
