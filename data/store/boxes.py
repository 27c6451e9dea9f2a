"""Badges made on sheets before the evening: which box each lies in, and whether it is still right.

One journal row a badge. What the badge said is remembered as a hash, in the row's erasable part:
when name, flags, product or anything else that a badge can say is changed later, the badge in the
box is wrong, and the door prints another.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import blake2b
from itertools import islice

from data.guests import Guest
from data.store.badges_out import COUNTS, OUT, beside
from data.store.event_file import EventFile, Transaction
from data.store.guest_fields import SELECT, guest_from
from data.store.journal import Kind, Row

SLICE = 100  # rows in one transaction: the door's scans go between
_SAID = (
    "name", "first_name", "last_name", "badge_name", "countries", "company", "product", "speaks",
    "ask_about",
)  # fmt: skip
# The last badge in a box, unless a later one came out of a printer or was written by hand: by the
# clocks, so that every laptop names the same box.
_LAST = """SELECT boxed.guest_id, boxed.printer, json_extract(personal.fields, '$.said')
    FROM print AS boxed JOIN journal AS put ON put.id = boxed.id
    LEFT JOIN personal ON personal.id = boxed.id
    WHERE boxed.state = 'in_box' AND NOT EXISTS (SELECT 1 FROM print AS later
        JOIN journal AS wanted ON wanted.id = later.id
        WHERE later.guest_id = boxed.guest_id AND (wanted.hlc, wanted.id) > (put.hlc, put.id)
        AND later.state IN ('in_box', 'sent', 'received', 'by_hand'))"""


def put_in_boxes(
    file: EventFile, boxes: Iterable[tuple[Guest, str]], at: datetime, *, new: bool = False
) -> list[tuple[Guest, str]]:
    """Write down that these guests' badges, as they are now, lie in these boxes.

    The box is what people call it: "S–Z", or a product's name; "": in none after all. ``new``:
    only those of guests who have none yet. Returns what was written.
    """
    waiting, put = iter(boxes), []
    while some := list(islice(waiting, SLICE)):
        with file.transaction() as act:
            rows = boxing(act, some, at, new=new)
            for row in rows:
                act.append(row)
        written = {row.guest_id for row in rows}
        put += [(guest, box) for guest, box in some if guest.id in written]
    return put


def boxing(
    act: Transaction, some: Iterable[tuple[Guest, str]], at: datetime, *, new: bool = False
) -> list[Row]:
    """The rows that say so, with what is known of these guests' other badges.

    ``new``: only of guests who have none.
    """
    return [
        Row(
            Kind.BADGE_IN_BOX,
            at,
            guest_id=guest.id,
            body={"box": box} | beside(act.connection, guest.id),
            personal={"said": said_by_badge(guest)},
        )
        for guest, box in some
        if not new or not has_badge(act.connection, guest.id)
    ]


def has_badge(connection: sqlite3.Connection, guest_id: str) -> bool:
    """Whether a badge of this guest is out; one in a box only while it is right."""
    (printed,) = connection.execute(
        f"""SELECT EXISTS (SELECT 1 FROM print AS made WHERE guest_id = ?
            AND state <> 'in_box' AND {OUT} AND {COUNTS})""",
        (guest_id,),
    ).fetchone()
    return bool(printed) or bool(box_of(connection, guest_id))


def boxes_of(file: EventFile, guest_ids: Iterable[str]) -> dict[str, str]:
    """In which box the badges of these guests lie; nobody whose badge there is wrong by now."""
    with file.reading() as connection:
        return {guest_id: box for guest_id in guest_ids if (box := box_of(connection, guest_id))}


def box_of(connection: sqlite3.Connection, guest_id: str) -> str:
    """In which box this guest's badge lies; "" where none does, or a wrong one."""
    return _boxes(connection, "AND boxed.guest_id = ?", guest_id).get(guest_id, "")


def guests_in_boxes(connection: sqlite3.Connection) -> Mapping[str, str]:
    """Everybody whose badge lies in a box and is still right, and in which."""
    return _boxes(connection)


def boxes_in_use(file: EventFile) -> tuple[str, ...]:
    """What the boxes are called, in order of their names."""
    with file.reading() as connection:
        found = connection.execute(
            "SELECT DISTINCT printer FROM print WHERE state = 'in_box' AND printer <> ''"
        )
        return tuple(sorted(str(box) for (box,) in found))


def lies_ready(act: Transaction, guest_id: str) -> bool:
    """Whether a badge in a box makes printing one needless."""
    return bool(box_of(act.connection, guest_id))


def said_by_badge(guest: Guest) -> str:
    """A hash of all that a badge can say of a guest, different for two guests who say the same."""
    said = "\x1f".join(str(getattr(guest, name)) for name in _SAID)
    return blake2b(said.encode(), digest_size=8, key=guest.id.encode()[:64]).hexdigest()


def _boxes(connection: sqlite3.Connection, more: str = "", *values: str) -> dict[str, str]:
    found = connection.execute(f"{_LAST} {more}", values).fetchall()
    if not found:
        return {}
    guests = {
        guest_id: guest_from(record)
        for guest_id, *_ in found
        for record in connection.execute(f"{SELECT} WHERE guest.id = ?", (guest_id,))
    }
    return {
        guest_id: str(box)
        for guest_id, box, said in found
        if box and guest_id in guests and said == said_by_badge(guests[guest_id])
    }
