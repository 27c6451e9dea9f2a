"""A guest as fields in a journal row, and as columns of the ``guest`` projection."""

import sqlite3
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from data.guests import Guest, Origin, TicketStatus

# What tells something about a person; erased by the purge, so never in a row's body.
PERSONAL = frozenset(
    {
        "name", "first_name", "last_name", "badge_name", "countries", "countries_guessed",
        "email", "company", "secret", "external_id", "language", "note",
        "speaks", "ask_about",
    }
)  # fmt: skip
COLUMNS = tuple(f.name for f in fields(Guest))
FIELDS = tuple(name for name in COLUMNS if name != "id")
SELECT = "SELECT " + ", ".join(f"guest.{name}" for name in COLUMNS) + " FROM guest"


_PLAIN = frozenset({str, int, type(None)})  # kept as they are; nearly all are


def to_json(name: str, value: object) -> object:
    """A field's value as JSON and SQLite keep it."""
    match value:
        case tuple():
            return " ".join(value)
        case datetime():
            return value.isoformat()
        case TicketStatus() | Origin():
            return value.value
        case bool():
            return int(value)
        case _:
            return value


def split(values: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """The fields for a row's body and those for its erasable part."""
    body: dict[str, object] = {}
    personal: dict[str, object] = {}
    for name, value in values.items():
        kept = value if value.__class__ in _PLAIN else to_json(name, value)
        (personal if name in PERSONAL else body)[name] = kept
    return body, personal


def guest_from(record: tuple[Any, ...]) -> Guest:
    """The guest in a record made by ``SELECT``."""
    (gid, name, first, last, badge, countries, guessed, email, company, product, secret) = record[
        :11
    ]
    (external, status, paid, due, allowed, host, origin, language, note, since, until) = record[
        11:22
    ]
    speaks, ask_about = record[22:24]
    return Guest(
        id=gid,
        name=name,
        first_name=first,
        last_name=last,
        badge_name=badge,
        countries=tuple(countries.split()),
        countries_guessed=bool(guessed),
        email=email,
        company=company,
        product=product,
        secret=secret,
        external_id=external,
        status=TicketStatus(status),
        paid=None if paid is None else bool(paid),
        due_minor=due,
        companions_allowed=allowed,
        host_id=host,
        origin=Origin(origin),
        language=language,
        note=note,
        valid_from=None if since is None else datetime.fromisoformat(since),
        valid_until=None if until is None else datetime.fromisoformat(until),
        speaks=tuple(speaks.split()),
        ask_about=ask_about,
    )


def find_guest(connection: sqlite3.Connection, guest_id: str) -> Guest | None:
    """The guest, or the one whom this guest turned out to be; None where there is none."""
    record = connection.execute(
        f"{SELECT} WHERE guest.id = coalesce((SELECT joined_to FROM guest WHERE id = ?), ?)",
        (guest_id, guest_id),
    ).fetchone()
    return None if record is None else guest_from(record)


def present_guest(connection: sqlite3.Connection, guest_id: str | None) -> str | None:
    """The guest under whom rows about ``guest_id`` stand now."""
    record = connection.execute("SELECT joined_to FROM guest WHERE id = ?", (guest_id,)).fetchone()
    return guest_id if record is None or record[0] is None else str(record[0])
