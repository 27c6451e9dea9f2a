"""How often the guest meant is first, or among the first five, by kind of pair and by half."""

import csv
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from anyascii import anyascii
from rapidfuzz import fuzz, process

from data.guests import Guest, GuestState
from data.roll import Roll

HERE = Path(__file__).parent
KINDS = ("script", "form", "hearing", "nickname", "slip", "layout")
HALVES = ("tuning", "held-out")
UNSPACED = frozenset({"Chinese", "Korean"})
FIRST = 5

Finder = Callable[[str, str], Sequence[str]]
"""Listed name and what is typed -> names found, best first."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A name on the list, and what is typed to find it."""

    half: str
    kind: str
    listed: str
    typed: str

    @property
    def is_full_name(self) -> bool:
        """Whether a first and a last name are typed."""
        return len(self.typed.split()) > 1 and len(self.listed) > 1


@dataclass(frozen=True, slots=True)
class HitRate:
    """Of ``count`` pairs, how many were found first and among the first five, in percent."""

    count: int
    at_1: float
    at_5: float


def read_pairs() -> list[Pair]:
    """pairs.tsv, which make_pairs.py writes."""
    with (HERE / "pairs.tsv").open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Pair(row["half"], row["kind"], row["listed"], row["typed"]) for row in lines]


def background(count: int) -> list[str]:
    """Names of guests in many scripts, each once, always the same for a count."""
    with (HERE / "background.tsv").open(encoding="utf-8", newline="") as file:
        cultures = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    rng = random.Random(count)
    names: dict[str, None] = {}
    while len(names) < count:
        culture = cultures[len(names) % len(cultures)]
        given = [rng.choice(culture["given"].split())]
        surname = rng.choice(culture["surnames"].split())
        if culture["script"] in UNSPACED:
            name = surname + "".join(given)
        else:
            if count > 1000 and rng.random() < 0.6:
                given.append(rng.choice(culture["given"].split()))
            name = " ".join([*given, surname])
        if name in names:  # this culture is used up: another surname beside it
            name = f"{name} {rng.choice(rng.choice(cultures)['surnames'].split())}"
        names[name] = None
    return list(names)


def door_finder(names: Iterable[str]) -> Finder:
    """What the door shows; the guest meant is planted among the names for one question.

    Guests who bear one of the same names are off the list meanwhile: Danny may be either Daniel,
    and which of two comes first is no question of finding.
    """
    roll = Roll()
    bearers: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        roll.put([_expected(name)])
        for word in name.split():
            bearers[word].append(name)
    roll.settle()

    def find(listed: str, typed: str) -> list[str]:
        namesakes = {name for word in listed.split() for name in bearers[word]} - {listed}
        known = roll.state(listed) is not None
        roll.remove(namesakes)
        roll.put([_expected(listed)])
        found = [one.match.guest_id for one in roll.find(typed, limit=FIRST)]
        roll.put(map(_expected, namesakes))
        if not known:
            roll.remove([listed])
        return found

    return find


def _expected(name: str) -> GuestState:
    return GuestState(Guest(id=name, name=name))


def substring_finder(names: Sequence[str]) -> Finder:
    """What most programs do: the text typed stands in the name, in any case."""

    def find(listed: str, typed: str) -> list[str]:
        wanted = typed.casefold()
        return sorted(name for name in {*names, listed} if wanted in name.casefold())[:FIRST]

    return find


def anyascii_finder(names: Sequence[str]) -> Finder:
    """Every script made Latin, then the likeness of the whole."""
    keys = {name: anyascii(name).lower() for name in names}

    def find(listed: str, typed: str) -> list[str]:
        among = {**keys, listed: anyascii(listed).lower()}
        found = process.extract(anyascii(typed).lower(), among, scorer=fuzz.WRatio, limit=FIRST)
        return [name for _, _, name in found]

    return find


def hit_rate(find: Finder, pairs: Sequence[Pair]) -> HitRate:
    """The rates of one finder for some pairs."""
    at_1 = at_5 = 0
    for pair in pairs:
        found = find(pair.listed, pair.typed)
        at_1 += found[:1] == [pair.listed]
        at_5 += pair.listed in found
    count = max(len(pairs), 1)
    return HitRate(len(pairs), 100 * at_1 / count, 100 * at_5 / count)


def by_kind(pairs: Iterable[Pair]) -> Iterator[tuple[str, list[Pair]]]:
    """The pairs of each kind, then all of them."""
    kept = list(pairs)
    for kind in KINDS:
        yield kind, [pair for pair in kept if pair.kind == kind]
    yield "all", kept
