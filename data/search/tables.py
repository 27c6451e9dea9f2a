"""The tables beside this file, read when they are first needed. Sources: tables/SOURCES.md."""

import gzip
from functools import cache
from importlib.resources import files

_FOLDER = "data.search"


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of ``tables/<name>`` as cells; what ends in ``.gz`` is unpacked."""
    text = _read(name).decode("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line)


def _read(name: str) -> bytes:
    raw = (files(_FOLDER) / "tables" / name).read_bytes()
    return gzip.decompress(raw) if name.endswith(".gz") else raw


class SortedTable:
    """A big table, its lines sorted as bytes, a line break before each.

    Quicker to bisect than to take apart: little of it is ever asked for.
    """

    def __init__(self, name: str) -> None:
        self._lines = _read(name)

    def words(self, key: str) -> tuple[str, ...]:
        """The words behind ``key`` and a tab; none where no line begins so."""
        lines, wanted = self._lines, f"{key}\t".encode()
        low, high = 1, len(lines)  # where a line begins, and where the line after the last would
        while low < high:
            middle = (low + high) // 2
            start = lines.rfind(b"\n", low - 1, middle) + 1
            end = lines.find(b"\n", middle)
            line = lines[start:end]
            if line.startswith(wanted):
                return tuple(line[len(wanted) :].decode().split())
            if line < wanted:
                low = end + 1
            else:
                high = start
        return ()


@cache
def sorted_table(name: str) -> SortedTable:
    """``tables/<name>``, read once."""
    return SortedTable(name)
