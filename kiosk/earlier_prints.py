"""Badges that a guest has, or may have, already: what to say before one more is printed."""

from collections.abc import Sequence

from data.store.event_file import EventFile
from data.store.prints import BadgePrint, PrintState
from kiosk.printing.policy import EarlierPrint, Outcome

_OUTCOMES = {
    PrintState.RECEIVED: Outcome.PRINTED,
    PrintState.SENT: Outcome.SENT,
    PrintState.BY_HAND: Outcome.BY_HAND,
    PrintState.UNKNOWN: Outcome.UNSURE,
    PrintState.TAKEN: Outcome.UNSURE,
}


def earlier_prints(prints: Sequence[BadgePrint], file: EventFile) -> list[EarlierPrint]:
    """Which of these may lie on somebody's chest already, and where each was printed."""
    return [
        EarlierPrint(each.state_at, _where(each, file), _OUTCOMES[each.state])
        for each in prints
        if each.state in _OUTCOMES
    ]


def _where(print_: BadgePrint, file: EventFile) -> str:
    """The printer or, at another desk, that desk too: "QL-820, Desk 2"."""
    if print_.device_id == file.device.id:
        return print_.printer
    record = file.connection.execute(
        "SELECT name FROM device WHERE id = ?", (print_.device_id,)
    ).fetchone()
    return ", ".join(part for part in (print_.printer, record[0] if record else "") if part)
