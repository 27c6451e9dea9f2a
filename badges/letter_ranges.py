"""A to Z in parts, for tables and boxes."""

from collections.abc import Iterable
from itertools import pairwise

from badges.errors import StockMismatch

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter_ranges(initials: Iterable[str], tables: int) -> tuple[str, ...]:
    """A to Z in so many parts that all tables have about as many guests: "A–F", "G–L" …

    ``initials``: the Latin initial of every guest; others than A to Z go to the first table.
    Raises StockMismatch("too_many_tables") for fewer than 1 or more than 26 tables.
    """
    if not 1 <= tables <= len(LETTERS):
        raise StockMismatch("too_many_tables", tables=tables, most=len(LETTERS))
    count = dict.fromkeys(LETTERS, 0)
    for initial in initials:
        count[initial.upper() if initial.upper() in count else "A"] += 1
    edges = [0]
    for table in range(1, tables):
        least, most = edges[-1] + 1, len(LETTERS) - (tables - table)
        # Without guests the letters themselves are divided.
        weights = [count[letter] for letter in LETTERS] if any(count.values()) else [1] * 26
        left, wanted = sum(weights[edges[-1] :]), tables - table + 1
        edges.append(
            min(
                range(least, most + 1),
                key=lambda edge: abs(sum(weights[edges[-1] : edge]) - left / wanted),
            )
        )
    edges.append(len(LETTERS))
    return tuple(
        LETTERS[a] if b - a == 1 else f"{LETTERS[a]}–{LETTERS[b - 1]}" for a, b in pairwise(edges)
    )
