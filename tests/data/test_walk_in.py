import pytest

from data.attendance import counts
from data.errors import UsageError
from data.guests import EventInfo, Origin, Payment, PaymentMethod
from data.walk_in import WalkIn, add_walk_in, join_walk_in, part_walk_in
from tests.data.evening import Evening


def test_a_walk_in_needs_only_a_name_and_has_the_events_product(evening: Evening) -> None:
    info = evening.file.info
    evening.file.change_info(EventInfo(info.event_id, info.name, walk_in_product="Basic"))
    guest = add_walk_in(evening.file, WalkIn("  Zoya  V. "), nonce="w", at=evening.clock.now)
    assert (guest.name, guest.product, guest.origin) == ("Zoya V.", "Basic", Origin.WALK_IN)
    evening.admitted(guest)
    assert counts(evening.file).walk_ins == 1


def test_the_same_nonce_adds_one_guest(evening: Evening) -> None:
    first = add_walk_in(evening.file, WalkIn("Zoya"), nonce="w", at=evening.clock.now)
    assert add_walk_in(evening.file, WalkIn("Zoya"), nonce="w", at=evening.clock.now) == first


def test_a_walk_in_without_a_name_is_no_walk_in(evening: Evening) -> None:
    with pytest.raises(UsageError, match="no_name"):
        add_walk_in(evening.file, WalkIn("  "), nonce="w", at=evening.clock.now)


def test_this_is_counts_the_entry_and_the_payment_for_the_listed_guest(evening: Evening) -> None:
    evening.product("Basic", 1000)
    now = evening.clock.now
    listed = evening.guest("Zoya Vinogradova", secret="s1", product="Basic")
    guest = add_walk_in(evening.file, WalkIn("Soja", product="Basic"), nonce="w", at=now)
    evening.admitted(guest, payment=Payment.whole(PaymentMethod.CASH))
    assert join_walk_in(evening.file, guest.id, listed.id, nonce="j", at=now) == listed
    state = evening.state(listed)
    assert (state.arrived, state.due_minor) == (True, 0)
    assert counts(evening.file).walk_ins == 0
    assert evening.refused("s1").guest == listed
    assert evening.refused(guest).guest == listed


def test_a_join_can_be_taken_back_once(evening: Evening) -> None:
    now = evening.clock.now
    listed = evening.guest("Zoya Vinogradova")
    guest = add_walk_in(evening.file, WalkIn("Soja"), nonce="w", at=now)
    evening.admitted(guest)
    join_walk_in(evening.file, guest.id, listed.id, nonce="j", at=now)
    for _ in range(2):
        assert part_walk_in(evening.file, guest.id, nonce="p", at=now) == guest
    assert not evening.state(listed).arrived
    assert evening.state(guest).arrived
    with pytest.raises(UsageError, match="not_joined"):
        part_walk_in(evening.file, guest.id, nonce="q", at=now)


def test_only_a_walk_in_and_somebody_on_the_list_are_joined(evening: Evening) -> None:
    now = evening.clock.now
    anna, berta = evening.guest("Anna"), evening.guest("Berta")
    one = add_walk_in(evening.file, WalkIn("One"), nonce="1", at=now)
    two = add_walk_in(evening.file, WalkIn("Two"), nonce="2", at=now)
    for first, second in ((anna, berta), (one, two)):
        with pytest.raises(UsageError, match="not_a_walk_in"):
            join_walk_in(evening.file, first.id, second.id, nonce="j", at=now)
    with pytest.raises(UsageError, match="unknown_guest"):
        join_walk_in(evening.file, "nobody", anna.id, nonce="j", at=now)


def test_two_who_both_came_in_are_two(evening: Evening) -> None:
    now = evening.clock.now
    listed = evening.guest("Zoya")
    guest = add_walk_in(evening.file, WalkIn("Soja"), nonce="w", at=now)
    evening.admitted(guest)
    evening.admitted(listed)
    with pytest.raises(UsageError, match="already_arrived"):
        join_walk_in(evening.file, guest.id, listed.id, nonce="j", at=now)
