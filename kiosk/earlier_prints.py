"""Badges that a guest has, or may have, already: what to say before one more is printed."""

from collections.abc import Sequence

from data.store.boxes import box_of
from data.store.event_file import EventFile
from data.store.prints import WAITING, BadgePrint, PrintState, prints_of
from kiosk.printer_state_words import earlier_words
from kiosk.printing.policy import EarlierPrint, Outcome, earlier_print
from kiosk.words import Words

_OUTCOMES = {
    PrintState.RECEIVED: Outcome.PRINTED,
    PrintState.SENT: Outcome.SENT,
    PrintState.BY_HAND: Outcome.BY_HAND,
    PrintState.UNKNOWN: Outcome.UNSURE,
    PrintState.TAKEN: Outcome.UNSURE,
}


def earlier_prints(prints: Sequence[BadgePrint], file: EventFile) -> list[EarlierPrint]:
    """Which of these may lie on somebody's chest already, or will, and where each was printed.

    One that waits here is no other badge: asking for it again is asking for the same.
    """
    found = []
    for each in prints:
        outcome = _OUTCOMES.get(each.state)
        if each.state in WAITING and each.device_id != file.device.id:
            outcome = Outcome.WAITS
        if outcome is not None:
            found.append(EarlierPrint(each.state_at, _where(each, file), outcome))
    return found


def badge_already(file: EventFile, guest_id: str, words: Words) -> str:
    """Where the badge of this guest is, in words; "" where there is none yet."""
    box = box_of(file.connection, guest_id)
    if box:
        return words.gettext("Badge in the box {box}").format(box=box)
    earlier = earlier_print(earlier_prints(prints_of(file, guest_id), file))
    if earlier is None:
        return ""
    said = earlier_words(earlier, file.info.timezone, words)
    return words.gettext("Badge: {what}").format(what=said)


def _where(print_: BadgePrint, file: EventFile) -> str:
    """The printer or, at another desk, that desk too: "QL-820, Desk 2"."""
    if print_.device_id == file.device.id:
        return print_.printer
    record = file.connection.execute(
        "SELECT name FROM device WHERE id = ?", (print_.device_id,)
    ).fetchone()
    return ", ".join(part for part in (print_.printer, record[0] if record else "") if part)
