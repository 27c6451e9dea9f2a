"""What the door asks of the event file: guests with all that is known of them, counts, products."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from data.guests import Counts, Entry, Guest, GuestState, PaymentMethod, Product, product_key
from data.store.guest_fields import SELECT, guest_from
from data.store.journal import to_moment

_ENTRIES = """SELECT entry.id, entry.guest_id, entry.nonce, entry.at, entry.device_id,
    coalesce(device.name, ''), entry.gate, entry.slot, entry.forced, entry.late, entry.exit_id,
    entry.exit_at, entry.annulled_by, entry.annulled_at
    FROM entry LEFT JOIN device ON device.id = entry.device_id"""
_BATCH = 500


def entry_from(record: tuple[object, ...]) -> Entry:
    """The entry in a record made by the query above."""
    (row_id, guest_id, nonce, at, device_id, device_name, gate, slot, forced, late) = record[:10]
    exit_id, exit_at, annulled_by, annulled_at = record[10:]
    return Entry(
        id=str(row_id),
        guest_id=str(guest_id),
        nonce=str(nonce),
        at=to_moment(str(at)),
        device_id=str(device_id),
        device_name=str(device_name),
        gate=str(gate),
        slot=None if slot is None else str(slot),
        forced=str(forced),
        late=bool(late),
        exit_id=None if exit_id is None else str(exit_id),
        exit_at=None if exit_at is None else to_moment(str(exit_at)),
        annulled_by=None if annulled_by is None else str(annulled_by),
        annulled_at=None if annulled_at is None else to_moment(str(annulled_at)),
    )


def products(connection: sqlite3.Connection) -> dict[str, Product]:
    """All products by their key (``product_key(name)``)."""
    found = connection.execute(
        """SELECT key, name, price_minor, complimentary, hand_out, alert, admits
           FROM product ORDER BY key"""
    )
    return {
        key: Product(name, price, bool(free), hand_out, alert, bool(admits))
        for key, name, price, free, hand_out, alert, admits in found
    }


def product_of(known: Mapping[str, Product], name: str) -> Product | None:
    """The product of that name in any case, or None."""
    return known.get(product_key(name)) if name else None


def states(
    connection: sqlite3.Connection,
    guests: Sequence[Guest],
    known: Mapping[str, Product] | None = None,
) -> list[GuestState]:
    """The guests with entries, payments and companions, in the same order."""
    known = products(connection) if known is None else known
    result: list[GuestState] = []
    for start in range(0, len(guests), _BATCH):
        result += _states(connection, guests[start : start + _BATCH], known)
    return result


def _states(
    connection: sqlite3.Connection, guests: Sequence[Guest], known: Mapping[str, Product]
) -> list[GuestState]:
    ids = tuple(guest.id for guest in guests)
    marks = ",".join("?" * len(ids))
    entries: dict[str, list[Entry]] = {}
    for record in connection.execute(
        f"{_ENTRIES} WHERE entry.guest_id IN ({marks}) ORDER BY entry.hlc", ids
    ):
        entry = entry_from(record)
        entries.setdefault(entry.guest_id, []).append(entry)
    paid: dict[str, int] = dict(
        connection.execute(
            f"""SELECT guest_id, sum(amount_minor + waived_minor) FROM payment
                WHERE guest_id IN ({marks}) AND annulled_by IS NULL GROUP BY guest_id""",
            ids,
        ).fetchall()
    )
    companions_in: dict[str, int] = dict(
        connection.execute(
            f"""SELECT host.present, count(DISTINCT companion.id)
                FROM (SELECT id AS present, id AS own FROM guest WHERE id IN ({marks})
                      UNION ALL
                      SELECT joined_to, id FROM guest WHERE joined_to IN ({marks})) AS host
                JOIN guest AS companion ON companion.host_id = host.own AND companion.void = 0
                JOIN entry ON entry.guest_id = companion.id AND entry.annulled_by IS NULL
                GROUP BY 1""",
            ids + ids,
        ).fetchall()
    )
    return [
        GuestState(
            guest=guest,
            product=product_of(known, guest.product),
            entries=tuple(entries.get(guest.id, ())),
            paid_minor=paid.get(guest.id, 0),
            settled=guest.id in paid,
            companions_in=companions_in.get(guest.id, 0),
        )
        for guest in guests
    ]


def companions(connection: sqlite3.Connection, host_id: str) -> list[Guest]:
    """The companions of a guest that have a place on the list, in order of birth."""
    found = connection.execute(
        f"""{SELECT} WHERE guest.void = 0 AND guest.host_id = ?
            UNION ALL {SELECT} JOIN guest AS own ON own.joined_to = ? AND guest.host_id = own.id
            WHERE guest.void = 0""",
        (host_id, host_id),
    )
    return sorted((guest_from(record) for record in found), key=lambda guest: guest.id)


def guests(connection: sqlite3.Connection, ids: Iterable[str] | None = None) -> Iterator[Guest]:
    """All guests on the list, or those named, voided ones left out."""
    if ids is None:
        for record in connection.execute(f"{SELECT} WHERE guest.void = 0 ORDER BY guest.id"):
            yield guest_from(record)
        return
    wanted = tuple(ids)
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        marks = ",".join("?" * len(part))
        for record in connection.execute(
            f"{SELECT} WHERE guest.void = 0 AND guest.id IN ({marks})", part
        ):
            yield guest_from(record)


def shown_names(connection: sqlite3.Connection) -> list[str]:
    """What all guests are called, as their badges say it."""
    found = connection.execute(
        "SELECT DISTINCT coalesce(nullif(badge_name, ''), name) FROM guest WHERE void = 0"
    )
    return [name for (name,) in found]


def guests_by_secret(connection: sqlite3.Connection, secret: str) -> list[Guest]:
    """Whoever has this ticket secret now."""
    found = connection.execute(
        f"""{SELECT} WHERE guest.secret = ? AND guest.void = 0 AND guest.id IN (
            SELECT guest_id FROM guest_key WHERE source = 'secret' AND key = ?)
            ORDER BY guest.id""",
        (secret, secret),
    )
    return [guest_from(record) for record in found]


def guest_of_revoked(connection: sqlite3.Connection, secret: str) -> str | None:
    """Who once had this ticket secret and has another now."""
    record = connection.execute(
        "SELECT guest_id FROM guest_key WHERE source = 'secret' AND key = ?", (secret,)
    ).fetchone()
    return None if record is None else str(record[0])


def inside(connection: sqlite3.Connection) -> int:
    """How many are inside: entries that stand, minus exits."""
    (count,) = connection.execute(
        "SELECT count(*) FROM entry WHERE annulled_by IS NULL AND exit_id IS NULL"
    ).fetchone()
    return int(count)


def counts(connection: sqlite3.Connection) -> Counts:
    """The evening in numbers."""
    on_list, allowed, canceled = connection.execute(
        """SELECT count(*) FILTER (WHERE status NOT IN ('canceled', 'blocked') AND origin = 'list'),
           coalesce(sum(max(companions_allowed, (SELECT count(*) FROM guest AS companion
               WHERE companion.host_id = guest.id AND companion.void = 0)))
               FILTER (WHERE status NOT IN ('canceled', 'blocked') AND companions_allowed > 0
                       AND origin = 'list'), 0),
           count(*) FILTER (WHERE status = 'canceled')
           FROM guest WHERE void = 0"""
    ).fetchone()
    arrived, walk_ins, companions_in = connection.execute(
        """SELECT count(*), count(*) FILTER (WHERE guest.origin = 'walk_in'),
           count(*) FILTER (WHERE guest.origin = 'companion')
           FROM entry JOIN guest ON guest.id = entry.guest_id
           WHERE entry.annulled_by IS NULL AND entry.slot IS NULL"""
    ).fetchone()
    (refused,) = connection.execute(
        "SELECT count(*) FROM journal WHERE kind = 'refused'"
    ).fetchone()
    takings = connection.execute(
        "SELECT method, sum(amount_minor) FROM payment WHERE annulled_by IS NULL GROUP BY method"
    )
    return Counts(
        expected=on_list + allowed,
        arrived=arrived,
        inside=inside(connection),
        walk_ins=walk_ins,
        companions=companions_in,
        canceled=canceled,
        refused=refused,
        takings_minor={PaymentMethod(method): amount for method, amount in takings},
    )
