"""What has changed since somebody last looked: whoever wrote it, this process or another."""

import sqlite3
from dataclasses import dataclass

from data.guests import GuestState
from data.store import reading
from data.store.event_file import EventFile
from data.store.schema import NOT_OF_OUR_LIST

PAGE = 80  # guests read at once: some 2 ms
SHORT_LIST = 40  # guests of a list, such as what is new at pretix, that are told one by one
_LOOKED_THROUGH = 4 * SHORT_LIST  # rows before its marker; a door may write between them


@dataclass(frozen=True, slots=True)
class Changes:
    """The guests about whom something was written, as they are now, and those gone.

    ``list_loaded``: a long list took effect; read all guests again, page by page.
    """

    last_no: int
    states: tuple[GuestState, ...] = ()
    gone: tuple[str, ...] = ()
    list_loaded: bool = False


def looked_up_to(file: EventFile) -> int:
    """The row up to which everything has taken effect; what is read after this is no older."""
    # Rows from the marker of a list on that is still being folded are looked at again later.
    (newest,) = file.connection.execute(
        "SELECT coalesce((SELECT min(marker_no) - 1 FROM load), max(local_no), 0) FROM journal"
    ).fetchone()
    return int(newest)


def changes_since(file: EventFile, last_no: int) -> Changes:
    """What was written after row ``last_no``. Raises StoreError.

    Rows of a list have no effect before its marker. While a list is being folded ``last_no``
    stays before that marker, and what the door did since is told each time.
    """
    with file.reading() as connection:
        newest = max(last_no, looked_up_to(file))
        ids: dict[str, None] = {}
        listed = _of_lists(connection, last_no, newest)
        for guest_id in (*_touched(connection, last_no), *(listed or ())):
            ids |= dict.fromkeys(_with_relations(connection, guest_id))
        found = list(reading.guests(connection, ids))
        present = {guest.id for guest in found}
        return Changes(
            newest,
            tuple(reading.states(connection, found)),
            tuple(guest_id for guest_id in ids if guest_id not in present),
            listed is None,
        )


def page_after(file: EventFile, guest_id: str, limit: int = PAGE) -> list[GuestState]:
    """The next guests in the order of their ids, with all that is known; "" begins.

    Raises StoreError.
    """
    with file.reading() as connection:
        ids = connection.execute(
            "SELECT id FROM guest WHERE void = 0 AND id > ? ORDER BY id LIMIT ?", (guest_id, limit)
        ).fetchall()
        found = sorted(reading.guests(connection, (one for (one,) in ids)), key=lambda g: g.id)
        return reading.states(connection, found)


def _touched(connection: sqlite3.Connection, last_no: int) -> list[str]:
    """Whom the rows after this one are about; those of a list count only after its marker."""
    found = connection.execute(
        f"""SELECT DISTINCT guest_id FROM journal INDEXED BY journal_by_door
           WHERE local_no > ? AND guest_id IS NOT NULL AND {NOT_OF_OUR_LIST}
           AND (kind <> 'guest_put' OR json_extract(body, '$.load') IS NULL
                OR EXISTS (SELECT 1 FROM journal AS marker WHERE marker.kind = 'marker'
                    AND json_extract(marker.body, '$.load') = json_extract(journal.body, '$.load')
                    AND marker.local_no < journal.local_no))""",
        (last_no,),
    )
    return [guest_id for (guest_id,) in found]


def _of_lists(connection: sqlite3.Connection, last_no: int, newest: int) -> list[str] | None:
    """The guests of the lists that took effect meanwhile; None where one of them is long."""
    found: list[str] = []
    for marker_no, load, size in connection.execute(
        """SELECT local_no, json_extract(body, '$.load'), json_extract(body, '$.guests')
           FROM journal INDEXED BY journal_of_load
           WHERE local_no > ? AND local_no <= ?
           AND kind = 'marker' AND json_extract(body, '$.load') IS NOT NULL""",
        (last_no, newest),
    ).fetchall():
        if not isinstance(size, int) or size > SHORT_LIST:
            return None
        ids = _of_list(connection, marker_no, load)
        if len(ids) != size:
            return None
        found += ids
    return found


def _of_list(connection: sqlite3.Connection, marker_no: int, load: str) -> list[str]:
    ids = connection.execute(
        """SELECT guest_id FROM (SELECT kind, guest_id, body FROM journal WHERE local_no < ?
                                 ORDER BY local_no DESC LIMIT ?)
           WHERE kind = 'guest_put' AND json_extract(body, '$.load') = ?""",
        (marker_no, _LOOKED_THROUGH, load),
    )
    return [guest_id for (guest_id,) in ids]


def _with_relations(connection: sqlite3.Connection, guest_id: str) -> list[str]:
    """A guest, who brought them, and whom they turned out to be."""
    record = connection.execute(
        "SELECT host_id, joined_to FROM guest WHERE id = ?", (guest_id,)
    ).fetchone()
    return [one for one in (guest_id, *(record or ())) if one is not None]
