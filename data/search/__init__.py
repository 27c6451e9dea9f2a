"""Find guests by what a person types: any script, case, accents and order of the words."""

from data.search.index import GuestIndex
from data.search.matches import Match, MatchedBy, Similar

__all__ = ["GuestIndex", "Match", "MatchedBy", "Similar"]
