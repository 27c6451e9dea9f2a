"""Make ``tables/called.tsv.gz``: who may be called what, and how usual that is.

Taken from the lists that people wrote, ready to be asked at a keystroke. Run by hand after a
change to one of them: ``python -m data.search.make_called``.
"""

import gzip
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from data.search.nicknames import CALLED, HEARD, SHORT, Formal, Usual, nickname_key, spoken_ways
from data.search.tables import table

TABLE = Path(__file__).parent / "tables" / "called.tsv.gz"
# With the usual nicknames of a name first, or in no order.
_TABLES = (("nicknames.tsv", True), ("nicknames_en.tsv", False), ("said.tsv", True))
_HALF_AS_USUAL = 6  # places down the line
_UNORDERED = 0.6
_SLAVIC = frozenset({"ru", "bg", "sr"})
_MOST_KEPT = 2  # sounds of a nickname of the tables; what is typed has all of them


def called_lines() -> str:
    """``kind + key``, then ``name:share`` for each name, the words of one joined by ``+``."""
    formal, short = _tables()
    lines = [
        *_lines(CALLED, formal),
        *_lines(SHORT, short),
        *_lines(HEARD, _by_sound()),
    ]
    return "".join(sorted(lines))


def _lines(kind: str, found: Mapping[str, Usual]) -> list[str]:
    return [f"{kind}{key}\t{_written(names)}\n" for key, names in found.items() if key]


def _written(names: Usual) -> str:
    return " ".join(f"{'+'.join(name)}:{share:.3g}" for name, share in names.items())


def _tables() -> tuple[dict[str, Usual], dict[str, Usual]]:
    formal, short = _Weights(), _Weights()
    for name, by_place in _TABLES:
        for language, formals, nicknames in table(name):
            called: dict[str, str] = {}
            for nickname in nicknames.split():
                called.setdefault(nickname_key(nickname), nickname)
            for one in formals.split():
                words = tuple(one.split("+"))
                for place, (key, nickname) in enumerate(called.items()):
                    weight = 1 / (1 + place / _HALF_AS_USUAL) if by_place else _UNORDERED
                    formal.add(key, words, f"{name} {language}", weight)
                    if len(words) == 1:
                        short.add(nickname_key(one), (nickname,), f"{name} {language}", weight)
    return formal.shares(), short.shares()


class _Weights:
    """How usual pairs of names are: the more so, the more languages and lists have them."""

    def __init__(self) -> None:
        self._spelled: dict[str, dict[str, Formal]] = defaultdict(dict)
        self._weights: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)

    def add(self, key: str, name: Formal, source: str, weight: float) -> None:
        """Let ``name`` stand under ``key``; once for each source, where it is most usual."""
        folded = " ".join(map(nickname_key, name))
        self._spelled[key].setdefault(folded, name)
        of_sources = self._weights[key, folded]
        of_sources[source] = max(weight, of_sources.get(source, 0.0))

    def shares(self) -> dict[str, Usual]:
        """Key -> names, with 1 for the most usual."""
        found: dict[str, Usual] = {}
        for key, names in self._spelled.items():
            weights = {folded: sum(self._weights[key, folded].values()) for folded in names}
            most = max(weights.values())
            found[key] = {name: weights[folded] / most for folded, name in names.items()}
        return found


def _by_sound() -> dict[str, Usual]:
    """How Slavic nicknames are said, which each language romanises otherwise -> formal names."""
    found: dict[str, dict[Formal, None]] = defaultdict(dict)
    for language, formals, nicknames in table(_TABLES[0][0]):
        if language in _SLAVIC:
            words = dict.fromkeys(tuple(one.split("+")) for one in formals.split())
            for spoken in {
                way for one in nicknames.split() for way in spoken_ways(one, _MOST_KEPT)
            }:
                found[spoken].update(words)
    return {key: dict.fromkeys(names, 1.0) for key, names in found.items()}


def main() -> None:
    """Write the table."""
    TABLE.write_bytes(gzip.compress(called_lines().encode(), mtime=0))


if __name__ == "__main__":
    main()
