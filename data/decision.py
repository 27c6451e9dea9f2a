"""Who may come in: the pure decision, made from what the file knows and what was scanned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.guests import (
    Direction,
    Entry,
    EventInfo,
    Guest,
    GuestState,
    Origin,
    PaymentPart,
    Presence,
    Product,
    Reason,
    Refused,
    Scan,
    TicketStatus,
    product_key,
)


@dataclass(frozen=True, slots=True)
class Door:
    """What the door knows about one scan before it decides."""

    info: EventInfo
    found: tuple[GuestState, ...]  # whoever has the secret, or was chosen
    companions: tuple[GuestState, ...] = ()  # of the one found
    products: Mapping[str, Product] = field(default_factory=dict)  # by product_key
    inside: int = 0
    revoked_from: GuestState | None = None  # who once had this secret
    revoked: bool = False  # a far end says that this code counts no more, and not whose it was
    lifted: frozenset[Reason] = frozenset()  # what staff let pass in the scans that this follows
    followed: Reason | None = None  # the refusal that this scan answers
    followed_for_guest: bool = False  # whether the guest was to enter then


@dataclass(frozen=True, slots=True)
class Entering:
    """One person who comes in by this act; ``state.guest.id`` is empty for a new companion."""

    state: GuestState
    slot: str | None = None  # the exit that a re-entry follows
    shares: tuple[PaymentPart, ...] = ()  # how this person's due is paid


@dataclass(frozen=True, slots=True)
class Admission:
    """Yes: everybody who enters now, and what is written beside."""

    host: GuestState
    entering: tuple[Entering, ...]
    lifted: tuple[Reason, ...] = ()
    companions_missing: int = 0
    over_capacity: bool = False


@dataclass(frozen=True, slots=True)
class Departure:
    """Goodbye: the entries that end."""

    host: GuestState
    leaving: tuple[tuple[GuestState, Entry], ...]


Decision = Admission | Departure | Refused


def decide(door: Door, scan: Scan) -> Decision:
    """The answer to a scan whose nonce was not answered before.

    The checks run in pretix's order: find, canceled, blocked, unapproved, time, product, unpaid,
    already redeemed. A force lifts the one refusal it answers; the others still stand.
    """
    lifting = _Lifting(door, scan)
    if len(door.found) > 1:
        candidates = tuple(state.guest for state in door.found)
        return replace(_refused(scan, Reason.AMBIGUOUS), candidates=candidates)
    if door.found:
        host = door.found[0]
    elif door.revoked_from is not None:
        host = door.revoked_from
        if not lifting.lifts(Reason.REVOKED):
            return _refused(scan, Reason.REVOKED, host)
    else:
        return _refused(scan, Reason.REVOKED if door.revoked else Reason.INVALID)
    if scan.direction is Direction.EXIT:
        return _decide_exit(door, scan, host)
    return _decide_entry(door, scan, host, lifting)


def _refused(
    scan: Scan, reason: Reason, host: GuestState | None = None, lifted: Sequence[Reason] = ()
) -> Refused:
    return Refused(
        scan.nonce,
        reason,
        scan.at,
        guest=host.guest if host is not None else None,
        direction=scan.direction,
        lifted=tuple(sorted(lifted)),
        alert=alert_of(host) if scan.direction is Direction.ENTRY else "",
    )


class _Lifting:
    """Which refusals staff let pass, and which of those were needed."""

    def __init__(self, door: Door, scan: Scan) -> None:
        self._allowed = set(door.lifted)
        self._first = scan.force is not None and door.followed is None
        if scan.force is not None and door.followed is not None:
            self._allowed.add(door.followed)
        self.used: list[Reason] = []

    def lifts(self, reason: Reason) -> bool:
        if self._first and reason not in self._allowed:
            self._first = False
            self._allowed.add(reason)
        if reason not in self._allowed:
            return False
        self.used.append(reason)
        return True


def _decide_exit(door: Door, scan: Scan, host: GuestState) -> Decision:
    inside = [state for state in (host, *door.companions) if state.open_entry is not None]
    if not inside:
        return _refused(scan, Reason.NOT_INSIDE, host)
    alone = inside[0] is host and scan.party is None
    leaving = inside[:1] if alone else inside[: scan.party]
    return Departure(host, tuple((s, s.open_entry) for s in leaving if s.open_entry is not None))


def _decide_entry(door: Door, scan: Scan, host: GuestState, lifting: _Lifting) -> Decision:
    outside = _companions_outside(door, host)
    if door.followed_for_guest and host.open_entry is not None:
        # Came in meanwhile, by another desk: what was asked for is done, nobody pays for it twice.
        refused = _refused(scan, Reason.ALREADY_REDEEMED, host, lifting.used)
        return replace(refused, earlier=host.open_entry)
    if host.open_entry is None:
        reason = _why_refused(scan, host, lifting)
        if reason is not None:
            return _refused(scan, reason, host, lifting.used)
    entering = _entering(door, scan, host, outside)
    missing = max(0, len(outside) - len(entering) + (host.open_entry is None))
    shares: list[tuple[PaymentPart, ...]] = [()] * len(entering)
    if any(state.unpaid for state in entering):
        parts = _payment(entering, scan)
        if parts is None and not lifting.lifts(Reason.UNPAID):
            return replace(
                _refused(scan, Reason.UNPAID, host, lifting.used),
                due_minor=sum(state.due_minor for state in entering),
                entering=len(entering),
                guest_enters=host.open_entry is None,
                companions_missing=missing,
            )
        shares = _shares(entering, parts or ())
    if not entering:
        if not lifting.lifts(Reason.ALREADY_REDEEMED):
            refused = _refused(scan, Reason.ALREADY_REDEEMED, host, lifting.used)
            return replace(refused, earlier=host.open_entry)
        entering, shares = [host], [()]
    capacity = door.info.capacity
    return Admission(
        host=host,
        entering=tuple(
            Entering(state, _slot(state), share)
            for state, share in zip(entering, shares, strict=True)
        ),
        lifted=tuple(lifting.used),
        companions_missing=missing,
        over_capacity=capacity is not None and door.inside + len(entering) > capacity,
    )


def _why_refused(scan: Scan, host: GuestState, lifting: _Lifting) -> Reason | None:
    guest, product = host.guest, host.product
    early = guest.valid_from is not None and scan.at < guest.valid_from
    over = guest.valid_until is not None and scan.at > guest.valid_until
    checks = (
        (Reason.CANCELED, guest.status is TicketStatus.CANCELED),
        (Reason.BLOCKED, guest.status is TicketStatus.BLOCKED),
        (Reason.UNAPPROVED, guest.status is TicketStatus.PENDING),
        (Reason.INVALID_TIME, early or over),
        (Reason.PRODUCT, product is not None and not product.admits),
    )
    return next((r for r, fails in checks if fails and not lifting.lifts(r)), None)


def _companions_outside(door: Door, host: GuestState) -> list[GuestState]:
    """Who may still come with the host: those who went out first, then those never seen."""
    left = [c for c in door.companions if c.presence is Presence.LEFT]
    expected = [c for c in door.companions if not c.arrived]
    unborn = max(0, host.guest.companions_allowed - len(door.companions))
    return left + expected + [_new_companion(door, host)] * unborn


def _new_companion(door: Door, host: GuestState) -> GuestState:
    product = host.product
    name = host.guest.product
    if door.info.companion_product:
        name = door.info.companion_product
        product = door.products.get(product_key(name))
    guest = Guest(
        id="",
        name="",
        product=name,
        host_id=host.guest.id,
        origin=Origin.COMPANION,
        language=host.guest.language,
    )
    return GuestState(guest, product)


def _entering(
    door: Door, scan: Scan, host: GuestState, outside: list[GuestState]
) -> list[GuestState]:
    """Everybody who comes in now; nobody where the host is in and no companion is missing.

    A guest at the door may bring more than the list allows; a code shown again may not.
    """
    if host.open_entry is None:
        brought = 0 if scan.party is None else scan.party - 1
        more = [_new_companion(door, host)] * (brought - len(outside))
        people = [host, *outside[:brought], *more]
    elif scan.party is None:
        people = [state for state in outside if state.arrived] or outside
    else:
        people = outside[: scan.party]
    return _named(people, scan.companion_names)


def _named(people: list[GuestState], names: tuple[str, ...]) -> list[GuestState]:
    """Give the companions without a name the names told at the door, in order."""
    told = iter(name for name in names if name.strip())
    result = []
    for state in people:
        if state.guest.origin is Origin.COMPANION and not state.guest.name:
            state = replace(state, guest=replace(state.guest, name=next(told, "").strip()))
        result.append(state)
    return result


def _payment(entering: list[GuestState], scan: Scan) -> tuple[PaymentPart, ...] | None:
    """The parts that pay for everybody entering, or None where they do not add up.

    Where the list says "not paid" and nobody knows how much, any more than the rest is right.
    """
    if scan.payment is None:
        return None
    due = sum(state.due_minor for state in entering)
    if any(_owes_something_unknown(state) for state in entering):
        due = max(due, sum(part.amount_minor or 0 for part in scan.payment.parts))
    return scan.payment.split(due)


def _owes_something_unknown(state: GuestState) -> bool:
    return state.unpaid and not state.due_minor


def _shares(
    entering: list[GuestState], parts: tuple[PaymentPart, ...]
) -> list[tuple[PaymentPart, ...]]:
    """Each person's own price, taken from the parts in order; what is over pays the unknown."""
    purse = [part.amount_minor or 0 for part in parts]
    over = sum(purse) - sum(state.due_minor for state in entering)
    shares: list[tuple[PaymentPart, ...]] = []
    for state in entering:
        due, share = state.due_minor, []
        if _owes_something_unknown(state):
            due, over = over, 0
        for place, part in enumerate(parts):
            taken = min(due, purse[place])
            if taken > 0:
                share.append(PaymentPart(part.method, taken))
                purse[place] -= taken
                due -= taken
        if not share and state.unpaid and parts:
            share.append(PaymentPart(parts[0].method, 0))
        shares.append(tuple(share))
    return shares


def _slot(state: GuestState) -> str | None:
    """The exit that a re-entry follows."""
    left = [e for e in state.entries if e.annulled_by is None and e.exit_id is not None]
    return left[-1].exit_id if left and state.open_entry is None else None


def alert_of(state: GuestState | None) -> str:
    """What staff are told about this guest's product ("fetch an ambassador")."""
    return state.product.alert if state is not None and state.product is not None else ""
