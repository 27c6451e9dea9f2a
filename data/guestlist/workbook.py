"""Workbooks (XLSX, XLSB, XLS, ODS) as rows of text: looked through, then read by calamine."""

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass

import python_calamine

from data.errors import GuestListError
from data.guestlist.header import KNOWN_EXPORT, header_score
from data.guestlist.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS
from data.guestlist.workbook_guard import repacked
from data.guestlist.xls_guard import check_xls

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOOKED_INTO = 20  # sheets with something in them
ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet's cells as text, the first row being row 1, and the names of all sheets."""

    name: str
    cells: list[list[str]]
    names: tuple[str, ...]


def is_workbook(data: bytes) -> bool:
    """Whether ``data`` begins as a workbook does."""
    return data.startswith((OLE_MAGIC, *ZIP_MAGICS))


def read_workbook(
    data: bytes,
    sheet: str | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Sheet:
    """The sheet asked for, or the first visible one that has something in it.

    A sheet that another program is known to write goes first, and a cover last.

    Raises GuestListError: as ``workbook_guard`` does, ``damaged``, ``no_such_sheet``, ``empty``,
    ``too_many_rows``, ``too_many_columns`` or ``cancelled``.
    """
    if data.startswith(OLE_MAGIC):
        check_xls(data)
    else:
        data, _ = repacked(data)
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return _chosen(book, sheet, cancelled)
    except python_calamine.PasswordError:
        raise GuestListError("password") from None
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise GuestListError("damaged", why=str(error)[:200]) from None
    except GuestListError:
        raise
    except BaseException as error:
        # A panic of the Rust reader is no Exception; anything else that is none goes on.
        if type(error).__name__ != "PanicException":
            raise
        raise GuestListError("damaged", why="the reader gave up") from None


def _chosen(
    book: python_calamine.CalamineWorkbook,
    sheet: str | None,
    cancelled: Callable[[], bool] | None,
) -> Sheet:
    names = tuple(book.sheet_names)
    if sheet is not None:
        if sheet not in names:
            raise GuestListError("no_such_sheet", sheet=sheet, sheets=names)
        return Sheet(sheet, _cells(book, sheet, cancelled), names)
    visible = [
        m.name
        for m in book.sheets_metadata
        if m.visible == python_calamine.SheetVisibleEnum.Visible
        and m.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]
    best: Sheet | None = None
    best_rank, best_rows, looked_into = (False, False), 0, 0
    for name in visible or names:
        if best_rank[0] or looked_into == _LOOKED_INTO:
            break
        try:
            cells = _cells(book, name, cancelled)
        except GuestListError as error:
            if best is None or error.code == "cancelled":
                raise
            continue
        rows = sum(1 for row in cells if any(row))
        if not rows:
            continue
        looked_into += 1
        score = header_score(cells)
        rank = (score >= KNOWN_EXPORT, score > 0)
        # A cover is shorter than the list behind it; a list without a header is no cover.
        if best is None or rank[0] or (rank > best_rank and rows > best_rows):
            best, best_rank, best_rows = Sheet(name, cells, names), rank, rows
    if best is None:
        raise GuestListError("empty", sheets=names)
    return best


def _cells(
    book: python_calamine.CalamineWorkbook, name: str, cancelled: Callable[[], bool] | None
) -> list[list[str]]:
    sheet = book.get_sheet_by_name(name)
    if sheet.start is None or sheet.end is None:
        return []
    if sheet.width > MAX_COLUMNS:
        raise GuestListError("too_many_columns", limit=MAX_COLUMNS, columns=sheet.width)
    if sheet.end[0] >= MAX_ROWS:
        raise GuestListError("too_many_rows", limit=MAX_ROWS)
    # The reader leaves out empty columns on the left, not empty rows above.
    before = [""] * min(sheet.start[1], MAX_COLUMNS - sheet.width)
    rows: list[list[str]] = []
    for row in sheet.iter_rows():
        if cancelled is not None and len(rows) % 4096 == 0 and cancelled():
            raise GuestListError("cancelled")
        rows.append(before + [v[:MAX_CELL] if type(v) is str else as_text(v) for v in row])
    return rows


def as_text(value: object) -> str:
    """A cell's value as a person would write it: 10, 9.5, yes, 2026-11-20 20:00."""
    match value:
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)
        case dt.datetime():
            return value.isoformat(" ", "seconds")
        case dt.date() | dt.time():
            return value.isoformat()
        case None:
            return ""
        case _:
            return str(value)
