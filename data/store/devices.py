"""The laptops that this event knows, by their names."""

import sqlite3

from data.guests import Device


def asks_for_name(connection: sqlite3.Connection, device: Device) -> bool:
    """Whether this laptop should get a name of its own before it begins.

    A copy from another laptop is opened here for the first time, or another laptop of the event
    is called the same. Ask before the device is entered.
    """
    (is_new,) = connection.execute(
        """SELECT handed_over_no > 0 AND NOT EXISTS (SELECT 1 FROM device WHERE id = ?)
           FROM event""",
        (device.id,),
    ).fetchone()
    return bool(is_new) or same_name(device.name) in map(same_name, others(connection, device.id))


def others(connection: sqlite3.Connection, device_id: str) -> list[str]:
    """What the other laptops are called."""
    found = connection.execute("SELECT name FROM device WHERE id <> ? ORDER BY name", (device_id,))
    return [name for (name,) in found]


def same_name(name: str) -> str:
    """What makes two names of laptops the same to people."""
    return " ".join(name.casefold().split())
