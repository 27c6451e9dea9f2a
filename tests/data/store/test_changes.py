from data.guestlist.listing import ListedGuest
from data.store.changes import SHORT_LIST, changes_since, looked_up_to, page_after
from data.store.loads import Loading, compare
from data.walk_in import WalkIn, add_walk_in, join_walk_in
from tests.data.evening import Evening, listed


def rows(evening: Evening, count: int) -> list[ListedGuest]:
    return [listed(f"Guest {number}", secret=f"code{number:04d}") for number in range(count)]


def test_nothing_written_is_no_change(evening: Evening) -> None:
    evening.guest("Zoya")
    changes = changes_since(evening.file, looked_up_to(evening.file))
    assert (changes.states, changes.gone, changes.list_loaded) == ((), (), False)


def test_a_check_in_tells_of_the_guest_and_a_companion_of_the_host(evening: Evening) -> None:
    host = evening.guest("Jochen", companions_allowed=1)
    before = looked_up_to(evening.file)
    evening.admitted(host, party=2)
    changes = changes_since(evening.file, before)
    told = {state.guest.id: state for state in changes.states}
    assert len(told) == 2
    assert told[host.id].companions_in == 1
    assert changes_since(evening.file, changes.last_no).states == ()


def test_a_walk_in_who_is_somebody_else_is_gone(evening: Evening) -> None:
    guest = evening.guest("Zoya")
    at = evening.clock.now
    walk_in = add_walk_in(evening.file, WalkIn("Soya"), nonce=evening.nonce(), at=at)
    before = looked_up_to(evening.file)
    join_walk_in(evening.file, walk_in.id, guest.id, nonce=evening.nonce(), at=at)
    changes = changes_since(evening.file, before)
    assert changes.gone == (walk_in.id,)
    assert [state.guest.id for state in changes.states] == [guest.id]


def test_a_list_is_told_when_all_of_it_has_taken_effect_and_scans_meanwhile(
    evening: Evening,
) -> None:
    zoya = evening.guest("Zoya")
    before = looked_up_to(evening.file)
    loading = Loading(evening.file, compare(evening.file, rows(evening, SHORT_LIST + 1)))
    while loading.write_slice(7):
        pass
    assert not changes_since(evening.file, before).list_loaded
    loading.make_effective()
    evening.admitted(zoya)
    meanwhile = changes_since(evening.file, before)
    assert [state.arrived for state in meanwhile.states] == [True]
    assert not meanwhile.list_loaded
    while evening.file.settle_slice(7):
        pass
    assert changes_since(evening.file, meanwhile.last_no).list_loaded


def test_a_short_list_is_told_guest_by_guest_whatever_else_the_door_holds(
    evening: Evening,
) -> None:
    evening.load(*rows(evening, 200))
    before = looked_up_to(evening.file)
    changed = [listed("Renamed", secret="code0007"), listed("New", secret="new-code")]
    loading = Loading(evening.file, compare(evening.file, changed))
    loading.write_slice()
    between = evening.admitted("code0003").guest  # a door works between its rows and its marker
    loading.make_effective()
    while evening.file.settle_slice():
        pass
    changes = changes_since(evening.file, before)
    assert not changes.list_loaded
    assert {state.guest.name for state in changes.states} == {"Renamed", "New", between.name}
    assert changes_since(evening.file, changes.last_no).states == ()


def test_a_short_list_whose_rows_lie_far_apart_is_read_as_a_long_one(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    before = looked_up_to(evening.file)
    loading = Loading(evening.file, compare(evening.file, rows(evening, 2)))
    loading.write_slice()
    for _ in range(200):
        evening.scan(zoya)
    loading.make_effective()
    while evening.file.settle_slice():
        pass
    assert changes_since(evening.file, before).list_loaded


def test_a_list_that_is_longer_than_its_marker_says_is_read_as_a_long_one(evening: Evening) -> None:
    before = looked_up_to(evening.file)
    loading = Loading(evening.file, compare(evening.file, rows(evening, 200)))
    while loading.write_slice():
        pass
    loading.total = 1
    loading.make_effective()
    while evening.file.settle_slice():
        pass
    assert changes_since(evening.file, before).list_loaded


def test_pages_bring_everybody_once(evening: Evening) -> None:
    evening.load(*rows(evening, 25))
    seen: list[str] = []
    page = page_after(evening.file, "", 10)
    while page:
        seen += [state.guest.id for state in page]
        page = page_after(evening.file, seen[-1], 10)
    assert len(seen) == len(set(seen)) == 25


def test_looking_for_news_costs_the_same_beside_a_list_on_its_way(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    before = looked_up_to(evening.file)
    evening.admitted(zoya)
    alone = steps_to_look(evening, before)
    loading = Loading(evening.file, compare(evening.file, rows(evening, 2_000)))
    while loading.write_slice(500):
        pass
    assert steps_to_look(evening, before) <= 2 * alone
    loading.make_effective()
    evening.file.settle_slice(7)
    assert steps_to_look(evening, before) <= 2 * alone


def steps_to_look(evening: Evening, before: int) -> int:
    """How many steps of SQLite's machine a look for news takes."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    evening.file.connection.set_progress_handler(count, 1)
    changes_since(evening.file, before)
    evening.file.connection.set_progress_handler(None, 0)
    return steps
