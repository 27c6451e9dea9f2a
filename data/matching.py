"""Which guest a row of a list is: the one that the event knows already, or a new one.

A row is recognised by its strongest key: our own id, the source's id, the ticket secret, e-mail
and name, name and company, name alone. A weaker key never overrules a stronger one that differs,
so two tickets of one person stay two guests. Among namesakes, rows that change nothing go first.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from data.guestlist.listing import ListedGuest
from data.guests import Guest, Origin, TicketStatus, product_key
from data.identity import uuid5
from data.uncollected import uncollected

# The attributes of a ListedGuest that are fields of a Guest.
LISTED_FIELDS = (
    "name", "first_name", "last_name", "badge_name", "countries", "countries_guessed", "email",
    "company", "product", "secret", "external_id", "status", "paid", "due_minor",
    "companions_allowed", "language", "note", "valid_from", "valid_until", "speaks",
    "ask_about",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GuestChange:
    """What a list says of one guest, field by field."""

    guest_id: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """What loading a list would do; nothing is written yet."""

    new: tuple[GuestChange, ...] = ()
    changed: tuple[GuestChange, ...] = ()
    unchanged: int = 0
    cancelled: int = 0  # rows of this list that are cancelled, declined or refunded
    newly_cancelled: int = 0  # of those known before and not cancelled so far
    not_in_list: int = 0  # listed guests of the event that this list does not name; left alone
    products: tuple[str, ...] = ()  # names that the event does not know yet


@dataclass(frozen=True, slots=True)
class KnownGuest:
    """A guest of the event, with the fields that were edited at the door."""

    guest: Guest
    edited: frozenset[str] = field(default=frozenset())


@uncollected()
def plan_load(
    event_id: str,
    listed: Sequence[ListedGuest],
    known: Iterable[KnownGuest],
    products: Iterable[str],
) -> LoadPlan:
    """Compare a list with the event; ``products`` are the keys of those known."""
    by_id = {one.guest.id: one for one in known}
    matches = _match(listed, by_id)
    taken = set(by_id)
    occurrences: defaultdict[str, int] = defaultdict(int)
    new: list[GuestChange] = []
    changed: list[GuestChange] = []
    newly_cancelled = 0
    for row, guest in zip(listed, matches, strict=True):
        if guest is None and _is_nameless_companion(row):
            continue  # of another event: the host's row says how many may come
        if guest is None:
            values = {"name": row.name} | _given_values(row)
            new.append(GuestChange(_new_id(event_id, row, occurrences, taken), values))
            continue
        differing = _differing(row, by_id[guest.id])
        if differing:
            changed.append(GuestChange(guest.id, differing))
            newly_cancelled += differing.get("status") is TicketStatus.CANCELED
    matched = {guest.id for guest in matches if guest is not None}
    mentioned = {product_key(row.product): row.product for row in listed if row.product}
    seen = set(products)
    return LoadPlan(
        new=tuple(new),
        changed=tuple(changed),
        unchanged=len(matched) - len(changed),
        cancelled=sum(row.status is TicketStatus.CANCELED for row in listed),
        newly_cancelled=newly_cancelled,
        not_in_list=sum(
            one.guest.origin is Origin.LIST and one.guest.id not in matched
            for one in by_id.values()
        ),
        products=tuple(name for key, name in sorted(mentioned.items()) if key not in seen),
    )


def _is_nameless_companion(row: ListedGuest) -> bool:
    """Whether nothing but an export's own id tells who this is."""
    return "name" not in row.given and bool(row.guest_id) and not (row.secret or row.external_id)


def _given_values(row: ListedGuest) -> dict[str, object]:
    """What the list has a word on."""
    values = {name: getattr(row, name) for name in LISTED_FIELDS if name in row.given}
    if "countries" in row.given:
        values["countries_guessed"] = row.countries_guessed
    return values


def _differing(row: ListedGuest, known: KnownGuest) -> dict[str, object]:
    """What the list says otherwise; what was edited at the door stays."""
    return {
        name: value
        for name, value in _given_values(row).items()
        if value != getattr(known.guest, name) and name not in known.edited
    }


def _match(listed: Sequence[ListedGuest], known: Mapping[str, KnownGuest]) -> list[Guest | None]:
    """For each row the guest it names, pass by pass from the strongest key to the weakest."""
    matches: list[Guest | None] = [None] * len(listed)
    free = dict(known)
    for number, key_of in enumerate(_KEYS):
        index: defaultdict[tuple[str, ...], list[KnownGuest]] = defaultdict(list)
        for one in free.values():
            key = key_of(one.guest)
            if key is not None and (number == 0 or one.guest.origin is Origin.LIST):
                index[key].append(one)
        if not index:
            continue
        keyed = []
        for place, row in enumerate(listed):
            key = key_of(row) if matches[place] is None else None
            if key is not None and key in index:
                keyed.append((place, row, index[key]))
        keyed.sort(key=lambda one: -len(one[1].given))  # whoever says most is least mistaken
        for only_agreeing in (True, False):
            for place, row, candidates in keyed:
                if matches[place] is not None:
                    continue
                for one in candidates[:_NAMESAKES]:
                    if only_agreeing and _differing(row, one):
                        continue
                    if not _contradict(row, one, number):
                        candidates.remove(one)
                        matches[place] = free.pop(one.guest.id).guest
                        break
    return matches


def _contradict(row: ListedGuest, one: KnownGuest, number: int) -> bool:
    """Whether a stronger key says that these are two; of a code given at the door no list knows."""
    for name in ("external_id", "secret", "email", "company")[: max(0, number - 1)]:
        if name == "secret" and name in one.edited:
            continue
        listed, known = getattr(row, name), getattr(one.guest, name)
        same = folded if name in ("email", "company") else str
        if listed and known and listed != known and same(listed) != same(known):
            return True
    return False


def _own_id(one: Guest | ListedGuest) -> tuple[str, ...] | None:
    own = one.guest_id if isinstance(one, ListedGuest) else one.id
    return (own,) if own else None


def _external_id(one: Guest | ListedGuest) -> tuple[str, ...] | None:
    return (one.external_id,) if one.external_id else None


def _secret(one: Guest | ListedGuest) -> tuple[str, ...] | None:
    return (one.secret,) if one.secret else None


def _email_and_name(one: Guest | ListedGuest) -> tuple[str, ...] | None:
    return (one.email.casefold(), folded(one.name)) if one.email else None


def _name_and_company(one: Guest | ListedGuest) -> tuple[str, ...] | None:
    return (folded(one.name), folded(one.company)) if one.name and one.company else None


def _name(one: Guest | ListedGuest) -> tuple[str, ...] | None:
    return (folded(one.name),) if one.name else None


_KEYS = (_own_id, _external_id, _secret, _email_and_name, _name_and_company, _name)


_NAMESAKES = 100  # whom to look at among those of one key: a hostile list has 100,000 of one name


def folded(text: str) -> str:
    """Text as keys compare it: compatibility forms, case and spaces do not matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _new_id(
    event_id: str,
    row: ListedGuest,
    occurrences: defaultdict[str, int],
    taken: set[str],
) -> str:
    """The id that every laptop gives this row: strongest key and how often it came before."""
    key = _strongest(row)
    for occurrence in _count_on(occurrences, key):
        guest_id = uuid5(event_id, f"guest:{key}#{occurrence}")
        if guest_id not in taken:
            taken.add(guest_id)
            return guest_id
    raise AssertionError("unreachable: counting has no end")


def _count_on(occurrences: defaultdict[str, int], key: str) -> Iterator[int]:
    while True:
        occurrence = occurrences[key]
        occurrences[key] += 1
        yield occurrence


def _strongest(row: ListedGuest) -> str:
    if row.external_id:
        return f"id:{row.external_id}"
    if row.secret:
        return f"secret:{row.secret}"
    if row.email:
        return f"email:{row.email.casefold()}:{folded(row.name)}"
    return f"name:{folded(row.name)}:{folded(row.company)}"
