from hypothesis import given
from hypothesis import strategies as st

from data.search.vocabulary import Vocabulary

PAIRS = st.tuples(st.sampled_from(["a", "an", "ana", "b", "zo", "z"]), st.integers(0, 15))


@given(st.lists(st.tuples(st.booleans(), PAIRS), max_size=120), st.integers(0, 119))
def test_keys_added_and_discarded_are_found_by_their_beginnings(
    steps: list[tuple[bool, tuple[str, int]]], settle_at: int
) -> None:
    vocabulary = Vocabulary()
    kept: set[tuple[str, int]] = set()
    for at, (adds, (key, slot)) in enumerate(steps):
        if adds and (key, slot) not in kept:
            vocabulary.add(key, slot)
            kept.add((key, slot))
        elif not adds and (key, slot) in kept:
            vocabulary.discard(key, slot)
            kept.remove((key, slot))
        if at == settle_at:
            vocabulary.settle()
    for prefix in ("", "a", "an", "ana", "b", "z", "zo", "zoy"):
        assert vocabulary.beginning(prefix) == {s for k, s in kept if k.startswith(prefix)}
        assert vocabulary.has_beginning(prefix) == any(k.startswith(prefix) for k, _ in kept)
        assert sorted(vocabulary.exactly(prefix)) == sorted(s for k, s in kept if k == prefix)


def test_a_key_discarded_before_it_was_looked_for_and_added_again_is_there_once() -> None:
    vocabulary = Vocabulary()
    vocabulary.add("zoia", 1)
    vocabulary.discard("zoia", 1)
    vocabulary.add("zoia", 2)
    assert vocabulary.beginning("zo") == {2}
