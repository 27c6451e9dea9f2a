"""Looks into an old Excel file before it is opened: its sizes, its password, its cells' places.

A flipped bit in a length can make the reader reserve gigabytes, and abort the program. The file
is walked as MS-CFB §2 (sectors and directory) and MS-XLS §2.4 (records) describe it.
"""

import struct

from data.errors import GuestListError
from data.guestlist.workbook_guard import check_grid

_XLS_CELLS = {0x0006, 0x0203, 0x0204, 0x0205, 0x00BD, 0x00FD, 0x027E, 0x0003, 0x0002, 0x0004}


def check_xls(data: bytes) -> None:
    """Walks the records of an XLS file.

    Raises GuestListError ``password``, ``damaged`` or ``too_many_cells``.
    """
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise GuestListError("password")
    try:
        stream = _workbook_stream(data)
    except (struct.error, IndexError, ValueError):
        raise GuestListError("damaged") from None
    position, last_row, width = 0, 0, 1
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        position += 4
        if kind == 0x002F:  # FilePass
            raise GuestListError("password")
        if kind in _XLS_CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", stream.ljust(position + 4, b"\0"), position)
            last_row, width = max(last_row, row), max(width, column + 1)
            if kind == 0x00BD:  # MulRk: several cells side by side
                width = max(width, column + length // 6 + 1)
        elif kind == 0x0200:  # Dimensions: the reader reserves this much
            check_grid(*_dimensions(stream[position : position + length]))
        elif kind == 0x00FC and length >= 8 and _texts(stream, position) > len(stream):
            raise GuestListError("damaged")
        position += length
    check_grid(last_row + 1, width)


def _texts(stream: bytes, position: int) -> int:
    """How many shared texts the record SST announces."""
    return int.from_bytes(stream[position + 4 : position + 8], "little")


def _dimensions(body: bytes) -> tuple[int, int]:
    """Rows and columns of a sheet as BIFF8 writes them, or as BIFF5 does."""
    if len(body) >= 14:
        _, rows, _, columns = struct.unpack_from("<IIHH", body)
    elif len(body) >= 8:
        _, rows, _, columns = struct.unpack_from("<HHHH", body)
    else:
        return 0, 0
    return rows + 1, columns + 1


def _workbook_stream(data: bytes) -> bytes:
    """The stream "Workbook" (or "Book") of a compound file."""
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        raise ValueError(shift)
    size = 1 << shift
    count = len(data) // size + 1
    # Lengths in sectors of directory, FAT, short FAT and DIFAT: the reader reserves them.
    if any(struct.unpack_from("<I", data, offset)[0] > count for offset in (40, 44, 64, 72)):
        raise ValueError(count)

    def sector(number: int) -> bytes:
        if not 0 <= number < count:
            raise ValueError(number)
        return data[(number + 1) * size : (number + 2) * size]

    fat_sectors = [n for n in struct.unpack_from("<109I", data, 76) if n < 0xFFFFFFFC]
    further = struct.unpack_from("<I", data, 68)[0]
    for _ in range(count):
        if further >= 0xFFFFFFFC:
            break
        block = struct.unpack(f"<{size // 4}I", sector(further))
        fat_sectors += [n for n in block[:-1] if n < 0xFFFFFFFC]
        further = block[-1]
    fat = b"".join(sector(n).ljust(size, b"\xff") for n in fat_sectors[:count])

    def chain(first: int) -> bytes:
        parts, number = [], first
        for _ in range(count):
            if number >= 0xFFFFFFFC:
                break
            parts.append(sector(number))
            number = struct.unpack_from("<I", fat, number * 4)[0]
        return b"".join(parts)

    stream = b""
    directory = chain(struct.unpack_from("<I", data, 48)[0])
    for start in range(0, len(directory) - 127, 128):
        entry = directory[start : start + 128]
        if struct.unpack_from("<I", entry, 120)[0] > len(data):
            raise ValueError(start)
        name = entry[:64].decode("utf-16-le", "ignore").rstrip("\0")
        if name.lower() in ("workbook", "book") and entry[66] == 2:
            first, length = struct.unpack_from("<II", entry, 116)
            if length < 4096:
                raise ValueError(length)  # in the short-stream area, where no real workbook is
            stream = stream or chain(first)[:length]
    if not stream:
        raise ValueError("no workbook")
    return stream
