"""Changing what is known of a guest at the door; it outlives every list loaded later."""

from collections.abc import Mapping
from datetime import datetime

from data.errors import UsageError
from data.guestlist.clean import clean
from data.guests import Guest, product_key
from data.store.event_file import EventFile
from data.store.guest_fields import find_guest, split
from data.store.journal import Kind, Row

EDITABLE = frozenset(
    {"name", "first_name", "last_name", "badge_name", "countries", "countries_guessed", "email",
     "company", "product", "due_minor", "paid", "companions_allowed", "language", "note", "status",
     "speaks", "ask_about"}
)  # fmt: skip


def edit_guest(
    file: EventFile, guest_id: str, changes: Mapping[str, object], *, nonce: str, at: datetime
) -> Guest:
    """Set fields of a guest; only those that differ are written. Returns the guest as it is now.

    Choosing countries confirms them; another product forgets what the list said is due. Raises
    UsageError: "unknown_guest", "unknown_field", "no_name".
    """
    unknown = set(changes) - EDITABLE
    if unknown:
        raise UsageError("unknown_field", fields=sorted(unknown))
    with file.transaction() as act:
        guest = find_guest(act.connection, guest_id)
        if guest is None:
            raise UsageError("unknown_guest", guest_id=guest_id)
        differing = _differing(guest, changes)
        if not differing:
            return guest
        body, personal = split(differing)
        act.append(
            Row(
                Kind.GUEST_PUT,
                at,
                nonce=nonce,
                guest_id=guest.id,
                body={"by": "door", "set": body},
                personal=personal,
            )
        )
        changed = find_guest(act.connection, guest.id)
        assert changed is not None
        return changed


def _differing(guest: Guest, changes: Mapping[str, object]) -> dict[str, object]:
    """What is to be written, with what follows from it."""
    wanted = dict(changes)
    if "name" in wanted:
        wanted["name"] = clean(str(wanted["name"]))
        if not wanted["name"]:
            raise UsageError("no_name")
    if product_key(str(wanted.get("product", guest.product))) != product_key(guest.product):
        wanted.setdefault("due_minor", None)  # from now on the new product's price
    confirmed = "countries" in wanted and guest.countries_guessed
    if confirmed:
        wanted["countries_guessed"] = False
    return {
        name: value
        for name, value in wanted.items()
        if value != getattr(guest, name) or (name == "countries" and confirmed)
    }
