"""What was taken at the door for one guest."""

import sqlite3

from data.guests import PaymentMethod


def payments_of(connection: sqlite3.Connection, guest_id: str) -> list[tuple[PaymentMethod, int]]:
    """Method and amount (minor units) of the payments that stand, largest first; waived ones 0."""
    found = connection.execute(
        """SELECT method, amount_minor FROM payment
           WHERE guest_id = ? AND annulled_by IS NULL ORDER BY amount_minor DESC, id""",
        (guest_id,),
    )
    return [(PaymentMethod(method), amount) for method, amount in found]
