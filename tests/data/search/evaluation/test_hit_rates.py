"""Whether the guest meant is found, measured: the table is printed by every run.

Only the held-out half counts, which nobody may look at to tune. What is asked is 93 % first and
98 % among five (full names among 5,000: 97 %). Half of the pairs come from lists that nobody wrote
for Pennant (see make_published.py).
"""

from collections.abc import Callable

import pytest

from tests.data.search.evaluation.hit_rates import (
    HALVES,
    Finder,
    HitRate,
    anyascii_finder,
    background,
    by_kind,
    door_finder,
    hit_rate,
    read_pairs,
    substring_finder,
)

FEW, MANY = 300, 5_000
Rates = dict[tuple[str, str], HitRate]


def rates(find: Finder, *, full_names_only: bool = False) -> Rates:
    pairs = [pair for pair in read_pairs() if pair.is_full_name or not full_names_only]
    return {
        (half, kind): hit_rate(find, of_kind)
        for half in HALVES
        for kind, of_kind in by_kind(pair for pair in pairs if pair.half == half)
    }


def table(title: str, found: Rates) -> str:
    lines = [f"{title:34}{'tuning: pairs':>14}  @1 %  @5 %{'held-out: pairs':>17}  @1 %  @5 %"]
    for kind in dict.fromkeys(kind for _, kind in found):
        cells = [found[half, kind] for half in HALVES]
        lines.append(
            f"  {kind:32}{cells[0].count:>14}{cells[0].at_1:6.1f}{cells[0].at_5:6.1f}"
            f"{cells[1].count:>17}{cells[1].at_1:6.1f}{cells[1].at_5:6.1f}"
        )
    return "\n  ".join(lines)


def test_the_evaluation_is_large_and_its_halves_share_no_name() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 500
    halves = [{pair.listed for pair in pairs if pair.half == half} for half in HALVES]
    assert not halves[0] & halves[1]
    assert min(map(len, halves)) >= 200


def test_the_guest_meant_is_found_among_300(tell: Callable[[str], None]) -> None:
    found = rates(door_finder(background(FEW)))
    tell(table("among 300 guests", found))
    held_out = found["held-out", "all"]
    assert held_out.at_1 >= 93.0
    assert held_out.at_5 >= 98.0


def test_the_guest_meant_is_found_by_the_full_name_among_5000(tell: Callable[[str], None]) -> None:
    finder = door_finder(background(MANY))
    tell(table("among 5,000 guests", rates(finder)))
    found = rates(finder, full_names_only=True)
    tell(table("full names among 5,000", found))
    assert found["held-out", "all"].at_5 >= 97.0


@pytest.mark.parametrize("finder", [substring_finder, anyascii_finder])
def test_simpler_ways_find_fewer(
    finder: Callable[[list[str]], Finder], tell: Callable[[str], None]
) -> None:
    names = background(FEW)
    found = rates(finder(names))
    tell(table(f"baseline: {finder.__name__.removesuffix('_finder')}", found))
    assert found["held-out", "all"].at_5 < 90.0
