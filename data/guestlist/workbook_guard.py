"""Looks into a workbook before it is opened, so that a small file cannot fill the memory.

XLSX and ODS are unpacked here, within limits, and packed anew without compression: what the
reader gets is what was counted, whatever the archive's directory claims. Their XML may declare
no document type, so no entities. The places of cells are read beforehand because the reader
makes a full grid of them: one cell at XFD1048576 would be 17 billion. XLS: see ``xls_guard``.
"""

import io
import re
import struct
import zipfile
import zlib

from data.errors import GuestListError
from data.guestlist.limits import (
    FREE_OF_RATIO_BYTES,
    MAX_CELLS,
    MAX_ENTRIES,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
)

_NEEDED = (".xml", ".rels", ".bin", "mimetype")
_UNUSED = re.compile(
    r"(?:^|/)(?:media|drawings|theme|charts|embeddings|printerSettings|Thumbnails)/"
)
_XLSX_PLACE = re.compile(rb"\br\s*=\s*[\"']\s*([A-Za-z]+)([0-9]+)")
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*)>")
_ODS_TABLE = re.compile(rb"<table:table[\s>]")
_REPEATED = re.compile(rb"number-(?:columns|rows)-repeated\s*=\s*[\"']\s*([0-9]+)")
_REPEAT = re.compile(rb"(number-(?:columns|rows)-repeated\s*=\s*[\"'])\s*([0-9]+)")
_GAP = 10_000  # a repetition longer than this is the empty rest of a sheet


def repacked(data: bytes) -> tuple[bytes, str]:
    """The workbook's XML parts, unpacked within limits and packed anew; and "xlsx" or "ods".

    Raises GuestListError ``bad_zip``, ``zip_bomb``, ``not_a_list``, ``xml_entities``,
    ``password`` or ``too_many_cells``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _repacked(archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        UnicodeError,
        ValueError,
        LookupError,
        struct.error,
        OSError,
    ):
        raise GuestListError("bad_zip") from None
    except RuntimeError:  # what zipfile says of an encrypted member
        raise GuestListError("password") from None


def _repacked(archive: zipfile.ZipFile) -> tuple[bytes, str]:
    members = archive.infolist()
    if len(members) > MAX_ENTRIES:
        raise GuestListError("zip_bomb", entries=len(members))
    names = {member.filename for member in members}
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        kind = "xlsx"
    elif "content.xml" in names and "mimetype" in names:
        kind = "ods"
    else:
        raise GuestListError("not_a_list", kind="zip")
    total = 0
    target = io.BytesIO()
    seen: set[str] = set()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for member in members:
            name = member.filename
            if name in seen or not name.endswith(_NEEDED) or _UNUSED.search(name):
                continue
            seen.add(name)
            content = _unpacked(archive, member, MAX_UNPACKED_BYTES - total)
            total += len(content)
            _refuse_entities(content)
            if kind == "ods" and name == "META-INF/manifest.xml" and b"encryption-data" in content:
                raise GuestListError("password")
            if kind == "ods" and name == "content.xml":
                content = _ods_content(content)
            elif kind == "xlsx" and "/worksheets/" in name and name.endswith(".xml"):
                _check_xlsx_places(content)
            elif kind == "xlsx" and "/worksheets/" in name and name.endswith(".bin"):
                _check_xlsb_places(content)
            packed.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue(), kind


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> bytes:
    limit = left
    if member.compress_size < left:
        limit = min(left, max(FREE_OF_RATIO_BYTES, member.compress_size * MAX_RATIO))
    if member.file_size > limit:
        raise GuestListError("zip_bomb", unpacked=member.file_size)
    with archive.open(member) as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise GuestListError("zip_bomb", unpacked=len(content))
    return content


def _refuse_entities(content: bytes) -> None:
    head = content[:4]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head:
        if head[:1] in (b"<", b"\xff", b"\xfe", b"\x00"):
            wide = content.replace(b"\x00", b"")
            if b"<!DOCTYPE" in wide or b"<!ENTITY" in wide:
                raise GuestListError("xml_entities")
    elif b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise GuestListError("xml_entities")


def check_grid(rows: int, columns: int) -> None:
    """Raises GuestListError ``too_many_cells`` for a grid beyond any list."""
    if rows * columns > MAX_CELLS:
        raise GuestListError("too_many_cells", rows=rows, columns=columns)


def _check_xlsx_places(content: bytes) -> None:
    last_row, letters = 1, {b"A"}
    for column, row in _XLSX_PLACE.findall(content):
        letters.add(column)
        if len(row) > 7:
            raise GuestListError("too_many_cells", rows=int(row[:12]), columns=1)
        last_row = max(last_row, int(row))
    width = 1
    for column in letters:
        number = 0
        for letter in column[:4].upper():
            number = number * 26 + letter - 64
        width = max(width, number)
    check_grid(max(last_row, content.count(b"<row")), width)


def _check_xlsb_places(content: bytes) -> None:
    """XLSB: records of (type, length), both in 7-bit groups; row headers and cells say where."""
    position, last_row, width = 0, 0, 1
    end = len(content)
    while position < end:
        kind, position = _seven_bits(content, position, 2)
        length, position = _seven_bits(content, position, 4)
        if kind == 0 and position + 4 <= end:  # BrtRowHdr
            last_row = max(last_row, int.from_bytes(content[position : position + 4], "little"))
        elif 1 <= kind <= 11 and position + 4 <= end:  # BrtCell…, BrtFmla…
            width = max(width, int.from_bytes(content[position : position + 4], "little") + 1)
        position += length
    check_grid(last_row + 1, width)


def _seven_bits(content: bytes, position: int, most: int) -> tuple[int, int]:
    value = 0
    for group in range(most):
        if position >= len(content):
            break
        byte = content[position]
        position += 1
        value |= (byte & 0x7F) << (7 * group)
        if not byte & 0x80:
            break
    return value, position


def _ods_content(content: bytes) -> bytes:
    """The sheets with the endless empty rest of rows and columns cut, counted before reading."""
    cut = _REPEAT.sub(
        lambda m: m[1] + (b"1" if len(m[2]) > 6 or int(m[2]) > _GAP else m[2]), content
    )
    for sheet in _ODS_TABLE.split(cut)[1:]:
        rows, widest = 0, 1
        pieces = _ODS_ROW.split(sheet)
        for attributes, cells in zip(pieces[1::2], pieces[2::2], strict=True):
            again = _REPEATED.search(attributes)
            rows += int(again[1]) if again else 1
            extra = sum(int(n) for n in _REPEATED.findall(cells)) if b"repeated" in cells else 0
            widest = max(widest, cells.count(b"table-cell") + extra)
        check_grid(rows, widest)
    return cut
