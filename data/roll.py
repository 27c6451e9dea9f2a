"""The guest list in memory, as the door finds people in it at every keystroke."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.guests import Guest, GuestState, Origin, Presence, Product, product_key
from data.search import GuestIndex, Match, MatchedBy
from data.tickets import (
    CodeKind,
    candidate_secrets,
    guest_of_badge,
    read_badge_code,
    read_code,
)

_RANK = {
    Presence.EXPECTED: 0,
    Presence.LEFT: 1,
    Presence.PENDING: 2,
    Presence.INSIDE: 3,
    Presence.BLOCKED: 4,
    Presence.CANCELED: 5,
}

_UNLIKE = frozenset(
    {MatchedBy.SOUND, MatchedBy.LAYOUT, MatchedBy.PART, MatchedBy.NICKNAME}
)  # other letters were typed


@dataclass(frozen=True, slots=True)
class FoundGuest:
    """One guest whom the query may mean."""

    state: GuestState
    match: Match


class Roll:
    """All guests with what the door knows of them; one thread uses it.

    It holds what the event file said last: ``put`` what changed, ``remove`` who is gone.
    """

    def __init__(self) -> None:
        self._index = GuestIndex()
        self._guests: dict[str, Guest] = {}
        self._moved: dict[str, GuestState] = {}  # those with an entry, a payment or a companion
        self._products: Mapping[str, Product] = {}
        self._secrets: dict[str, str] = {}  # ticket secret -> one of those who have it

    def __len__(self) -> int:
        return len(self._guests)

    @property
    def products(self) -> tuple[Product, ...]:
        """The products of the event, by name."""
        return tuple(self._products.values())

    def know_products(self, products: Iterable[Product]) -> None:
        """Take over the products of the event."""
        self._products = {product_key(product.name): product for product in products}

    def put(self, states: Iterable[GuestState]) -> None:
        """Add guests, or take over what changed about them."""
        for state in states:
            guest = state.guest
            rank = _RANK[state.presence]
            if self._guests.get(guest.id) == guest:
                self._index.set_rank(guest.id, rank)
            else:
                self._guests[guest.id] = guest
                self._index.put(guest, rank)
                if guest.secret:
                    self._secrets[guest.secret] = guest.id
            if state.entries or state.settled or state.companions_in:
                self._moved[guest.id] = state
            else:
                self._moved.pop(guest.id, None)

    def settle(self) -> None:
        """Sort what a whole list brought, so that the next keystroke need not."""
        self._index.settle()

    def remove(self, guest_ids: Iterable[str]) -> None:
        """Forget guests who are not on the list any more."""
        for guest_id in guest_ids:
            self._guests.pop(guest_id, None)
            self._moved.pop(guest_id, None)
            self._index.remove(guest_id)

    def state(self, guest_id: str) -> GuestState | None:
        """One guest, or None."""
        moved = self._moved.get(guest_id)
        guest = self._guests.get(guest_id)
        if guest is None:
            return None
        product = self._products.get(product_key(guest.product))
        if moved is None:
            return GuestState(guest, product)
        return GuestState(
            guest, product, moved.entries, moved.paid_minor, moved.settled, moved.companions_in
        )

    def knows_secret(self, text: str) -> bool:
        """Whether this may be the code of somebody on the list, now or before."""
        return bool(self.secret_meant(text))

    def secret_meant(self, text: str) -> str:
        """The ticket secret for which a scanned text stands; "" where nobody has or had one."""
        return next((one for one in candidate_secrets(text) if one in self._secrets), "")

    def guest_of_badge(self, text: str, event_id: str) -> str:
        """The id of whoever has the badge with the scanned code; "" where it is nobody's."""
        scanned = read_code(text)
        code = read_badge_code(scanned.text) if scanned.kind is CodeKind.BADGE else None
        return "" if code is None else guest_of_badge(code, event_id, self._guests) or ""

    def find(self, query: str, limit: int = 8) -> tuple[FoundGuest, ...]:
        """The best matches for what is typed so far; none for nothing.

        Whoever typed a name in full finds that guest alone, and Enter lets them in. Who typed Jack
        alone finds John too, below the Jacks: either may stand at the door. Nobody sounds like a
        code, nor is called one.
        """
        matches = self._index.find(query, limit)
        if any(letter.isdigit() for letter in query):
            matches = [match for match in matches if match.by not in _UNLIKE]
        found = ((self.state(match.guest_id), match) for match in matches)
        return tuple(FoundGuest(state, match) for state, match in found if state is not None)

    def similar(self, name: str, limit: int = 5) -> tuple[GuestState, ...]:
        """Guests not yet in whose names are much alike: a walk-in may be one of them."""
        states = (self.state(one.guest_id) for one in self._index.similar(name, limit * 3))
        expected = [state for state in states if state is not None and not state.arrived]
        return tuple(expected[:limit])

    def walk_ins(self) -> tuple[GuestState, ...]:
        """Those added at the door who came in."""
        added = (g.id for g in self._guests.values() if g.origin is Origin.WALK_IN)
        states = (self.state(guest_id) for guest_id in added)
        return tuple(state for state in states if state is not None and state.arrived)
