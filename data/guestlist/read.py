"""Reading a guest list in whatever form it comes: a file, its bytes, pasted text, pasted HTML."""

import re
from collections.abc import Sequence
from pathlib import Path

from data.countries import find_countries
from data.errors import GuestListError
from data.guestlist.content import profile
from data.guestlist.encodings import decode
from data.guestlist.fields import Choice
from data.guestlist.header import header_index
from data.guestlist.html_table import is_html, read_html_content
from data.guestlist.limits import MAX_BYTES, MAX_COLUMNS, MAX_HTML_CHARS, MAX_ROWS
from data.guestlist.listing import Cancelled, GuestList, Progress
from data.guestlist.loading import Origin, Wishes, from_lines, from_table, is_blank
from data.guestlist.text_table import Rows, read_rows, text_lines
from data.guestlist.workbook import is_workbook, read_workbook

_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"SQLite format 3\x00", "database"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)
_JSON = re.compile(r"\s*(?:\{\s*(?:\"|\}\s*$)|\[\s*[{\"\[])")
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CHECKED = 20_000  # characters in which dirt is counted


def read_file(
    path: str | Path,
    choice: Choice | None = None,
    currency: str = "EUR",
    timezone: str = "UTC",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> GuestList:
    """The guest list in a file: CSV, TSV, TXT, HTML, XLSX, XLSB, XLS or ODS.

    ``choice`` is what the user fixed by hand. Amounts are read as ``currency`` (ISO 4217), times
    without a zone as ``timezone`` (IANA). ``progress(done, total)`` is called now and then with
    rows, ``cancelled()`` is asked as often.

    Raises GuestListError for what is no guest list at all; its codes: ``not_found``,
    ``unreadable``, ``too_large``, ``empty``, ``not_a_list``, ``unknown_encoding``,
    ``wrong_encoding``, ``bad_delimiter``, ``no_such_sheet``, ``no_such_row``,
    ``no_such_column``, ``no_name_column``, ``too_many_rows``, ``too_many_columns``,
    ``too_many_cells``, ``bad_zip``, ``zip_bomb``, ``xml_entities``, ``password``, ``damaged``,
    ``cancelled``.
    """
    path = Path(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise GuestListError("too_large", limit=MAX_BYTES)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # a device or pipe has no size
    except FileNotFoundError:
        raise GuestListError("not_found", path=str(path)) from None
    except (OSError, ValueError) as error:
        raise GuestListError("unreadable", path=str(path), why=str(error)) from None
    return read_bytes(data, choice, currency, timezone, progress, cancelled)


def read_bytes(
    data: bytes,
    choice: Choice | None = None,
    currency: str = "EUR",
    timezone: str = "UTC",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> GuestList:
    """The guest list in a file's bytes, which alone tell what they are; see ``read_file``."""
    wishes = Wishes(choice or Choice(), currency, timezone, progress, cancelled)
    if len(data) > MAX_BYTES:
        raise GuestListError("too_large", limit=MAX_BYTES)
    if not data.strip():
        raise GuestListError("empty")
    wishes.stop_if_cancelled()
    if is_workbook(data):
        sheet = read_workbook(data, wishes.choice.sheet, cancelled)
        return from_table(sheet.cells, Origin(sheet=sheet.name, sheets=sheet.names), wishes)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise GuestListError("not_a_list", kind=kind)
    decoded = decode(data, wishes.choice.encoding)
    return _from_text(decoded.text, decoded.encoding, wishes)


def read_text(
    text: str,
    choice: Choice | None = None,
    currency: str = "EUR",
    timezone: str = "UTC",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> GuestList:
    """The guest list in pasted text: a table, one guest a line, or HTML; see ``read_file``."""
    if len(text) > MAX_BYTES:
        raise GuestListError("too_large", limit=MAX_BYTES)
    wishes = Wishes(choice or Choice(), currency, timezone, progress, cancelled)
    return _from_text(text.removeprefix("\ufeff"), "", wishes)


def read_html(
    html: str,
    choice: Choice | None = None,
    currency: str = "EUR",
    timezone: str = "UTC",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> GuestList:
    """The guest list in HTML from the clipboard: a table, a list or lines; see ``read_file``."""
    wishes = Wishes(choice or Choice(), currency, timezone, progress, cancelled)
    return _from_html(html, "", wishes)


def _from_text(text: str, encoding: str, wishes: Wishes) -> GuestList:
    if not text.strip("\ufeff\x00 \t\r\n,;|"):
        raise GuestListError("empty")
    head = text[:_CHECKED]
    if _is_binary(head):
        raise GuestListError("not_a_list", kind="binary")
    if is_html(text):
        return _from_html(text, encoding, wishes)
    if _JSON.match(head) is not None:
        raise GuestListError("not_a_list", kind="json")
    choice = wishes.choice
    rows = read_rows(text, choice.delimiter)
    wishes.stop_if_cancelled()
    chosen = choice.delimiter is not None or choice.header_row is not None or choice.columns
    if chosen or is_table(rows):
        origin = Origin(encoding=encoding, delimiter=rows.delimiter)
        return from_table(rows.cells, origin, wishes, rows.unclosed)
    lines = text_lines(text)
    if len(lines) > MAX_ROWS:
        raise GuestListError("too_many_rows", limit=MAX_ROWS)
    return from_lines(lines, Origin(encoding=encoding), wishes)


def _is_binary(text: str) -> bool:
    """Whether too much of ``text`` is none; single bytes of dirt are forgiven."""
    controls = len(_CONTROLS.findall(text))
    lost = text.count("\ufffd") + text.count("\x00")
    return (controls > 10 and controls * 50 > len(text)) or lost * 4 > len(text)


def is_table(rows: Rows) -> bool:
    """Whether rows are columns rather than lines with a comma in them ("Vinogradova, Zoya")."""
    if header_index(rows.cells, find_countries) is not None:
        return True
    filled = [cells for cells in rows.cells[:400] if not is_blank(cells)]
    widths = sorted(len(cells) for cells in filled)
    if not widths:
        return False
    usual = widths[len(widths) // 2]
    even = sum(width == usual for width in widths) >= 0.6 * len(widths)
    if usual < 2 or not even or (len(filled) < 2 and rows.delimiter != "\t"):
        return False
    if rows.delimiter != "," or usual > 3:
        return True
    columns = [[cells[i] for cells in filled if i < len(cells)] for i in range(usual)]
    seen = [profile(column, find_countries) for column in columns]
    if any(" " in cell.strip() and cell.startswith(" ") for cells in filled for cell in cells[1:]):
        return False
    return any(column.email >= 0.6 or column.code >= 0.8 for column in seen)


def _from_html(html: str, encoding: str, wishes: Wishes) -> GuestList:
    if len(html) > MAX_HTML_CHARS:
        raise GuestListError("too_large", limit=MAX_HTML_CHARS)
    content = read_html_content(html)
    wishes.stop_if_cancelled()
    for table in content.tables:
        _refuse_too_much(table)
    best = _best_table(content.tables, at_least=2 if content.lines else 1)
    if best is not None:
        return from_table(best, Origin(encoding=encoding), wishes)
    if len(content.lines) > MAX_ROWS:
        raise GuestListError("too_many_rows", limit=MAX_ROWS)
    return from_lines(content.lines, Origin(encoding=encoding), wishes)


def _best_table(tables: Sequence[list[list[str]]], at_least: int) -> list[list[str]] | None:
    """The table with a header that we know, else the longest, of so many filled rows at least."""
    best, best_score = None, at_least - 1
    for table in tables[:500]:
        filled = sum(1 for row in table if not is_blank(row))
        known = header_index(table, find_countries) is not None
        score = filled + (100_000 if known and filled > 1 else 0)
        if score > best_score:
            best, best_score = table, score
    return best


def _refuse_too_much(table: Sequence[Sequence[str]]) -> None:
    if len(table) > MAX_ROWS:
        raise GuestListError("too_many_rows", limit=MAX_ROWS)
    widest = max(map(len, table), default=0)
    if widest > MAX_COLUMNS:
        raise GuestListError("too_many_columns", limit=MAX_COLUMNS, columns=widest)
