"""What has changed since somebody last looked: whoever wrote it, this process or another."""

from dataclasses import dataclass

from data.guests import GuestState
from data.store import reading
from data.store.event_file import EventFile


@dataclass(frozen=True, slots=True)
class Changes:
    """The guests about whom something was written, as they are now, and those gone."""

    last_no: int
    states: tuple[GuestState, ...] = ()
    gone: tuple[str, ...] = ()


def changes_since(file: EventFile, last_no: int) -> Changes:
    """What was written after row ``last_no``; rows of lists without effect do not count."""
    connection = file.connection
    file.settle_slice()
    # What comes after the marker of a list that is still being folded is told when it is done.
    (newest,) = connection.execute(
        """SELECT coalesce((SELECT min(marker_no) - 1 FROM load), max(local_no), 0) FROM journal"""
    ).fetchone()
    if newest == last_no:
        return Changes(last_no)
    loads = connection.execute(
        """SELECT json_extract(body, '$.load') FROM journal
           WHERE local_no > ? AND local_no <= ? AND kind = 'marker'
           AND json_extract(body, '$.load') IS NOT NULL""",
        (last_no, newest),
    ).fetchall()
    ids: dict[str, None] = {}
    for (load,) in loads:
        listed = connection.execute(
            """SELECT guest_id FROM journal
               WHERE kind = 'guest_put' AND json_extract(body, '$.load') = ?""",
            (load,),
        )
        ids |= {guest_id: None for (guest_id,) in listed}
    touched = connection.execute(
        """SELECT DISTINCT guest_id FROM journal
           WHERE local_no > ? AND local_no <= ? AND guest_id IS NOT NULL
           AND (kind <> 'guest_put' OR json_extract(body, '$.load') IS NULL)""",
        (last_no, newest),
    ).fetchall()
    for (guest_id,) in touched:
        ids |= dict.fromkeys(_with_relations(file, guest_id))
    found = list(reading.guests(connection, ids))
    present = {guest.id for guest in found}
    return Changes(
        newest,
        tuple(reading.states(connection, found)),
        tuple(guest_id for guest_id in ids if guest_id not in present),
    )


def _with_relations(file: EventFile, guest_id: str) -> list[str]:
    """A guest, who brought them, and whom they turned out to be."""
    record = file.connection.execute(
        "SELECT host_id, joined_to FROM guest WHERE id = ?", (guest_id,)
    ).fetchone()
    return [one for one in (guest_id, *(record or ())) if one is not None]
