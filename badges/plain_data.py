"""Reading plain data (TOML) that people write by hand; what is wrong is told by file and key."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeGuard

from badges.errors import PlainDataWrong

MOST_BYTES = 200_000  # no design and no list of label stock is longer


def read_table(path: Path) -> "Table":
    """The whole file. Raises PlainDataWrong where it cannot be read or is no TOML."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise PlainDataWrong("file_too_long", file=path.name)
        return Table(path.name, tomllib.loads(content.decode()))
    except OSError as error:
        why = error.strerror or str(error)
        raise PlainDataWrong("file_unreadable", file=path.name, why=why) from error
    except ValueError as error:  # no TOML, or no UTF-8
        raise PlainDataWrong("file_unreadable", file=path.name, why=str(error)) from error


@dataclass(slots=True)
class Table:
    """One table of a file. Every key is asked for by its type; ``close`` finds what nobody asked
    for, so that a slip of the pen is told and not passed over.

    All methods raise PlainDataWrong, which names file and key.
    """

    file: str
    entries: Mapping[str, object]
    place: str = ""
    _asked: set[str] = field(default_factory=set)

    def text(self, key: str, default: str | None = None, *, longest: int = 200) -> str:
        """A string of at most ``longest`` characters; without ``default`` it must be there."""
        value = self._get(key, default)
        if not isinstance(value, str) or len(value) > longest:
            raise self._wrong(key, value, f"text, at most {longest} characters")
        return value

    def number(
        self, key: str, default: float | None = None, *, least: float = 0.0, most: float
    ) -> float:
        """A number within bounds."""
        value = self._get(key, default)
        if not _is_number(value) or not least <= value <= most:
            raise self._wrong(key, value, f"a number from {least:g} to {most:g}")
        return value

    def count(self, key: str, default: int | None = None, *, least: int = 0, most: int) -> int:
        """A whole number within bounds."""
        value = self.number(key, default, least=least, most=most)
        if not isinstance(value, int):
            raise self._wrong(key, value, f"a whole number from {least} to {most}")
        return value

    def switch(self, key: str, *, default: bool) -> bool:
        """true or false."""
        value = self._get(key, default)
        if not isinstance(value, bool):
            raise self._wrong(key, value, "true or false")
        return value

    def choice(self, key: str, default: str, known: Iterable[str]) -> str:
        """One of some words."""
        value = self._get(key, default)
        if not isinstance(value, str) or value not in tuple(known):
            raise self._wrong(key, value, ", ".join(known))
        return value

    def pair(self, key: str, *, least: float, most: float) -> tuple[float, float]:
        """Two numbers: across, then up."""
        value = self._get(key, None)
        if isinstance(value, list) and len(value) == 2:
            across, up = value
            if _is_number(across) and _is_number(up) and least <= min(value) <= max(value) <= most:
                return float(across), float(up)
        raise self._wrong(key, value, f"two numbers from {least:g} to {most:g}")

    def words(self, key: str, known: Iterable[str], default: tuple[str, ...]) -> tuple[str, ...]:
        """Some of the known words."""
        value = self._get(key, list(default))
        if not isinstance(value, list) or not all(word in tuple(known) for word in value):
            raise self._wrong(key, value, ", ".join(known))
        return tuple(value)

    def table(self, key: str) -> "Table | None":
        """The table of that name, or None where there is none."""
        if key not in self.entries:
            return None
        value = self._get(key, None)
        if not isinstance(value, dict):
            raise self._wrong(key, value, "a table")
        return Table(self.file, value, self._path(key))

    def tables(self, key: str) -> "tuple[Table, ...]":
        """The tables of an array, in order; none where the key is missing."""
        value = self._get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self._wrong(key, value, "a list of tables")
        return tuple(
            Table(self.file, entry, f"{self._path(key)}[{number}]")
            for number, entry in enumerate(value, start=1)
        )

    def close(self) -> None:
        """Say that all has been asked for."""
        unknown = sorted(set(self.entries) - self._asked)
        if unknown:
            raise PlainDataWrong(
                "key_unknown",
                file=self.file,
                key=self._path(unknown[0]),
                known=tuple(sorted(self._asked)),
            )

    def _get(self, key: str, default: object) -> object:
        self._asked.add(key)
        value = self.entries.get(key, default)
        if value is None:
            raise PlainDataWrong("key_missing", file=self.file, key=self._path(key))
        return value

    def _path(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def _wrong(self, key: str, value: object, wanted: str) -> PlainDataWrong:
        return PlainDataWrong(
            "key_wrong", file=self.file, key=self._path(key), value=str(value)[:60], wanted=wanted
        )


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
