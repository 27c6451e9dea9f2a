"""What never will arrive at a far end: for somebody to correct by hand."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from data.export import neutral
from data.store import deliveries
from data.store.event_file import EventFile
from data.store.far_guests import far_guest_of
from data.store.guest_fields import find_guest
from data.store.journal import MOVES, Kind, row_by_id
from kiosk.sync_words import given_up_words
from kiosk.words import Words, mark

KINDS = MappingProxyType(
    {
        "check_in": mark("check-in"),
        "exit": mark("exit"),
        "annul": mark("taken back"),
        "refused": mark("refused scan"),
        "walk_in": mark("walk-in"),
        "guest_void": mark("was on the list"),
        "badge_sent": mark("badge print"),
        "badge_received": mark("badge print"),
        "badge_by_hand": mark("badge print"),
    }
)


@dataclass(frozen=True, slots=True)
class GivenUpLine:
    """One row: who, what, when, why it never will arrive, and what to do.

    ``entered`` is when what was taken back had happened, which is what stands there; ``order`` is
    where to look.
    """

    far_end: str
    row_id: str
    kind: str
    at: datetime
    guest: str
    code: str
    why: str
    what_to_do: str
    entered: datetime | None = None
    order: str = ""


def given_up_lines(file: EventFile, key: str, words: Words) -> list[GivenUpLine]:
    """All of one far end, oldest first."""
    with file.reading() as connection:
        lines = []
        for one in deliveries.given_up_rows(connection, key):
            row = one.written.row
            guest = find_guest(connection, row.guest_id or "")
            why, what_to_do = given_up_words(one.code, one.values, words)
            name = guest.shown_name if guest is not None else ""
            ticket = far_guest_of(connection, key, guest.id) if guest is not None else None
            target = row_by_id(connection, row.target or "") if row.kind == Kind.ANNUL else None
            lines.append(
                GivenUpLine(
                    key,
                    one.written.id,
                    row.kind,
                    row.at,
                    name,
                    one.code,
                    why,
                    what_to_do,
                    target.row.at if target is not None and target.row.kind in MOVES else None,
                    ticket.party if ticket is not None else "",
                )
            )
        return lines


def what_words(line: GivenUpLine, time: Callable[[datetime], str], words: Words) -> str:
    """What happened and when, as whoever corrects it looks for it."""
    _ = words.gettext
    what = f"{kind_words(line.kind, words)} {time(line.at)}"
    if line.entered is not None:
        entered = _("came in {time}").format(time=time(line.entered))
        what = f"{entered}, {what}"
    order = _("order {code}").format(code=line.order) if line.order else ""
    return " · ".join(part for part in (line.guest, what, order) if part)


def kind_words(kind: str, words: Words) -> str:
    """What a row tells of, in a word; kinds that staff never meet as they are."""
    return words.gettext(KINDS[kind]) if kind in KINDS else kind


def as_table(
    lines: Sequence[GivenUpLine], time: Callable[[datetime], str], words: Words, delimiter: str
) -> str:
    """The list as text: to paste into a spreadsheet (by tabs), or as CSV."""
    _ = words.gettext
    text = io.StringIO()
    table = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    table.writerow(
        (_("Time"), _("Name"), _("What"), _("Came in"), _("Order"), _("Why"), _("What to do"),
         _("Where"))
    )  # fmt: skip
    for one in lines:
        entered = time(one.entered) if one.entered is not None else ""
        table.writerow(
            (time(one.at), neutral(one.guest), kind_words(one.kind, words), entered,
             neutral(one.order), one.why, one.what_to_do, one.far_end)
        )  # fmt: skip
    return text.getvalue()
