"""Whether this version can make sense of a row.

A later version may write more than we know, and a file from elsewhere may be odd. Such rows are
kept as they came and take no effect here; whoever understands them folds them from the journal.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from data.guests import Origin, PaymentMethod, TicketStatus
from data.store.guest_fields import FIELDS
from data.store.journal import Kind, Row

_MOST = 1 << 53
_STATUSES = frozenset(one.value for one in TicketStatus)
_ORIGINS = frozenset(one.value for one in Origin)
_METHODS = frozenset(one.value for one in PaymentMethod)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_one_of(words: frozenset[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and value in words


def _is_number(value: object) -> bool:
    return isinstance(value, int) and abs(value) < _MOST


def _is_number_or_none(value: object) -> bool:
    return value is None or _is_number(value)


def _is_flag(value: object) -> bool:
    return value in (0, 1)


def _is_moment_or_none(value: object) -> bool:
    if value is None:
        return True
    try:
        return datetime.fromisoformat(str(value)).tzinfo is not None
    except ValueError:
        return False


_FIELDS: Mapping[str, Callable[[object], bool]] = {
    **dict.fromkeys(FIELDS, _is_text),
    "countries_guessed": _is_flag,
    "companions_allowed": _is_number,
    "due_minor": _is_number_or_none,
    "paid": lambda value: value is None or value in (0, 1),
    "host_id": lambda value: value is None or isinstance(value, str),
    "status": _is_one_of(_STATUSES),
    "origin": _is_one_of(_ORIGINS),
    "valid_from": _is_moment_or_none,
    "valid_until": _is_moment_or_none,
}


def fits(name: str, value: object) -> bool:
    """Whether a guest has such a field and it may have this value."""
    check = _FIELDS.get(name)
    return check is not None and check(value)


def _is_move(row: Row) -> bool:
    return (
        row.guest_id is not None
        and row.nonce is not None
        and isinstance(row.body.get("lifted", []), list)
    )


def _has_guest(row: Row) -> bool:
    return row.guest_id is not None and isinstance(row.body.get("set", {}), dict)


def _has_target(row: Row) -> bool:
    return row.target is not None


def _is_payment(row: Row) -> bool:
    body = row.body
    return (
        row.guest_id is not None
        and row.nonce is not None
        and _is_one_of(_METHODS)(body.get("method"))
        and _is_number(body.get("amount_minor"))
        and _is_number(body.get("waived_minor"))
    )


def _is_product(row: Row) -> bool:
    body = row.body
    return (
        all(isinstance(body.get(name), str) for name in ("name", "hand_out", "alert"))
        and _is_number(body.get("price_minor"))
        and _is_flag(body.get("complimentary"))
        and _is_flag(body.get("admits"))
    )


_KINDS: Mapping[str, Callable[[Row], bool]] = {
    Kind.CHECK_IN: _is_move,
    Kind.EXIT: lambda row: _is_move(row) and _has_target(row),
    Kind.ANNUL: _has_target,
    Kind.PAYMENT: _is_payment,
    Kind.PAYMENT_ANNUL: _has_target,
    Kind.GUEST_PUT: _has_guest,
    Kind.WALK_IN: _has_guest,
    Kind.GUEST_VOID: _has_guest,
    Kind.PRODUCT_PUT: _is_product,
    Kind.BADGE_WANTED: lambda row: row.guest_id is not None,
    Kind.BADGE_IN_BOX: lambda row: row.guest_id is not None and _is_text(row.body.get("box")),
}


def is_understood(row: Row) -> bool:
    """Whether a row of a known kind says what such a row has to say."""
    check = _KINDS.get(row.kind)
    return check is None or check(row)
