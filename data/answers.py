"""The answer that a nonce got, read back from the rows of its act."""

from collections.abc import Sequence
from dataclasses import replace

from data.decision import alert_of
from data.guests import Admitted, CheckInResult, Direction, Guest, Reason, Refused
from data.store import reading
from data.store.event_file import Transaction
from data.store.guest_fields import find_guest
from data.store.journal import MOVES, Kind, WrittenRow, rows_of_nonce


def answer_of(act: Transaction, nonce: str) -> CheckInResult | None:
    """The answer that this nonce got before, or None."""
    written = rows_of_nonce(act.connection, nonce)
    if any(w.row.kind in MOVES for w in written):
        return replace(admitted_from(act, nonce, written), repeated=True)
    refusal = next((w for w in written if w.row.kind == Kind.REFUSED), None)
    if refusal is None:
        return None
    return replace(_refused_from(act, refusal), repeated=True)


def _refused_from(act: Transaction, written: WrittenRow) -> Refused:
    row, body = written.row, written.row.body
    guest = find_guest(act.connection, row.guest_id) if row.guest_id is not None else None
    state = reading.states(act.connection, [guest])[0] if guest is not None else None
    earlier = None
    if state is not None and "earlier" in body:
        earlier = next((e for e in state.entries if e.id == body["earlier"]), None)
    direction = Direction(str(body.get("direction", Direction.ENTRY)))
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
        direction=direction,
        due_minor=int(str(body.get("due_minor", 0))),
        entering=int(str(body.get("entering", 1))),
        guest_enters=bool(body.get("guest_enters")),
        companions_missing=int(str(body.get("companions_missing", 0))),
        candidates=candidates,
        earlier=earlier,
        lifted=tuple(sorted(lifted_in(written))),
        alert=alert_of(state) if direction is Direction.ENTRY else "",
    )


def admitted_from(act: Transaction, nonce: str, written: Sequence[WrittenRow]) -> Admitted:
    """The answer as the rows of its act say it."""
    moves = [w for w in written if w.row.kind in MOVES]
    first = moves[0].row
    entered = [find_guest(act.connection, w.row.guest_id or "") for w in moves]
    people = tuple(guest for guest in entered if guest is not None)
    host = find_guest(act.connection, str(first.body.get("host", first.guest_id)))
    products = reading.products(act.connection)
    theirs = (
        reading.product_of(products, guest.product)
        for guest, move in zip(entered, moves, strict=True)
        if guest is not None and move.row.slot is None
    )
    host_product = reading.product_of(products, host.product) if host is not None else None
    exiting = first.kind == Kind.EXIT
    hand_out = tuple(p.hand_out for p in theirs if p is not None and p.hand_out)
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
        forced=tuple(sorted(lifted_in(moves[0]))),
        hand_out=() if exiting else hand_out,
        alert=host_product.alert if host_product is not None and not exiting else "",
        over_capacity=bool(first.body.get("over_capacity")),
        re_entry=first.slot is not None,
    )


def lifted_in(written: WrittenRow) -> frozenset[Reason]:
    """The refusals that staff let pass, as this row says."""
    lifted = written.row.body.get("lifted", [])
    assert isinstance(lifted, list)
    return frozenset(Reason(reason) for reason in lifted)
