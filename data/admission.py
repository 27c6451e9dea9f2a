"""The one door through which every guest goes: decide, record, take back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from data.decision import Admission, Departure, Door, decide
from data.guests import (
    Admitted,
    CheckInResult,
    Direction,
    Entry,
    Guest,
    GuestState,
    PaymentMethod,
    Reason,
    Refused,
    Scan,
)
from data.identity import uuid7
from data.store import reading
from data.store.event_file import EventFile, Transaction, read_info
from data.store.guest_fields import find_guest, split
from data.store.journal import Kind, Row, WrittenRow, row_by_id, rows_of_nonce
from data.store.loads import settle_guest, settle_secret
from data.store.prints import want_badge

MOST_AT_ONCE = 50


def check_in(file: EventFile, scan: Scan, *, badges: bool = False) -> CheckInResult:
    """Answer a scan and write the answer down, in one transaction.

    The same nonce gets the same answer and writes nothing. ``badges``: everybody who enters for
    the first time gets a badge wanted, in the same transaction. Raises StoreError, and ValueError
    for a scan that names neither a code nor a guest or a party out of range.
    """
    if (scan.secret is None) == (scan.guest_id is None):
        raise ValueError("a scan has either a secret or a guest")
    if scan.party is not None and not 1 <= scan.party <= MOST_AT_ONCE:
        raise ValueError("a party is 1 to 50 people")
    with file.transaction() as act:
        earlier = answer_of(act, scan.nonce)
        if earlier is not None:
            return earlier
        decision = decide(_look(act, scan), scan)
        match decision:
            case Refused():
                _record_refusal(act, scan, decision)
                return decision
            case Departure():
                return _record_departure(act, scan, decision)
            case Admission():
                return _record_admission(act, scan, decision, badges)


def _look(act: Transaction, scan: Scan) -> Door:
    connection = act.connection
    revoked_from: GuestState | None = None
    if scan.guest_id is not None:
        settle_guest(connection, scan.guest_id)
        chosen = find_guest(connection, scan.guest_id)
        guests = [chosen] if chosen is not None else []
    else:
        secret = scan.secret or ""
        settle_secret(connection, secret)
        guests = reading.guests_by_secret(connection, secret)
        if not guests:
            former = reading.guest_of_revoked(connection, secret)
            owner = find_guest(connection, former) if former is not None else None
            if owner is not None:
                revoked_from = reading.states(connection, [owner])[0]
    products = reading.products(connection)
    found = reading.states(connection, guests, products)
    the_one = revoked_from or (found[0] if len(found) == 1 else None)
    companions: list[GuestState] = []
    if the_one is not None:
        theirs = reading.companions(connection, the_one.guest.id)
        companions = reading.states(connection, theirs, products)
    lifted, followed = _followed(act, scan)
    return Door(
        info=read_info(connection),
        found=tuple(found),
        companions=tuple(companions),
        products=products,
        inside=reading.inside(connection),
        revoked_from=revoked_from,
        lifted=lifted,
        followed=followed,
    )


def _followed(act: Transaction, scan: Scan) -> tuple[frozenset[Reason], Reason | None]:
    """What was lifted in the refused scan that this one answers, and why it was refused."""
    if scan.follows_nonce is None:
        return frozenset(), None
    for written in rows_of_nonce(act.connection, scan.follows_nonce):
        if written.row.kind == Kind.REFUSED and written.row.answer is not None:
            return _reasons(written), Reason(written.row.answer)
    return frozenset(), None


def _reasons(written: WrittenRow) -> frozenset[Reason]:
    lifted = written.row.body.get("lifted", [])
    assert isinstance(lifted, list)
    return frozenset(Reason(reason) for reason in lifted)


def _record_refusal(act: Transaction, scan: Scan, refused: Refused) -> None:
    body: dict[str, object] = {"direction": scan.direction.value}
    if refused.lifted:
        body["lifted"] = [reason.value for reason in refused.lifted]
    if refused.reason is Reason.UNPAID:
        body |= {
            "due_minor": refused.due_minor,
            "entering": refused.entering,
            "companions_missing": refused.companions_missing,
        }
    if refused.earlier is not None:
        body["earlier"] = refused.earlier.id
    if scan.late:
        body["late"] = True
    act.append(
        Row(
            Kind.REFUSED,
            scan.at,
            nonce=scan.nonce,
            follows_nonce=scan.follows_nonce,
            guest_id=refused.guest.id if refused.guest is not None else None,
            answer=refused.reason.value,
            body=body,
            personal={"scanned": scan.secret} if scan.secret is not None else {},
        )
    )


def _record_departure(act: Transaction, scan: Scan, departure: Departure) -> Admitted:
    for state, entry in departure.leaving:
        act.append(
            Row(
                Kind.EXIT,
                scan.at,
                nonce=scan.nonce,
                guest_id=state.guest.id,
                target=entry.id,
                answer="admitted",
                body={"host": departure.host.guest.id},
            )
        )
    return _admitted_from(act, scan.nonce, rows_of_nonce(act.connection, scan.nonce))


def _record_admission(act: Transaction, scan: Scan, admission: Admission, badges: bool) -> Admitted:
    body: dict[str, object] = {
        "host": admission.host.guest.id,
        "missing": admission.companions_missing,
    }
    personal: dict[str, object] = {}
    if admission.lifted:
        body["lifted"] = [reason.value for reason in admission.lifted]
    if scan.force is not None:
        body["force"] = scan.force.reason.value
        personal["force_text"] = scan.force.text
    if admission.over_capacity:
        body["over_capacity"] = True
    if scan.late:
        body["late"] = True
    for one in admission.entering:
        guest = one.state.guest
        if not guest.id:
            guest = _born(act, scan, guest)
        elif one.state.guest.host_id and guest.name != _stored_name(act, guest.id):
            _rename(act, scan, guest)
        for share in one.shares:
            _record_payment(act, scan, guest, share.method, share.amount_minor or 0)
        act.append(
            Row(
                Kind.CHECK_IN,
                scan.at,
                nonce=scan.nonce,
                follows_nonce=scan.follows_nonce,
                guest_id=guest.id,
                slot=one.slot,
                answer="admitted",
                body=body,
                personal={k: v for k, v in personal.items() if v},
            )
        )
        if badges and one.slot is None and not one.state.arrived:
            want_badge(act, guest.id, scan.at, nonce=scan.nonce)
    return _admitted_from(act, scan.nonce, rows_of_nonce(act.connection, scan.nonce))


def _born(act: Transaction, scan: Scan, companion: Guest) -> Guest:
    """A place on the list for a companion who had none."""
    guest = replace(companion, id=uuid7(act.now))
    body, personal = split(
        {
            "name": guest.name,
            "product": guest.product,
            "host_id": guest.host_id,
            "origin": guest.origin,
            "language": guest.language,
        }
    )
    act.append(
        Row(
            Kind.WALK_IN,
            scan.at,
            nonce=scan.nonce,
            guest_id=guest.id,
            body={"by": "door", "set": body},
            personal=personal,
        )
    )
    return guest


def _stored_name(act: Transaction, guest_id: str) -> str:
    stored = find_guest(act.connection, guest_id)
    return stored.name if stored is not None else ""


def _rename(act: Transaction, scan: Scan, guest: Guest) -> None:
    act.append(
        Row(
            Kind.GUEST_PUT,
            scan.at,
            nonce=scan.nonce,
            guest_id=guest.id,
            body={"by": "door"},
            personal={"name": guest.name},
        )
    )


def _record_payment(
    act: Transaction, scan: Scan, guest: Guest, method: PaymentMethod, amount_minor: int
) -> None:
    free = method is PaymentMethod.FREE
    reason = scan.payment.free_reason if scan.payment is not None else ""
    act.append(
        Row(
            Kind.PAYMENT,
            scan.at,
            nonce=scan.nonce,
            guest_id=guest.id,
            body={
                "method": method.value,
                "amount_minor": 0 if free else amount_minor,
                "waived_minor": amount_minor if free else 0,
                "currency": read_info(act.connection).currency,
            },
            personal={"free_reason": reason} if free and reason else {},
        )
    )


def answer_of(act: Transaction, nonce: str) -> CheckInResult | None:
    """The answer that this nonce got before, or None."""
    written = rows_of_nonce(act.connection, nonce)
    if any(w.row.kind in (Kind.CHECK_IN, Kind.EXIT) for w in written):
        return replace(_admitted_from(act, nonce, written), repeated=True)
    refusal = next((w for w in written if w.row.kind == Kind.REFUSED), None)
    if refusal is None:
        return None
    return replace(_refused_from(act, refusal), repeated=True)


def _refused_from(act: Transaction, written: WrittenRow) -> Refused:
    row, body = written.row, written.row.body
    guest = find_guest(act.connection, row.guest_id) if row.guest_id is not None else None
    earlier: Entry | None = None
    if guest is not None and "earlier" in body:
        state = reading.states(act.connection, [guest])[0]
        earlier = next((e for e in state.entries if e.id == body["earlier"]), None)
    candidates: tuple[Guest, ...] = ()
    if row.answer == Reason.AMBIGUOUS:
        candidates = tuple(
            reading.guests_by_secret(act.connection, str(row.personal.get("scanned", "")))
        )
    return Refused(
        nonce=row.nonce or "",
        reason=Reason(row.answer or ""),
        at=row.at,
        guest=guest,
        direction=Direction(str(body.get("direction", Direction.ENTRY))),
        due_minor=int(str(body.get("due_minor", 0))),
        entering=int(str(body.get("entering", 1))),
        companions_missing=int(str(body.get("companions_missing", 0))),
        candidates=candidates,
        earlier=earlier,
        lifted=tuple(sorted(_reasons(written))),
    )


def _admitted_from(act: Transaction, nonce: str, written: Sequence[WrittenRow]) -> Admitted:
    """The answer as the rows of its act say it."""
    moves = [w for w in written if w.row.kind in (Kind.CHECK_IN, Kind.EXIT)]
    first = moves[0].row
    entered = [find_guest(act.connection, w.row.guest_id or "") for w in moves]
    people = tuple(guest for guest in entered if guest is not None)
    host = find_guest(act.connection, str(first.body.get("host", first.guest_id)))
    products = reading.products(act.connection)
    theirs = [reading.product_of(products, guest.product) for guest in people]
    host_product = reading.product_of(products, host.product) if host is not None else None
    exiting = first.kind == Kind.EXIT
    hand_out = (p.hand_out for p in theirs if p is not None and p.hand_out)
    paid = [w.row.body["amount_minor"] for w in written if w.row.kind == Kind.PAYMENT]
    return Admitted(
        nonce=nonce,
        guest=host if host is not None else people[0],
        at=first.at,
        direction=Direction.EXIT if exiting else Direction.ENTRY,
        entered=() if exiting else people,
        entry_ids=tuple((w.row.target or "") if exiting else w.id for w in moves),
        companions_missing=int(str(first.body.get("missing", 0))),
        paid_minor=sum(int(str(amount)) for amount in paid),
        forced=tuple(sorted(_reasons(moves[0]))),
        hand_out=() if exiting or first.slot else tuple(hand_out),
        alert=host_product.alert if host_product is not None and not exiting else "",
        over_capacity=bool(first.body.get("over_capacity")),
        re_entry=first.slot is not None,
    )


@dataclass(frozen=True, slots=True)
class Annulled:
    """Taken back; what was paid is to be given back."""

    nonce: str
    guests: tuple[Guest, ...]
    entry_ids: tuple[str, ...]
    give_back_minor: dict[PaymentMethod, int]
    badges_cancelled: int = 0
    direction: Direction = Direction.ENTRY


@dataclass(frozen=True, slots=True)
class NothingToAnnul:
    """There is no such check-in, it was taken back before, or a later one stands on it."""

    nonce: str
    later: bool = False


AnnulResult = Annulled | NothingToAnnul


def last_act(file: EventFile) -> str | None:
    """The nonce of this device's latest check-in or exit that stands, or None."""
    record = file.connection.execute(
        """SELECT nonce FROM journal WHERE kind IN ('check_in', 'exit') AND device_id = ?
           AND NOT EXISTS (SELECT 1 FROM journal AS later
               WHERE later.target = journal.id AND later.kind = 'annul')
           ORDER BY local_no DESC LIMIT 1""",
        (file.device.id,),
    ).fetchone()
    return None if record is None else str(record[0])


def annul(
    file: EventFile,
    target_nonce: str,
    *,
    nonce: str,
    at: datetime,
    entry_ids: Sequence[str] | None = None,
) -> AnnulResult:
    """Take back the check-ins or exits of one act, or only some of its entries.

    Payments of the same act are annulled with them, waiting badges cancelled. The same ``nonce``
    is answered the same and writes nothing. Raises StoreError.
    """
    with file.transaction() as act:
        before = [w for w in rows_of_nonce(act.connection, nonce) if w.row.kind == Kind.ANNUL]
        if before:
            return _annulled_from(act, nonce)
        moves = [
            w
            for w in rows_of_nonce(act.connection, target_nonce)
            if w.row.kind in (Kind.CHECK_IN, Kind.EXIT)
            and (entry_ids is None or w.id in entry_ids or w.row.target in entry_ids)
            and not _is_annulled(act, w.id)
        ]
        if any(_stands_on(act, w) for w in moves):
            return NothingToAnnul(nonce, later=True)
        if not moves:
            return NothingToAnnul(nonce)
        for move in moves:
            _annul_one(act, move, nonce, at)
        return _annulled_from(act, nonce)


def _is_annulled(act: Transaction, row_id: str) -> bool:
    return bool(
        act.connection.execute(
            "SELECT EXISTS (SELECT 1 FROM journal WHERE target = ? AND kind = 'annul')", (row_id,)
        ).fetchone()[0]
    )


def _stands_on(act: Transaction, move: WrittenRow) -> bool:
    """Whether the guest came in again by the exit that would be taken back."""
    return move.row.kind == Kind.EXIT and bool(
        act.connection.execute(
            "SELECT EXISTS (SELECT 1 FROM entry WHERE slot = ? AND annulled_by IS NULL)",
            (move.id,),
        ).fetchone()[0]
    )


def _annul_one(act: Transaction, move: WrittenRow, nonce: str, at: datetime) -> None:
    guest_id = move.row.guest_id
    act.append(Row(Kind.ANNUL, at, nonce=nonce, guest_id=guest_id, target=move.id))
    if move.row.kind != Kind.CHECK_IN:
        return
    payments = act.connection.execute(
        """SELECT id FROM payment WHERE nonce = ? AND own_guest_id = ? AND annulled_by IS NULL
           ORDER BY id""",
        (move.row.nonce, guest_id),
    ).fetchall()
    for (payment_id,) in payments:
        act.append(Row(Kind.PAYMENT_ANNUL, at, nonce=nonce, guest_id=guest_id, target=payment_id))
    waiting = act.connection.execute(
        """SELECT id FROM print WHERE nonce = ? AND own_guest_id = ?
           AND state IN ('wanted', 'failed') ORDER BY id""",
        (move.row.nonce, guest_id),
    ).fetchall()
    for (print_id,) in waiting:
        act.append(Row(Kind.BADGE_CANCELLED, at, nonce=nonce, guest_id=guest_id, target=print_id))


def _annulled_from(act: Transaction, nonce: str) -> Annulled:
    written = rows_of_nonce(act.connection, nonce)
    give_back: dict[PaymentMethod, int] = {}
    guests: list[Guest] = []
    entry_ids: list[str] = []
    direction = Direction.ENTRY
    for one in written:
        target = row_by_id(act.connection, one.row.target or "")
        if target is None:
            continue
        if one.row.kind == Kind.ANNUL:
            guest = find_guest(act.connection, one.row.guest_id or "")
            guests += [guest] if guest is not None else []
            entry_ids.append(target.id)
            direction = Direction.EXIT if target.row.kind == Kind.EXIT else Direction.ENTRY
        elif one.row.kind == Kind.PAYMENT_ANNUL:
            amount = int(str(target.row.body["amount_minor"]))
            method = PaymentMethod(str(target.row.body["method"]))
            if amount:
                give_back[method] = give_back.get(method, 0) + amount
    cancelled = sum(1 for w in written if w.row.kind == Kind.BADGE_CANCELLED)
    return Annulled(nonce, tuple(guests), tuple(entry_ids), give_back, cancelled, direction)
