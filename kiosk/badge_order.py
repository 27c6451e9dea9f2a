"""Whose badges go on paper together, and in which order."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from anyascii import anyascii

from badges.badge import Badge
from data.attendance import guest_states
from data.guests import Guest, GuestState, Presence
from data.store.event_file import EventFile
from kiosk.badge_for import badge_for
from kiosk.words import Words

STAYING_AWAY = frozenset({Presence.CANCELED, Presence.BLOCKED, Presence.PENDING})


class Order(StrEnum):
    """How badges lie in their boxes."""

    FIRST = "first"  # A to Z by first name
    LAST = "last"  # A to Z by surname
    PRODUCT = "product"  # by kind of ticket, then by surname


def expected(states: Iterable[GuestState]) -> list[GuestState]:
    """Those for whom a badge is made beforehand."""
    return [state for state in states if state.presence not in STAYING_AWAY]


def in_order(states: Iterable[GuestState], order: Order) -> list[GuestState]:
    """The guests as their badges are filed: by Latin letters, whatever their script."""
    return sorted(states, key=lambda state: filed_under(state.guest, order))


def filed_under(guest: Guest, order: Order) -> tuple[str, ...]:
    """What a guest is looked up by. Two of one name keep an order of their own."""
    shown, last = _latin(guest.shown_name), _latin(guest.last_name or guest.shown_name.split()[-1:])
    match order:
        case Order.FIRST:
            return shown, last, guest.id
        case Order.LAST:
            return last, shown, guest.id
        case Order.PRODUCT:
            return guest.product.casefold(), last, shown, guest.id


def badges_of(file: EventFile, states: Sequence[GuestState], words: Words) -> list[Badge]:
    """What their badges say, in the same order."""
    host_ids = {s.guest.host_id for s in states if s.guest.host_id is not None}
    hosts = {s.guest.id: s.guest for s in guest_states(file, sorted(host_ids))}
    info = file.info
    return [badge_for(s.guest, hosts.get(s.guest.host_id or ""), info, words) for s in states]


def _latin(name: str | list[str]) -> str:
    text = name if isinstance(name, str) else " ".join(name)
    return anyascii(text).casefold().lstrip(" '\"-(")
