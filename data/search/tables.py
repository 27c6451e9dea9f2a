"""The tables beside this file, read when they are first needed. Sources: tables/SOURCES.md."""

import gzip
from functools import cache
from importlib.resources import files

_FOLDER = "data.search"


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of ``tables/<name>`` as cells; what ends in ``.gz`` is unpacked."""
    raw = (files(_FOLDER) / "tables" / name).read_bytes()
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line)
