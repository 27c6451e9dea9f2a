"""Writing the answer to a scan down: the rows of one act, all under its nonce."""

from dataclasses import replace

from data.answers import admitted_from
from data.decision import Admission, Departure, Entering
from data.guests import Admitted, Guest, PaymentMethod, Reason, Refused, Scan
from data.identity import uuid7
from data.store.boxes import lies_ready
from data.store.event_file import Transaction
from data.store.event_info import read_info
from data.store.guest_fields import find_guest, split
from data.store.journal import Kind, Row, rows_of_nonce
from data.store.prints import want_badge


def record_refusal(act: Transaction, scan: Scan, refused: Refused) -> None:
    """Write a refusal down, with what is needed to give the same answer again."""
    body: dict[str, object] = {"direction": scan.direction.value}
    if refused.lifted:
        body["lifted"] = [reason.value for reason in refused.lifted]
    if refused.reason is Reason.UNPAID:
        body |= {
            "due_minor": refused.due_minor,
            "entering": refused.entering,
            "guest_enters": refused.guest_enters,
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


def record_departure(act: Transaction, scan: Scan, departure: Departure) -> Admitted:
    """Write an exit down for each entry that ends."""
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
    return admitted_from(act, scan.nonce, rows_of_nonce(act.connection, scan.nonce))


def record_admission(
    act: Transaction, scan: Scan, admission: Admission, badges: bool, badges_again: bool
) -> Admitted:
    """Write down who entered, who was born for it, what was paid and which badges are wanted."""
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
                body=body | _beside(one, admission),
                personal={k: v for k, v in personal.items() if v},
            )
        )
        is_first = one.slot is None and not one.state.arrived
        if badges and (badges_again or is_first) and not (is_first and lies_ready(act, guest.id)):
            want_badge(act, guest.id, scan.at, nonce=scan.nonce)
    return admitted_from(act, scan.nonce, rows_of_nonce(act.connection, scan.nonce))


def _beside(one: Entering, admission: Admission) -> dict[str, object]:
    """The entries that staff knew of when they let somebody in all the same: those are no doubles
    of this one.
    """
    if Reason.ALREADY_REDEEMED not in admission.lifted:
        return {}
    known = [entry.id for entry in one.state.entries if entry.annulled_by is None]
    return {"beside": known} if known else {}


def _born(act: Transaction, scan: Scan, companion: Guest) -> Guest:
    """A place on the list for a companion who had none.

    ``companion_no`` tells the second companion of a guest from one and the same whom two desks
    let in apart.
    """
    guest = replace(companion, id=uuid7(act.now))
    (before,) = act.connection.execute(
        "SELECT count(*) FROM guest WHERE host_id = ?", (guest.host_id,)
    ).fetchone()
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
            body={"by": "door", "set": body, "companion_no": before + 1},
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
