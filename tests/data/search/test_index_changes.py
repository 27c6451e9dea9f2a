from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from data.guests import Guest
from data.search import GuestIndex

IDS = st.sampled_from([str(number) for number in range(6)])
NAMES = st.lists(
    st.sampled_from(["Anna", "Ana", "Müller", "Зоя", "Zoya", "王小明", "O'Brien", "Anna-Lena"]),
    min_size=1,
    max_size=3,
).map(" ".join)
QUERIES = ("a", "an", "anna", "muel", "зоя", "zoya a", "xiao", "brien", "lena an", "anna anna")


class ChangingIndex(RuleBasedStateMachine):
    """An index changed step by step answers like one made afresh from the same guests."""

    def __init__(self) -> None:
        super().__init__()
        self.index = GuestIndex()
        self.guests: dict[str, tuple[Guest, int]] = {}

    @rule(guest_id=IDS, name=NAMES, rank=st.integers(0, 2))
    def put(self, guest_id: str, name: str, rank: int) -> None:
        guest = Guest(guest_id, name, email=f"{guest_id}@example.org", company="Anna & Co")
        self.index.put(guest, rank)
        self.guests[guest_id] = (guest, rank)

    @rule(guest_id=IDS)
    def remove(self, guest_id: str) -> None:
        self.index.remove(guest_id)
        self.guests.pop(guest_id, None)

    @rule(guest_id=IDS, rank=st.integers(0, 2))
    def set_rank(self, guest_id: str, rank: int) -> None:
        self.index.set_rank(guest_id, rank)
        if guest_id in self.guests:
            self.guests[guest_id] = (self.guests[guest_id][0], rank)

    @invariant()
    def answers_like_a_fresh_index(self) -> None:
        fresh = GuestIndex()
        for guest, rank in self.guests.values():
            fresh.put(guest, rank)
        fresh.settle()
        assert len(self.index) == len(fresh)
        for query in QUERIES:
            assert self.index.find(query, limit=4) == fresh.find(query, limit=4)


TestChangingIndex = ChangingIndex.TestCase
TestChangingIndex.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
