"""Delimited text as rows of cells: CSV, TSV and their relatives (RFC 4180 and what Excel makes).

A quote that is never closed does not swallow the rows below it: the line is then taken as it
stands, alone, and its row is reported.
"""

import csv
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.errors import GuestListError
from data.guestlist.limits import MAX_CELL, MAX_COLUMNS, MAX_QUOTED_LINES, MAX_ROWS
from data.guestlist.vocabulary import header_fields, header_group, header_key

DELIMITERS = (",", ";", "\t", "|")
_SEP_LINE = re.compile(r"\ufeff?\"?sep=(.)\"?[,;|\t]*", re.IGNORECASE)
_SNIFFED_LINES = 200
_SNIFFED_CHARS = 100_000


@dataclass
class Rows:
    """Cells row by row, the first row being row 1 of a spreadsheet, and where a quote was odd."""

    cells: list[list[str]] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)  # row numbers
    delimiter: str = ""


class _Runaway(Exception):
    """A quoted field does not end."""


def text_lines(text: str) -> list[str]:
    """The lines of ``text``, whichever system ended them (CR LF, LF, CR)."""
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def read_rows(text: str, delimiter: str | None = None) -> Rows:
    """The rows of delimited text. A ``sep=`` line in front names the delimiter and is no row.

    Raises GuestListError ``too_many_rows``, ``too_many_columns`` or ``bad_delimiter``.
    """
    lines = text_lines(text)
    while lines and not lines[-1].strip():
        lines.pop()
    sep = _SEP_LINE.fullmatch(lines[0]) if lines and len(lines[0]) < 20 else None
    if sep is not None:
        del lines[0]
    if delimiter is None:
        delimiter = sep[1] if sep is not None else sniff_delimiter(lines)
    if len(delimiter) != 1 or delimiter in '"\n\r ':
        raise GuestListError("bad_delimiter", delimiter=delimiter)
    rows = Rows(delimiter=delimiter)
    for cells, closed in _records(lines, delimiter):
        if len(rows.cells) >= MAX_ROWS:
            raise GuestListError("too_many_rows", limit=MAX_ROWS)
        if len(cells) > MAX_COLUMNS:
            while cells and not cells[-1].strip():
                cells.pop()
            if len(cells) > MAX_COLUMNS:
                raise GuestListError("too_many_columns", limit=MAX_COLUMNS, columns=len(cells))
        rows.cells.append([cell[:MAX_CELL] for cell in cells])
        if not closed:
            rows.unclosed.append(len(rows.cells))
    return rows


def sniff_delimiter(lines: list[str]) -> str:
    """The delimiter that makes the most even table; a header we know outweighs evenness."""
    sample: list[str] = []
    size = 0
    for line in lines[:_SNIFFED_LINES]:
        size += len(line)
        if size > _SNIFFED_CHARS and sample:
            break
        sample.append(line[:_SNIFFED_CHARS])
    known = header_fields().keys() | header_group("country") | header_group("ignore")

    def evenness(delimiter: str) -> float:
        if not any(delimiter in line for line in sample):
            return 0.0
        records = [cells for cells, _ in _records(sample, delimiter) if any(map(str.strip, cells))]
        if not records:
            return 0.0
        widths = Counter(len(cells) for cells in records if len(cells) > 1)
        if not widths:
            return 0.0
        width, often = widths.most_common(1)[0]
        words = max(
            sum(len(c) < 80 and header_key(c) in known for c in cells[:MAX_COLUMNS])
            if len(cells) > 1
            else 0
            for cells in records[:20]
        )
        return 3.0 * words + often / len(records) * math.sqrt(min(width, 12))

    scores = {delimiter: evenness(delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda d: scores[d])
    return best if scores[best] > 0.0 else ","


class _Feed:
    """Lines for the csv reader; stops it when one record takes too many of them."""

    def __init__(self, lines: list[str], start: int) -> None:
        self.start = start  # of the record being read
        self._lines = lines
        self._next = start

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if self._next >= len(self._lines):
            raise StopIteration
        if self._next - self.start >= MAX_QUOTED_LINES:
            raise _Runaway
        self._next += 1
        return self._lines[self._next - 1] + "\n"


def _records(lines: list[str], delimiter: str) -> Iterator[tuple[list[str], bool]]:
    """Each record, and whether its quotes were closed."""
    position = 0
    while position < len(lines):
        feed = _Feed(lines, position)
        reader = csv.reader(feed, delimiter=delimiter)
        read = 0
        try:
            for cells in reader:
                used = reader.line_num - read
                end = position + used
                if not _is_sound(lines[position:end], delimiter, is_last=end == len(lines)):
                    raise _Runaway
                read = reader.line_num
                position = feed.start = end
                yield cells, True
        except (_Runaway, csv.Error):
            yield [cell.strip('" ') for cell in lines[position].split(delimiter)], False
            position += 1


def _is_sound(lines: list[str], delimiter: str, is_last: bool) -> bool:
    """Whether a record's lines belong together: quoted by the rules, if there are several."""
    if len(lines) == 1:
        return not (is_last and lines[0].count('"') % 2)
    try:
        list(csv.reader((line + "\n" for line in lines), delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True
