"""Badge prints, told to pretix once: its log takes the same print twice without a word."""

from data.sync.far_end import GivenUp, Later, Outcome, Outgoing, Sent, Skipped
from data.sync.pretix.answers import STUCK, fields_of, stumbled
from data.sync.pretix.desk import NOT_THEIRS, OTHERS_FIRST, Desk


def tell_print(desk: Desk, row: Outgoing, *, server_works: bool) -> Outcome:
    """Tell of one badge that was sent to a printer.

    The idempotency key guards for a day; where an earlier try had no clear answer, pretix's own
    log is read first. Raises SyncError and StoreError.
    """
    written = row.written
    ticket = desk.ticket(written.row.guest_id)
    if ticket is None or ticket.facts.get("gone"):
        return Skipped(written.id, NOT_THEIRS)
    if not desk.is_own(row) and desk.clock() - written.row.at < OTHERS_FIRST:
        return Later(written.id, "another_laptop", 30)
    unclear = row.attempts > 0 or not desk.is_own(row)
    if unclear and desk.has_print(ticket, written.row.at):
        return Sent(written.id, "stored")
    desk.goes_out(row)
    answer = desk.client.print_log(
        ticket.far_key,
        {
            "type": "badge",
            "source": "Pennant",
            "datetime": desk.moment_text(written.row.at),
            "info": {},
        },
        f"{written.id}-{row.attempts // STUCK}",
    )
    if answer.is_ok:
        return Sent(written.id)
    later = stumbled(row, answer, server_works)
    if later is not None:
        return later
    return GivenUp(written.id, "print_not_taken", {"fields": fields_of(answer)})
