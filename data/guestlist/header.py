"""Which row is the header: often the first, sometimes below titles, sometimes none."""

import re
from collections.abc import Collection, Sequence

from data.guestlist.content import EMAIL, CountryFinder, profile
from data.guestlist.fields import Field
from data.guestlist.header_patterns import PATTERNS
from data.guestlist.sources import source_of
from data.guestlist.vocabulary import header_fields, header_group, header_key

KNOWN_EXPORT = 1000.0
_LOOKED_AT = 40  # rows in which a header may stand
_WHO = {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.SECRET, Field.EMAIL}
_TITLES = 2  # rows above a header of one cell
_NEAR = 10  # rows around a header in which its words do not stand again
_NAME_WORD = re.compile(r"name|\bnom|имя|фио|фамили|imie|nazwisk|soyad|isim|naam|姓|名字")
_LONGEST = 120  # characters of a header; forms have whole questions there


def header_index(rows: Sequence[Sequence[str]], find: CountryFinder) -> int | None:
    """The index of the header in ``rows``, or None where there is none."""
    best, best_score = None, 0.0
    for index in range(len(rows[:_LOOKED_AT])):
        score = _score(rows, index)
        if score > best_score:
            best, best_score = index, score
    return best if best is not None else _header_in_unknown_words(rows, find)


def header_score(rows: Sequence[Sequence[str]]) -> float:
    """How much the best header of ``rows`` looks like one; 0: none, KNOWN_EXPORT at least: one
    that another program writes."""
    return max((_score(rows, index) for index in range(len(rows[:_LOOKED_AT]))), default=0.0)


def header_with(rows: Sequence[Sequence[str]], names: Collection[str]) -> int | None:
    """The index of the first row in which all these headers stand, or None."""
    wanted = {header_key(name) for name in names}
    found = (i for i, r in enumerate(rows[:_LOOKED_AT]) if wanted <= {header_key(c) for c in r})
    return next(found, None) if wanted else None


def _score(rows: Sequence[Sequence[str]], index: int) -> float:
    """How much row ``index`` looks like a header; 0: not at all."""
    row = rows[index]
    cells = {column: cell for column, cell in enumerate(row) if cell.strip()}
    if not cells:
        return 0.0
    keys = {c: header_key(cell) if len(cell) <= _LONGEST * 2 else "" for c, cell in cells.items()}
    source = source_of(list(keys.values()))
    if source is not None and source.marks:
        return KNOWN_EXPORT
    if any(EMAIL.search(cell) for cell in cells.values()):
        return 0.0
    near = rows[max(0, index - _NEAR) : index + 1 + _NEAR]
    near = [other for other in near if list(other) != list(row)]  # pages repeat their header
    keys = {c: key for c, key in keys.items() if not _is_data(key, [_at(r, c) for r in near])}
    known = header_fields()
    others = header_group("country") | header_group("ignore") | header_group("price")
    fields = {known[key][0] for key in keys.values() if key in known}
    exact = len(fields) + len({key for key in keys.values() if key in others})
    longer = sum(
        1
        for key in keys.values()
        if key and key not in known and key not in others and len(key.split()) > 1
        if any(pattern.search(key) for _, pattern in PATTERNS)
    )
    above = sum(1 for other in rows[:index] if any(map(str.strip, other)))
    if len(cells) == 1 and above > _TITLES:
        return 0.0  # "Plus one of Zoya" or "Guests:" amid the lines of a mail
    share = (exact + longer) / len(cells)
    if (exact < 2 or share < 0.25) and (exact + longer < 1 or share < 0.5):
        # Of a form with many questions few are known; its first row asks for a name.
        distinct = len(set(keys.values())) == len(cells) > 2
        if not (above == 0 and distinct and any(map(_asks_for_name, keys.values()))):
            return 0.0
    # A header says who: it outweighs a later row of words that happen to be headers elsewhere.
    return len(fields) + (exact - len(fields)) / 4 + longer / 2 + (4 if fields & _WHO else 0)


def _at(row: Sequence[str], column: int) -> str:
    return header_key(row[column]) if column < len(row) and len(row[column]) <= _LONGEST else ""


def _is_data(key: str, near: Sequence[str]) -> bool:
    """Whether a header's word stands among its like ("Guest" beside "Guest" or "Member")."""
    known = header_fields()
    if not key or _NAME_WORD.search(key) is not None:
        return False  # a guest may be called "Guest", below "Name"
    is_name = known.get(key, (None, 0))[0] is Field.NAME
    return any(
        other == key or (is_name and known.get(other, (None, 0))[0] is Field.NAME) for other in near
    )


def _asks_for_name(key: str) -> bool:
    """Whether it can only be the header of names; "Guest" and "Member" may be kinds of tickets."""
    names = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME)
    known = header_fields().get(key, (None, 0))[0] in names
    asked = any(meaning in names and pattern.search(key) for meaning, pattern in PATTERNS)
    return (known or asked) and _NAME_WORD.search(key) is not None


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
