"""One known export: by which headers it is told, and what its columns mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.guestlist.fields import Field


@dataclass(frozen=True, slots=True)
class Source:
    """One known export. It is meant where all of ``marks`` and none of ``unless`` are headers.

    ``columns`` lists for each field the headers that hold it, the best first. Columns in
    ``others`` mean nothing to us whatever their words suggest. All further columns are the
    organiser's own questions and are recognised as in any table, except that "Country" is an
    address there (``address``).
    """

    name: str
    marks: frozenset[str]
    columns: Mapping[Field, tuple[str, ...]]
    unless: frozenset[str] = frozenset()
    others: frozenset[str] = field(default_factory=frozenset)
    address: bool = True
    pending_is_unpaid: bool = False  # "pending" is an order that is not paid yet
    paid_is_amount: bool = False  # what was paid in money; 0 is a free ticket

    def matches(self, keys: frozenset[str]) -> bool:
        """Whether a list with these headers comes from here."""
        return self.marks <= keys and not (self.unless & keys)


def words(text: str) -> frozenset[str]:
    """Headers with "|" between two."""
    return frozenset(word.strip() for word in text.split("|"))
