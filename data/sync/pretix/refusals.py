"""Refused scans, told to pretix as failed check-ins, but for those that ended well at once."""

from collections.abc import Mapping
from datetime import timedelta

from data.guests import Direction, Reason
from data.store.deliveries import led_to_entry
from data.sync.far_end import GivenUp, Later, Outcome, Outgoing, Sent, Skipped
from data.sync.pretix.answers import fields_of, stumbled
from data.sync.pretix.desk import Desk

MAY_BE_FOLLOWED = timedelta(minutes=5)
"""For so long a payment or a party may still answer a refusal."""

_LONGEST_CODE = 4_000
_FOLLOWED = frozenset({Reason.UNPAID, Reason.ALREADY_REDEEMED})
_OURS_ALONE: Mapping[str, str] = {Reason.NOT_INSIDE: "An exit, and the guest was not inside"}
_THEIRS = frozenset(
    {
        "invalid", "unpaid", "blocked", "invalid_time", "canceled", "already_redeemed", "product",
        "rules", "ambiguous", "revoked", "unapproved",
    }
)  # fmt: skip


def tell_refusal(desk: Desk, row: Outgoing, *, server_works: bool) -> Outcome:
    """Tell of one refused scan. pretix knows one it has by nonce and code, so again is no harm.

    Raises SyncError and StoreError.
    """
    written = row.written
    reason = written.row.answer or ""
    if reason in _FOLLOWED and written.row.nonce is not None:
        with desk.file.reading() as connection:
            if led_to_entry(connection, written.row.nonce):
                return Skipped(written.id, "led_to_entry")
        left = MAY_BE_FOLLOWED - (desk.clock() - written.row.at)
        if left > timedelta(0) and desk.file.others():  # an open door, which may still ask
            return Later(written.id, "may_be_followed", left.total_seconds())
    ticket = desk.ticket(written.row.guest_id)
    scanned = str(written.row.personal.get("scanned") or "")
    code = scanned.replace("\x00", "").strip()[:_LONGEST_CODE]
    if not code and ticket is not None:
        code = str(ticket.facts["secret"])
    if not code:
        return Skipped(written.id, "no_code")
    direction = str(written.row.body.get("direction", Direction.ENTRY))
    body: dict[str, object] = {
        "raw_barcode": code,
        "error_reason": reason if reason in _THEIRS else "error",
        "datetime": desk.moment_text(written.row.at),
        "type": direction,
        "nonce": written.id,
    }
    if reason not in _THEIRS:
        body["error_explanation"] = _OURS_ALONE.get(reason, reason)
    if ticket is not None and not ticket.facts.get("gone"):
        body["position"] = int(ticket.far_key)
    desk.goes_out(row)
    answer = desk.client.failed_check_in(desk.settings.list_id, body)
    if answer.is_ok:
        return Sent(written.id)
    later = stumbled(row, answer, server_works)
    if later is not None:
        return later
    return GivenUp(written.id, "refusal_not_taken", {"fields": fields_of(answer)})
