"""From rows of cells to a guest list: header, columns, guests, and what is odd between rows."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from data.countries import find_countries
from data.errors import GuestListError
from data.guestlist.clean import clean, shortened
from data.guestlist.columns import Columns, found_columns, recognise
from data.guestlist.fields import Choice, Field
from data.guestlist.header import header_index, header_with
from data.guestlist.limits import MAX_CELL, SAMPLE_ROWS
from data.guestlist.lines import FIELDS, read_line
from data.guestlist.listing import (
    Cancelled,
    GuestList,
    ListedGuest,
    ProblemCode,
    Progress,
    Recognition,
    RowProblem,
)
from data.guestlist.rows import RowReader, column_name, skipped_row
from data.guestlist.vocabulary import header_fields, header_key

Above = tuple[tuple[str, ...], Sequence[RowProblem]]  # titles, and rows too full for titles

_EVERY = 1_000  # rows between two looks at progress and Cancel
_CODES = (Field.SECRET, Field.EXTERNAL_ID)
_NAMES = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.BADGE_NAME)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the caller wants of every list: currency (ISO 4217), time zone, progress, Cancel."""

    choice: Choice = field(default_factory=Choice)
    currency: str = "EUR"
    timezone: str = "UTC"
    progress: Progress | None = None
    cancelled: Cancelled | None = None

    def stop_if_cancelled(self) -> None:
        """Raises GuestListError ``cancelled`` once the user wants no more of it."""
        if self.cancelled is not None and self.cancelled():
            raise GuestListError("cancelled")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the rows come from."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def is_blank(row: Sequence[str]) -> bool:
    """Whether nothing stands in the row."""
    return not any(map(str.strip, row))


def from_table(
    rows: Sequence[Sequence[str]],
    origin: Origin,
    wishes: Wishes,
    unclosed: Iterable[int] = (),
) -> GuestList:
    """The guests of a table; ``unclosed`` are rows with a quote that does not end.

    Raises GuestListError ``empty``, ``no_such_row``, ``no_such_column``, ``no_name_column`` (its
    value ``preview`` is the list without guests, to choose the columns by) or ``cancelled``.
    """
    if all(is_blank(row) for row in rows):
        raise GuestListError("empty", sheets=origin.sheets)
    at = _header_at(rows, wishes.choice)
    header = tuple(clean(cell) for cell in rows[at]) if at is not None else ()
    first = 0 if at is None else at + 1
    alone = sum(map(bool, header)) <= 1 and not _is_codes(header) and not wishes.choice.columns
    if alone and _is_single_column(rows[first:]):
        lines = [next((c for c in row if c.strip()), "") for row in rows]
        return from_lines(lines, origin, wishes, at, _above(rows, at))
    below = [row for row in rows[first : first + 400] if not is_blank(row)]
    columns = recognise(header, below, wishes.choice, find_countries)
    found, how = found_columns(columns)
    titles, problems = _above(rows, at)
    preview = GuestList(
        source=columns.source.name if columns.source is not None else "table",
        encoding=origin.encoding,
        delimiter=origin.delimiter,
        sheet=origin.sheet,
        sheets=origin.sheets,
        header=header,
        header_row=0 if at is None else at + 1,
        titles=titles,
        columns=found,
        recognised=how,
        unrecognised=columns.unrecognised,
        sample=_sample(below),
        fingerprint=_fingerprint(header),
    )
    if not any(meaning in found for meaning in (*_NAMES, *_CODES)):
        raise GuestListError("no_name_column", header=header, preview=preview)
    return _filled(preview, columns, rows, first, [*problems, *_unclosed(unclosed)], wishes)


def from_lines(
    lines: Sequence[str],
    origin: Origin,
    wishes: Wishes,
    header_at: int | None = None,
    above: Above = ((), ()),
) -> GuestList:
    """The guests of plain lines, one a line; a header and what stands above it are no guests.

    Raises GuestListError ``empty``, ``not_a_list`` where hardly a line is a guest, ``cancelled``.
    """
    rows: list[tuple[str, ...]] = []
    problems: list[RowProblem] = []
    guests = others = 0
    for index, text in enumerate(line[:MAX_CELL] for line in lines):
        if index % _EVERY == 0:
            wishes.stop_if_cancelled()
        if not clean(text) or (header_at is not None and index <= header_at):
            rows.append(())
            continue
        line = read_line(text, find_countries)
        if line.is_guest:
            guests += 1
            rows.append(line.cells)
            note = line.cells[FIELDS.index(Field.NOTE)]
            if note:
                value = shortened(note)
                problems.append(RowProblem(index + 1, "", ProblemCode.REST_OF_LINE, value))
        else:
            others += 1
            rows.append(())
            odd = skipped_row(index + 1, [text], ProblemCode.NOT_A_NAME)
            problems += [odd] if odd is not None else []
    if guests + others == 0 and header_at is None:
        raise GuestListError("empty", sheets=origin.sheets)
    if others > 5 and guests * 4 < others:
        raise GuestListError("not_a_list", kind="text")
    header = (clean(lines[header_at][:MAX_CELL]),) if header_at is not None else ()
    columns = Columns(header=())
    for index, meaning in enumerate(FIELDS):
        if meaning is Field.NAME or any(row and row[index] for row in rows):
            columns.put(meaning, index, Recognition.CONTENT)
    found, how = found_columns(columns)
    preview = GuestList(
        source="lines",
        encoding=origin.encoding,
        sheet=origin.sheet,
        sheets=origin.sheets,
        header=header,
        header_row=0 if header_at is None else header_at + 1,
        titles=above[0],
        columns=found,
        recognised=how,
        sample=_sample([[line] for line in lines[:100] if line.strip()]),
    )
    return _filled(preview, columns, rows, 0, [*above[1], *problems], wishes)


def _filled(
    preview: GuestList,
    columns: Columns,
    rows: Sequence[Sequence[str]],
    first: int,
    problems: list[RowProblem],
    wishes: Wishes,
) -> GuestList:
    """``preview`` with its guests, read row by row."""
    reader = RowReader(columns, find_countries, wishes.currency, ZoneInfo(wishes.timezone))
    guests: list[ListedGuest] = []
    keys = [header_key(cell) for cell in columns.header]
    repeated = tuple(cell for cell in columns.header if cell)
    for index in range(first, len(rows)):
        if (index - first) % _EVERY == 0:
            wishes.stop_if_cancelled()
            if wishes.progress is not None:
                wishes.progress(index - first, len(rows) - first)
        row = rows[index]
        if is_blank(row):
            continue
        if keys and row[0].strip() == columns.header[0] and _same_words(row, repeated):
            odd = skipped_row(index + 1, row, ProblemCode.REPEATED_HEADER)
            problems += [odd] if odd is not None else []
            continue
        guest = reader.read(index + 1, row)
        if guest is not None:
            guests.append(guest)
            if keys and len(row) > len(keys) and not is_blank(row[len(keys) :]):
                value = shortened(" · ".join(filter(None, map(clean, row[len(keys) :]))))
                problems.append(RowProblem(index + 1, "", ProblemCode.EXTRA_CELLS, value))
    if wishes.progress is not None:
        wishes.progress(len(rows) - first, len(rows) - first)
    problems += reader.problems
    problems += _between(guests, columns)
    problems.sort(key=lambda problem: problem.row)
    return replace(preview, guests=tuple(guests), problems=tuple(problems))


def _header_at(rows: Sequence[Sequence[str]], choice: Choice) -> int | None:
    if choice.header_row is None:
        named = [n for n in (*choice.columns.values(), *choice.ignored) if isinstance(n, str)]
        at = header_with(rows, named)
        return at if at is not None else header_index(rows, find_countries)
    if choice.header_row == 0:
        return None
    if not 1 <= choice.header_row <= len(rows):
        raise GuestListError("no_such_row", row=choice.header_row, rows=len(rows))
    return choice.header_row - 1


def _is_codes(header: Sequence[str]) -> bool:
    """Whether the header promises codes, so that one column of them is no list of names."""
    known = header_fields()
    return any(known.get(header_key(cell), (None, 0))[0] in _CODES for cell in header)


def _is_single_column(rows: Sequence[Sequence[str]]) -> bool:
    used: set[int] = set()
    for row in rows:
        used.update(i for i, cell in enumerate(row) if cell.strip())
        if len(used) > 1:
            return False
    return len(used) == 1


def _same_words(row: Sequence[str], header: tuple[str, ...]) -> bool:
    return tuple(text for text in map(clean, row) if text) == header


def _above(rows: Sequence[Sequence[str]], header_at: int | None) -> Above:
    """What stands above the header: titles, and rows that are too full for titles."""
    titles: list[str] = []
    problems: list[RowProblem] = []
    for index, row in enumerate(rows[: header_at or 0]):
        texts = [text for text in map(clean, row) if text]
        if len(texts) == 1:
            titles.append(shortened(texts[0]))
        elif texts:
            odd = skipped_row(index + 1, row, ProblemCode.ABOVE_HEADER)
            problems += [odd] if odd is not None else []
    return tuple(titles), problems


def _unclosed(rows: Iterable[int]) -> list[RowProblem]:
    return [RowProblem(row, "", ProblemCode.UNCLOSED_QUOTE, "") for row in rows]


def _between(guests: Sequence[ListedGuest], columns: Columns) -> list[RowProblem]:
    """Tickets listed twice, and namesakes that nothing tells apart."""
    problems: list[RowProblem] = []
    secrets: set[str] = set()
    seen: set[tuple[object, ...]] = set()
    for guest in guests:
        if guest.secret:
            if guest.secret in secrets:
                column = column_name(columns.header, columns.found[Field.SECRET])
                value = "…" + guest.secret[-4:]
                problems.append(RowProblem(guest.row, column, ProblemCode.SAME_SECRET, value))
            secrets.add(guest.secret)
        key = (
            guest.name.casefold(),
            guest.badge_name,
            guest.countries,
            guest.email.casefold(),
            guest.company,
            guest.product,
            guest.secret,
            guest.external_id,
            guest.guest_id,
        )
        if key in seen:
            value = shortened(guest.name)
            problems.append(RowProblem(guest.row, "", ProblemCode.SAME_NAME, value))
        seen.add(key)
    return problems


def _sample(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(shortened(clean(cell[:500])) for cell in row[:60]) for row in rows[:SAMPLE_ROWS]
    )


def _fingerprint(header: Sequence[str]) -> str:
    """The same for lists with the same header, whatever its case and punctuation."""
    if not header:
        return ""
    words = "\x1f".join(header_key(cell) for cell in header)
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]
