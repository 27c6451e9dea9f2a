"""Attendance as a table: every guest with what happened, as CSV and XLSX.

The headers are the same in every language, so that an export can be loaded again; times are in
the event's time zone, and in UTC in the last columns. Cells that a spreadsheet would run as a
formula get an apostrophe in front (https://owasp.org/www-community/attacks/CSV_Injection), which
loading takes off again.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.numbers import get_currency_precision

from data.attendance import PaymentRecord, guest_states, payments_by_guest
from data.errors import StoreUnavailable, UsageError
from data.guests import Entry, GuestState, Origin, PaymentMethod, Presence
from data.store.event_file import EventFile

HEADERS = (
    "Guest ID", "Name", "First name", "Last name", "Name on badge", "Nationality", "Email",
    "Company", "Product", "Ticket secret", "External ID", "Status", "Attendance", "Arrived at",
    "Device", "Exit at", "Companions", "Companions in", "Host", "Paid", "Due", "Paid at the door",
    "Payment", "Still due", "Forced", "Walk-in", "No-show", "Annulled", "Note", "Language",
    "Speaks", "Ask me about", "Arrived at (UTC)", "Exit at (UTC)",
)  # fmt: skip
DELIMITERS = (",", ";", "\t", "|")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export_attendance(file: EventFile, out: Path, *, delimiter: str = ",") -> int:
    """Write every guest to ``out`` (.csv or .xlsx); return how many.

    CSV is UTF-8 with BOM and CRLF, which every Excel opens right with its locale's delimiter.
    The file appears only when it is complete. Raises UsageError("export_format") for another
    ending, StoreUnavailable where it cannot be written.
    """
    table = list(attendance_rows(file))
    match out.suffix.lower():
        case ".csv":
            content = _csv(table, delimiter)
        case ".xlsx":
            content = _xlsx(table)
        case _:
            raise UsageError("export_format", file=out.name)
    unfinished = out.with_name(out.name + ".part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(out)
    except OSError as error:
        with suppress(OSError):  # a read-only place refuses that as well
            unfinished.unlink(missing_ok=True)
        raise StoreUnavailable("export_unwritable", file=out.name) from error
    return len(table)


def attendance_rows(file: EventFile) -> Iterator[tuple[str, ...]]:
    """One tuple of texts a guest, in the order of ``HEADERS``, by name."""
    info = file.info
    zone = ZoneInfo(info.timezone)
    payments = payments_by_guest(file)
    states = guest_states(file)
    names = {state.guest.id: state.guest.name for state in states}
    for state in sorted(states, key=lambda s: (s.guest.name.casefold(), s.guest.id)):
        theirs = payments.get(state.guest.id, [])
        yield _line(state, theirs, zone, info.currency, names)


def _line(
    state: GuestState,
    payments: Sequence[PaymentRecord],
    zone: ZoneInfo,
    currency: str,
    names: dict[str, str],
) -> tuple[str, ...]:
    guest = state.guest
    standing = [entry for entry in state.entries if entry.annulled_by is None]
    first = standing[0] if standing else None
    last_exit = standing[-1].exit_at if standing else None
    no_show = state.presence is Presence.EXPECTED and guest.origin is Origin.LIST
    undone = guest.origin is not Origin.LIST and bool(state.entries) and not standing
    attendance = "taken back" if undone else "no-show" if no_show else state.presence.value
    kept = [payment for payment in payments if not payment.annulled]
    taken = sum(payment.amount_minor for payment in kept)
    return (
        guest.id,
        guest.name,
        guest.first_name,
        guest.last_name,
        guest.badge_name,
        "/".join(guest.countries) + ("?" if guest.countries_guessed else ""),
        guest.email,
        guest.company,
        guest.product,
        guest.secret,
        guest.external_id,
        guest.status.value,
        attendance,
        _time(first.at, zone) + (" (entered later)" if first.late else "") if first else "",
        first.device_name if first else "",
        _time(last_exit, zone),
        str(guest.companions_allowed or ""),
        str(state.companions_in or ""),
        names.get(guest.host_id or "", ""),
        {True: "yes", False: "no", None: ""}[guest.paid],
        _amount(guest.due_minor, currency) if guest.due_minor is not None else "",
        _amount(taken, currency) if kept else "",
        ", ".join(_payment_words(payment, currency) for payment in kept),
        _amount(state.due_minor, currency) if state.due_minor and not undone else "",
        ", ".join(sorted({r for e in standing for r in e.forced.split(",") if r})),
        "yes" if guest.origin is Origin.WALK_IN else "",
        "yes" if no_show else "",
        "; ".join(_annulled_words(entry, zone) for entry in state.entries if entry.annulled_by),
        guest.note,
        guest.language,
        " ".join(guest.speaks),
        guest.ask_about,
        _utc(first.at if first else None),
        _utc(last_exit),
    )


def _time(moment: datetime | None, zone: ZoneInfo) -> str:
    return "" if moment is None else f"{moment.astimezone(zone):%Y-%m-%d %H:%M:%S}"


def _utc(moment: datetime | None) -> str:
    """The same beyond doubt, for in autumn an hour of local time comes twice."""
    return "" if moment is None else f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _amount(minor: int, currency: str) -> str:
    digits = get_currency_precision(currency)
    return f"{minor / 10**digits:.{digits}f}"


def _payment_words(payment: PaymentRecord, currency: str) -> str:
    if payment.method is PaymentMethod.FREE:
        waived = _amount(payment.waived_minor, currency)
        return f"free ({waived} waived{': ' + payment.free_reason if payment.free_reason else ''})"
    return f"{payment.method.value} {_amount(payment.amount_minor, currency)} {currency}"


def _annulled_words(entry: Entry, zone: ZoneInfo) -> str:
    return f"in {_time(entry.at, zone)} by {entry.device_name}, taken back " + _time(
        entry.annulled_at, zone
    )


def neutral(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _csv(table: Sequence[Sequence[str]], delimiter: str) -> bytes:
    if delimiter not in DELIMITERS:
        raise UsageError("export_delimiter", delimiter=delimiter)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(HEADERS)
    writer.writerows([neutral(cell) for cell in line] for line in table)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(table: Sequence[Sequence[str]]) -> bytes:
    """Every cell as text; a text cell is never run, the apostrophe is for copies of it as CSV."""
    buffer = io.BytesIO()
    import xlsxwriter  # takes a tenth of a second, which the door's start has not

    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Attendance")
    bold = book.add_format({"bold": True})
    for column, header in enumerate(HEADERS):
        sheet.write_string(0, column, header, bold)
    for number, line in enumerate(table, start=1):
        for column, cell in enumerate(line):
            if cell:
                sheet.write_string(number, column, neutral(cell))
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(1, len(table)), len(HEADERS) - 1)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, len(HEADERS) - 1, 18)
    book.close()
    return buffer.getvalue()
