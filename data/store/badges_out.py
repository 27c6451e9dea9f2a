"""Which badges of a guest are out, and which of them a print does not know of.

A badge is out once it came out of a printer or may have, was written by hand, or lies in a box.
Every row that wants a badge says which badges of the guest were out as far as its writer knew
(``beside`` in its body): whoever asks for one more knowing those does so on purpose. A badge that
its print does not know of is in its way: a badge is printed once. What a check-in that was taken
back wanted is out no more; whoever comes in after all gets another.
"""

import sqlite3

from data.store.guest_fields import present_guest

# Of ``made``, a row of print: on paper or perhaps. A badge in a box counts until the laptop that
# put it there takes it out again.
OUT = """(made.state IN ('taken', 'sent', 'received', 'unknown', 'by_hand')
    OR made.state = 'in_box' AND made.printer <> '' AND NOT EXISTS (SELECT 1
        FROM print AS emptied WHERE emptied.guest_id = made.guest_id
        AND emptied.device_id = made.device_id AND emptied.state = 'in_box'
        AND emptied.printer = '' AND emptied.state_hlc > made.state_hlc))"""
COUNTS = """NOT EXISTS (SELECT 1 FROM entry WHERE entry.nonce = made.nonce
    AND entry.own_guest_id = made.own_guest_id AND entry.annulled_by IS NOT NULL)"""


def badges_out(connection: sqlite3.Connection, guest_id: str) -> list[str]:
    """The ids of this guest's badges that are out as far as is known here, in order."""
    found = connection.execute(
        f"""SELECT id FROM print AS made WHERE {OUT}
            AND guest_id = ? ORDER BY id""",
        (present_guest(connection, guest_id),),
    )
    return [print_id for (print_id,) in found]


def beside(connection: sqlite3.Connection, guest_id: str) -> dict[str, object]:
    """What a row that wants a badge says in its body of those that are out."""
    known = badges_out(connection, guest_id)
    return {"beside": known} if known else {}


def known_to(connection: sqlite3.Connection, print_id: str) -> frozenset[str]:
    """The badges that were out as far as was known where this one was wanted."""
    found = connection.execute(
        """SELECT value FROM journal, json_each(journal.body, '$.beside')
           WHERE journal.id = ? AND json_type(journal.body, '$.beside') = 'array'""",
        (print_id,),
    )
    return frozenset(str(value) for (value,) in found)
