"""What can be done at the door, with its word, its icon and its key: one table for all faces.

Plain keys always go to the field, so that a scan or a name is never taken for a command; commands
are Ctrl with a key (Command on a Mac). F11 is only an extra.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtGui import QKeyEvent, QKeySequence

from kiosk.look.icons import Icon


class DoorAction(StrEnum):
    """One thing that staff can ask for."""

    UNDO = "undo"
    REDO = "redo"
    REPRINT = "reprint"
    BY_HAND = "by_hand"
    EDIT = "edit"
    LET_IN_ANYWAY = "let_in_anyway"
    REST_OF_PARTY = "rest_of_party"
    CHECK_IN = "check_in"
    FIND = "find"
    WALK_IN = "walk_in"
    THIS_IS = "this_is"
    RESUME = "resume"
    DOUBLE = "double"
    DIRECTION = "direction"
    LATE = "late"
    LOAD_LIST = "load_list"
    HAND_OVER = "hand_over"
    MERGE = "merge"
    SYNC = "sync"
    EXPORT = "export"
    EMERGENCY_LIST = "emergency_list"
    PRINT_BADGES = "print_badges"
    PRINTER = "printer"
    PRINTER_SETUP = "printer_setup"
    SCAN_TEST = "scan_test"
    TICKETS = "tickets"
    NEW_CODE = "new_code"
    FULL_SCREEN = "full_screen"


@dataclass(frozen=True, slots=True)
class Told:
    """An action's English label (translate it), its icon and its keys as portable text."""

    label: str
    icon: Icon
    keys: tuple[str, ...] = ()


def _(message: str) -> str:
    """Mark a message for Babel; it is translated where it is shown."""
    return message


TOLD: MappingProxyType[DoorAction, Told] = MappingProxyType(
    {
        DoorAction.UNDO: Told(_("Undo"), Icon.UNDO, ("Ctrl+Z",)),
        DoorAction.REDO: Told(_("Check in again"), Icon.REDO, ("Ctrl+Shift+Z",)),
        DoorAction.REPRINT: Told(_("Reprint"), Icon.PRINTER, ("Ctrl+P",)),
        DoorAction.BY_HAND: Told(_("Badge written by hand"), Icon.PEN, ("Ctrl+B",)),
        DoorAction.EDIT: Told(_("Edit"), Icon.PEN, ("Ctrl+E",)),
        DoorAction.LET_IN_ANYWAY: Told(_("Let in anyway"), Icon.OPEN_DOOR, ("Ctrl+I",)),
        DoorAction.REST_OF_PARTY: Told(_("Let in the rest"), Icon.PEOPLE, ("Ctrl+G",)),
        DoorAction.CHECK_IN: Told(_("Check in"), Icon.TICK, ("Ctrl+O",)),
        DoorAction.FIND: Told(_("Type the name"), Icon.SEARCH, ("Ctrl+F",)),
        DoorAction.WALK_IN: Told(_("Walk-in"), Icon.PERSON_ADD, ("Ctrl+N",)),
        DoorAction.THIS_IS: Told(_("This is …"), Icon.PEOPLE, ("Ctrl+T",)),
        DoorAction.RESUME: Told(_("Go on"), Icon.COIN, ("Ctrl+R",)),
        DoorAction.DOUBLE: Told(_("Came in twice"), Icon.PEOPLE, ("Ctrl+U",)),
        DoorAction.DIRECTION: Told(_("Count exits"), Icon.ARROW_OUT, ("Ctrl+D",)),
        DoorAction.LATE: Told(_("Enter earlier arrivals…"), Icon.CLOCK),
        DoorAction.LOAD_LIST: Told(_("Load list…"), Icon.PEOPLE, ("Ctrl+L",)),
        DoorAction.HAND_OVER: Told(_("Hand to another laptop…"), Icon.DESK),
        DoorAction.MERGE: Told(_("Take in another laptop…"), Icon.DESK),
        DoorAction.SYNC: Told(_("Sync…"), Icon.SYNC),
        DoorAction.EXPORT: Told(_("Export attendance…"), Icon.TRANSFER, ("Ctrl+S",)),
        DoorAction.EMERGENCY_LIST: Told(_("Print emergency list…"), Icon.BELL),
        DoorAction.PRINT_BADGES: Told(_("Print badges…"), Icon.BADGE),
        DoorAction.PRINTER: Told(_("Printing…"), Icon.PRINTER, ("Ctrl+Shift+P",)),
        DoorAction.PRINTER_SETUP: Told(_("Set up printers and labels…"), Icon.PRINTER),
        DoorAction.SCAN_TEST: Told(_("Scanner and camera…"), Icon.CAMERA),
        DoorAction.TICKETS: Told(_("Make tickets…"), Icon.CARD),
        DoorAction.NEW_CODE: Told(_("New code for this guest…"), Icon.CARD),
        DoorAction.FULL_SCREEN: Told(_("Full screen"), Icon.SCAN, ("Ctrl+Shift+F", "F11")),
    }
)

#: Ctrl+1 to Ctrl+5 choose among what the shown panel offers: ways to pay, reasons.
CHOICE_KEYS = ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5")
MORE_KEYS = "Ctrl+Up"
FEWER_KEYS = "Ctrl+Down"
CONFIRM_KEYS = "Ctrl+Return"
MENU_KEYS = "Ctrl+M"
SHORTER_KEYS = "Ctrl+K"  # takes the shorter name that the edit form offers


def is_command(event: QKeyEvent) -> bool:
    """Whether this key is one of the door's own and not the field's."""
    pressed = QKeySequence(event.keyCombination())
    return pressed.toString(QKeySequence.SequenceFormat.PortableText) in _COMMANDS


_COMMANDS = frozenset(key for told in TOLD.values() for key in told.keys) | {
    *CHOICE_KEYS,
    MORE_KEYS,
    FEWER_KEYS,
    CONFIRM_KEYS,
    MENU_KEYS,
    SHORTER_KEYS,
}
