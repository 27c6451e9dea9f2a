"""Which row is the header: often the first, sometimes below titles, sometimes none."""

from collections.abc import Collection, Sequence

from data.guestlist.content import EMAIL, CountryFinder, profile
from data.guestlist.fields import Field
from data.guestlist.header_patterns import PATTERNS
from data.guestlist.sources import source_of
from data.guestlist.vocabulary import header_fields, header_group, header_key

KNOWN_EXPORT = 1000.0
_LOOKED_AT = 40  # rows in which a header may stand
_WHO = {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.SECRET, Field.EMAIL}
_LONGEST = 120  # characters of a header; forms have whole questions there


def header_index(rows: Sequence[Sequence[str]], find: CountryFinder) -> int | None:
    """The index of the header in ``rows``, or None where there is none."""
    best, best_score = None, 0.0
    for index, row in enumerate(rows[:_LOOKED_AT]):
        score = _score(row)
        if score > best_score:
            best, best_score = index, score
    return best if best is not None else _header_in_unknown_words(rows, find)


def header_score(rows: Sequence[Sequence[str]]) -> float:
    """How much the best header of ``rows`` looks like one; 0: none, KNOWN_EXPORT at least: one
    that another program writes."""
    return max(map(_score, rows[:_LOOKED_AT]), default=0.0)


def header_with(rows: Sequence[Sequence[str]], names: Collection[str]) -> int | None:
    """The index of the first row in which all these headers stand, or None."""
    wanted = {header_key(name) for name in names}
    found = (i for i, r in enumerate(rows[:_LOOKED_AT]) if wanted <= {header_key(c) for c in r})
    return next(found, None) if wanted else None


def _score(row: Sequence[str]) -> float:
    """How much ``row`` looks like a header; 0: not at all."""
    cells = [cell for cell in row if cell.strip()]
    if not cells:
        return 0.0
    keys = [header_key(cell) if len(cell) <= _LONGEST * 2 else "" for cell in cells]
    source = source_of(keys)
    if source is not None and source.marks:
        return KNOWN_EXPORT
    known = header_fields()
    others = header_group("country") | header_group("ignore") | header_group("price")
    fields = {known[key][0] for key in keys if key in known}
    exact = len(fields) + len({key for key in keys if key in others})
    longer = sum(
        1
        for key in keys
        if key and key not in known and key not in others and len(key.split()) > 1
        if any(pattern.search(key) for _, pattern in PATTERNS)
    )
    if any(EMAIL.search(cell) for cell in cells):
        return 0.0
    share = (exact + longer) / len(cells)
    if (exact < 2 or share < 0.25) and (exact + longer < 1 or share < 0.5):
        return 0.0
    # A header says who: it outweighs a later row of words that happen to be headers elsewhere.
    return len(fields) + (exact - len(fields)) / 4 + longer / 2 + (4 if fields & _WHO else 0)


def _header_in_unknown_words(rows: Sequence[Sequence[str]], find: CountryFinder) -> int | None:
    """The first row, where a column below it clearly holds something that it does not."""
    filled = [index for index, row in enumerate(rows[:200]) if any(c.strip() for c in row)]
    if len(filled) < 4:
        return None
    first = rows[filled[0]]
    for column, cell in enumerate(first):
        if not cell.strip():
            continue
        below = [rows[i][column] for i in filled[1:] if column < len(rows[i])]
        if len(below) < 3:
            continue
        rest, top = profile(below, find), profile([cell], find)
        pairs = ((rest.email, top.email), (rest.country, top.country), (rest.number, top.number))
        if any(share >= 0.8 and own == 0.0 for share, own in pairs):
            return filled[0]
    return None
