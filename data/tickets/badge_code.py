"""The code on a badge: ``PB``, 16 characters that tell nothing, 2 to check them.

It is derived from the event and the guest alone, so nobody has to keep it and every laptop of the
event finds the same; it is not the ticket's secret, nor leads to it. Whoever reads it from a badge
learns neither the guest's number nor a name. Written as ``pennant_code`` writes, with a check that
begins differently, so that no ticket code becomes a badge code by its prefix alone.
"""

from collections.abc import Iterable
from hashlib import blake2b

from data.tickets.pennant_code import ALPHABET, BODY, as_written, check_values, values_of

PREFIX = "PB"
_LEAD = 31  # stands before the 16 values when they are checked
_PURPOSE = b"pennant badge"  # blake2b's "person", at most 16 bytes


def badge_code(event_id: str, guest_id: str) -> str:
    """The code on this guest's badge at this event: 80 bits of a keyed hash (RFC 7693)."""
    digest = blake2b(
        guest_id.encode(), digest_size=10, key=event_id.encode()[:64], person=_PURPOSE
    ).digest()
    number = int.from_bytes(digest)
    body = [number >> 5 * place & 31 for place in reversed(range(BODY))]
    return PREFIX + "".join(ALPHABET[value] for value in (*body, *check_values((_LEAD, *body))))


def read_badge_code(text: str) -> str | None:
    """The badge code that ``text`` means, as it is written; None where the check does not hold."""
    code = as_written(text, PREFIX)
    if code is None:
        return None
    values = values_of(code)
    return code if check_values((_LEAD, *values[:BODY])) == tuple(values[BODY:]) else None


def guest_of_badge(code: str, event_id: str, guest_ids: Iterable[str]) -> str | None:
    """Which of these guests has the badge with this code, as ``read_badge_code`` gives it."""
    return next((one for one in guest_ids if badge_code(event_id, one) == code), None)
