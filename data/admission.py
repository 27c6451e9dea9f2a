"""The one door through which every guest goes: look, decide, write the answer down."""

from data.answers import answer_of, lifted_in
from data.decision import Admission, Departure, Door, decide
from data.guests import CheckInResult, Guest, GuestState, Reason, Refused, Scan
from data.recording import record_admission, record_departure, record_refusal
from data.store import reading
from data.store.event_file import EventFile, Transaction
from data.store.event_info import read_info
from data.store.far_guests import is_revoked
from data.store.guest_fields import find_guest
from data.store.journal import Kind, rows_of_nonce
from data.store.settling import settle_guest, settle_secret
from data.tickets import candidate_secrets

MOST_AT_ONCE = 50


def check_in(
    file: EventFile, scan: Scan, *, badges: bool = False, badges_again: bool = False
) -> CheckInResult:
    """Answer a scan and write the answer down, in one transaction.

    The same nonce gets the same answer and writes nothing. ``badges``: everybody who enters for
    the first time gets a badge wanted, in the same transaction; with ``badges_again`` also whoever
    was in before. Raises StoreError, and ValueError
    for a scan that names neither a code nor a guest or a party out of range.
    """
    require_sound(scan)
    with file.transaction() as act:
        earlier = answer_of(act, scan.nonce)
        if earlier is not None:
            return earlier
        decision = decide(look(act, scan), scan)
        match decision:
            case Refused():
                record_refusal(act, scan, decision)
                return decision
            case Departure():
                return record_departure(act, scan, decision)
            case Admission():
                return record_admission(act, scan, decision, badges, badges_again)


def require_sound(scan: Scan) -> None:
    """Raises ValueError for a scan that names neither a code nor a guest, a party out of range."""
    if (scan.secret is None) == (scan.guest_id is None):
        raise ValueError("a scan has either a secret or a guest")
    if scan.party is not None and not 1 <= scan.party <= MOST_AT_ONCE:
        raise ValueError("a party is 1 to 50 people")


def look(act: Transaction, scan: Scan) -> Door:
    """What the door knows now about a scan, for ``decide``."""
    connection = act.connection
    products = reading.products(connection)
    guests, former = _find(act, scan)
    found = reading.states(connection, guests, products)
    revoked_from = reading.states(connection, former, products)[0] if former else None
    the_one = revoked_from or (found[0] if len(found) == 1 else None)
    companions: list[GuestState] = []
    lifted: frozenset[Reason] = frozenset()
    followed: Reason | None = None
    for_guest = False
    if the_one is not None:
        theirs = reading.companions(connection, the_one.guest.id)
        companions = reading.states(connection, theirs, products)
        lifted, followed, for_guest = _followed(act, scan, the_one.guest.id)
    return Door(
        info=read_info(connection),
        found=tuple(found),
        companions=tuple(companions),
        products=products,
        inside=reading.inside(connection),
        revoked_from=revoked_from,
        revoked=not guests and not former and _is_revoked(act, scan),
        lifted=lifted,
        followed=followed,
        followed_for_guest=for_guest,
    )


def _find(act: Transaction, scan: Scan) -> tuple[list[Guest], list[Guest]]:
    """Whoever is meant; where nobody is, the one guest who had this code once."""
    connection = act.connection
    if scan.guest_id is not None:
        settle_guest(connection, scan.guest_id)
        chosen = find_guest(connection, scan.guest_id)
        return ([chosen] if chosen is not None else []), []
    for secret in candidate_secrets(scan.secret or ""):
        settle_secret(connection, secret)
        guests = reading.guests_by_secret(connection, secret)
        if guests:
            return guests, []
        former = reading.guest_of_revoked(connection, secret)
        if former is not None:
            settle_guest(connection, former)
            owner = find_guest(connection, former)
            return [], [owner] if owner is not None else []
    return [], []


def _is_revoked(act: Transaction, scan: Scan) -> bool:
    candidates = candidate_secrets(scan.secret or "")
    return any(is_revoked(act.connection, secret) for secret in candidates)


def _followed(
    act: Transaction, scan: Scan, guest_id: str
) -> tuple[frozenset[Reason], Reason | None, bool]:
    """What was lifted in the refused scan that this one answers, why it was refused, and whether
    it asked money for the guest.

    A refusal of somebody else says nothing about this guest.
    """
    if scan.follows_nonce is None:
        return frozenset(), None, False
    for written in rows_of_nonce(act.connection, scan.follows_nonce):
        row = written.row
        if row.kind != Kind.REFUSED or row.answer is None:
            continue
        refused = find_guest(act.connection, row.guest_id or "")
        if refused is not None and refused.id == guest_id:
            return lifted_in(written), Reason(row.answer), bool(row.body.get("guest_enters"))
    return frozenset(), None, False
