"""Where a long name may break, and how large it can be set.

Lines break after spaces and hyphens; only a single long word without either is cut, between two
letters as a reader sees them. Widths grow in proportion to the size, so the largest size follows by
division and needs no search.
"""

import unicodedata
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

from badges.lettering import graphemes, is_right_to_left

LINES = 3
WORD_IS_LONG = 12  # letters; a shorter word is never cut
MOST_LETTERS = 120  # what three lines of a label still show legibly
_HYPHENS = "-‐–"
_HYPHENATED = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN")
# A line never ends with one of these: عبد الرحمن and van der Berg are each one name.
_ARABIC_PARTICLES = frozenset(["عبد", "بن", "ابن", "بنت", "آل", "أبو", "ابو", "أم"])
_MOST_PIECES = 16  # of a name; what lies beyond stays together


def line_breaks(text: str, most_lines: int = LINES) -> Iterator[tuple[str, ...]]:
    """Ways to set ``text`` in one to ``most_lines`` lines, the fewest lines first."""
    yield (text,)
    pieces = _pieces(text)
    if len(pieces) == 1:
        yield from _cut_word(text, most_lines)
        return
    for lines in range(2, min(most_lines, len(pieces)) + 1):
        for cuts in combinations(range(1, len(pieces)), lines - 1):
            edges = (0, *cuts, len(pieces))
            yield tuple("".join(pieces[a:b]).strip() for a, b in pairwise(edges))


def balanced(text: str, lines: int, width: Callable[[str], float]) -> tuple[str, ...] | None:
    """``text`` in exactly ``lines`` lines, the widest as narrow as possible; None: it cannot be."""
    ways = [way for way in line_breaks(text, lines) if len(way) == lines]
    return min(ways, key=lambda way: max(map(width, way)), default=None)


def shortened(text: str, letters: int = MOST_LETTERS) -> str:
    """``text``, or as many of its letters as a label can bear, and an ellipsis."""
    if len(text) <= letters:
        return text
    seen = graphemes(text[: letters * 8])
    return text if len(seen) <= letters else "".join(seen[: letters - 1]).rstrip() + "…"


def _pieces(text: str) -> list[str]:
    pieces = [""]
    for char in text:
        pieces[-1] += char
        if not (char.isspace() or char in _HYPHENS) or len(pieces) == _MOST_PIECES:
            continue
        if not _is_particle(pieces[-1].split()[-1:]):
            pieces.append("")
    return [piece for piece in pieces if piece]


def _is_particle(words: list[str]) -> bool:
    """Whether the last word belongs to the next one: in lower case (von, de la, bin) or listed."""
    return bool(words) and (words[0].islower() or words[0] in _ARABIC_PARTICLES)


def _cut_word(word: str, most_lines: int) -> Iterator[tuple[str, ...]]:
    letters = graphemes(word)
    if len(letters) <= WORD_IS_LONG:
        return
    hyphen = "-" if _takes_hyphen(word) else ""
    for lines in range(2, most_lines + 1):
        edges = [round(i * len(letters) / lines) for i in range(lines + 1)]
        parts = ["".join(letters[a:b]) for a, b in pairwise(edges)]
        yield (*(part + hyphen for part in parts[:-1]), parts[-1])


def _takes_hyphen(word: str) -> bool:
    return not is_right_to_left(word) and all(
        unicodedata.name(c, "").startswith(_HYPHENATED) for c in word if c.isalpha()
    )
