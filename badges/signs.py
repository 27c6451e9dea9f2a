"""Signs for the tables where badges lie: one A4 page across each, read from the door."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from badges.drawing import draw_text
from badges.errors import StockMismatch
from badges.lettering import Outline, Weight, outline
from badges.paper import Pages
from badges.placing import set_line
from badges.stock import LabelStock

SIGN = LabelStock("sign", "A4 across", 297, 210)
MARGIN_MM = 15.0
LARGEST_MM = 150.0  # em of the letters
EVENT_MM = 9.0
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


def render_signs(ranges: Sequence[str], event_name: str = "") -> bytes:
    """One page a range, its letters as large as fits. Raises LetteringUnready, StockMismatch."""
    if not ranges:
        raise StockMismatch("no_badges", stock=SIGN.name)
    pages = Pages(SIGN, "Signs")
    for text in ranges:
        pages.turn()
        line = outline(text, Weight.STRONG)
        size = min(LARGEST_MM, (SIGN.width_mm - 2 * MARGIN_MM) / line.ink_width)
        _centred(pages, line, size, (SIGN.height_mm - (line.top + line.bottom) * size) / 2)
        name = outline(event_name, Weight.REGULAR)
        if name.ink_width > 0:
            small = min(EVENT_MM, (SIGN.width_mm - 2 * MARGIN_MM) / name.ink_width)
            _centred(pages, name, small, MARGIN_MM)
    return pages.finish()


def _centred(pages: Pages, line: Outline, size_mm: float, baseline_mm: float) -> None:
    left = (SIGN.width_mm - line.ink_width * size_mm) / 2
    draw_text(pages.canvas, set_line(line, left, left, baseline_mm, size_mm, False))
