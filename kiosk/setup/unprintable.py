"""Names in a list that this laptop has no letters for, as problems of their rows."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from badges.errors import LetteringUnready
from badges.unprintable import letters_in, letters_without_font
from data.guestlist import Field
from data.guestlist.listing import ProblemCode, RowProblem
from data.guestlist.rows import column_name
from kiosk.setup.list_child import PROBLEMS_SHOWN, ListReading, weight

_NAMES = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.BADGE_NAME)


def missing_here(reading: ListReading) -> frozenset[str]:
    """The letters of the list's names that no font here has; none where fonts cannot be asked."""
    try:
        return letters_without_font(letters_in(reading.letters))
    except LetteringUnready:
        return frozenset()


def with_unprintable(reading: ListReading, missing: Collection[str]) -> ListReading:
    """The same, with a problem for every row whose name has such a letter."""
    rows: dict[int, list[str]] = {}
    for letter in sorted(missing):
        for row in reading.letters.get(letter, ()):
            rows.setdefault(row, []).append(letter)
    if not rows:
        return reading
    column = next((reading.found.columns[f] for f in _NAMES if f in reading.found.columns), None)
    where = "" if column is None else column_name(reading.found.header, column)
    found = [
        RowProblem(row, where, ProblemCode.UNPRINTABLE, " ".join(letters))
        for row, letters in rows.items()
    ]
    shown = sorted((*reading.found.problems, *found), key=weight)[:PROBLEMS_SHOWN]
    return replace(
        reading,
        found=replace(reading.found, problems=tuple(shown)),
        noted=reading.noted + len(found),
        kinds=Counter({**reading.kinds, ProblemCode.UNPRINTABLE: len(found)}),
    )
