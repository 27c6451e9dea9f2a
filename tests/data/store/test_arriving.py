import json
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.attendance import latest
from data.editing import edit_guest
from data.errors import MergeError
from data.guests import Device, Direction, Payment, PaymentMethod
from data.store.arriving import gaps
from data.store.changes import changes_since, looked_up_to
from data.store.event_file import EventFile
from data.store.journal import Kind
from data.store.loads import Loading, compare
from data.store.prints import (
    PrintState,
    ask_for_badge,
    note_badge,
    own_up_to_unknown,
    take_badge,
    taken_badges,
    waiting_badges,
)
from data.store.shared_rows import SharedRow, shared_rows
from tests.data.desks import all_rows, bring, desk, exchange, folded
from tests.data.evening import INFO, Evening, TestClock, listed
from tests.data.store.test_projections import play

CASH = Payment.whole(PaymentMethod.CASH)


def test_what_one_desk_did_stands_at_the_other(tmp_path: Path) -> None:
    with desk(tmp_path, 1).file as a, desk(tmp_path, 2).file as b:
        here, there = Evening(a, TestClock(), "here"), Evening(b, TestClock(), "there")
        play(here)
        bring(there, all_rows(here))
        assert folded(there) == folded(here)
        assert all_rows(there) == all_rows(here)
        names = {arrival.device_name for arrival in latest(b)}
        assert names == {"Desk 1"}


def test_a_row_survives_its_journey_as_json(evening: Evening) -> None:
    play(evening)
    for row in all_rows(evening):
        assert SharedRow.from_json(json.loads(json.dumps(row.to_json()))) == row


def test_rows_are_read_in_pages_and_own_ones_alone(tmp_path: Path) -> None:
    with desk(tmp_path, 1).file as a, desk(tmp_path, 2).file as b:
        here, there = Evening(a, TestClock(), "here"), Evening(b, TestClock(), "there")
        here.guest("Zoya")
        there.guest("Eric")
        bring(there, all_rows(here))
        rows, number = shared_rows(b.connection, limit=2)
        assert [row.writer_seq for row in rows] == [1, 2]
        assert shared_rows(b.connection, number)[0] == all_rows(there)[2:]
        assert {row.device_id for row in shared_rows(b.connection, own=True)[0]} == {"device-2"}
        assert shared_rows(b.connection, 10**6) == ([], 10**6)


class Doors:
    """Several desks that act apart, their rows brought about in whatever order."""

    def __init__(self, folder: Path, count: int) -> None:
        self.clock = TestClock()
        self.desks = [desk(folder, number, self.clock) for number in range(count)]
        first = self.desks[0]
        first.product("Basic", 1000)
        for number in range(4):
            first.guest(f"Guest {number}", external_id=str(number), product="Basic")
        for one in self.desks[1:]:
            bring(one, all_rows(first))

    def act(self, who: Evening, what: str, number: int) -> None:
        guests = sorted(who.tables()["guest"])
        guest_id = str(guests[number % len(guests)][0])
        file, at = who.file, self.clock.now
        guest = next(s for s in who.everybody() if s.id == guest_id)
        match what:
            case "in":
                who.scan(guest, payment=CASH)
            case "out":
                who.scan(guest, direction=Direction.EXIT)
            case "undo":
                arrivals = latest(file)
                if arrivals:
                    who.annul(arrivals[number % len(arrivals)].nonce)
            case "edit":
                changes = {"badge_name": f"{who.name} {number}", "product": f"P{number % 3}"}
                edit_guest(file, guest.id, changes, nonce=who.nonce(), at=at)
            case "list":
                name = f"{guest.name} by {who.name}"
                who.load(listed(name, external_id=guest.external_id or "new", note=name))
            case "product":
                who.product("basic", number * 100)
            case "print":
                print_id = ask_for_badge(file, guest.id, at)
                take_badge(file, print_id, who.name, at)
                note_badge(file, print_id, list(PrintState)[2 + number % 5], at)
            case _:
                raise AssertionError(what)


ACTS = st.tuples(
    st.integers(0, 3),
    st.sampled_from(["in", "in", "in", "out", "undo", "edit", "list", "product", "print"]),
    st.integers(0, 7),
)


@given(data=st.data(), count=st.integers(2, 4), stopped=st.booleans())
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_split_delivered_in_any_order_and_repeated_folds_to_the_same(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, count: int, stopped: bool
) -> None:
    doors = Doors(tmp_path_factory.mktemp("doors"), count)
    for number, what, guest in data.draw(st.lists(ACTS, max_size=14)):
        if stopped:
            doors.clock.now -= timedelta(milliseconds=3)  # clocks that stamp alike
        who = doors.desks[number % count]
        doors.act(who, what, guest)
        if guest == 7:
            bring(doors.desks[(number + 1) % count], all_rows(who))
    together = [row for one in doors.desks for row in all_rows(one)]
    for one in doors.desks:
        order = data.draw(st.permutations(together))
        cut = data.draw(st.integers(0, len(order)))
        for part in (order[:cut], order[cut // 2 :]):
            bring(one, part)
    results = []
    for one in doors.desks:
        found = one.tables()
        one.file.rebuild()
        assert one.tables() == found
        assert gaps(one.file.connection) == []
        results.append(folded(one))
        one.file.close()
    for result in results[1:]:
        assert result == results[0]


def test_rows_that_come_again_change_nothing(tmp_path: Path) -> None:
    with desk(tmp_path, 1).file as a, desk(tmp_path, 2).file as b:
        here, there = Evening(a, TestClock(), "here"), Evening(b, TestClock(), "there")
        play(here)
        rows = all_rows(here)
        assert b.receive(rows).added == len(rows)
        again = b.receive(rows[:7] + rows[:7])
        assert (again.added, again.known) == (0, 14)
        assert there.rows() == len(rows)


def test_rows_missing_in_between_are_named(tmp_path: Path) -> None:
    with desk(tmp_path, 1).file as a, desk(tmp_path, 2).file as b:
        here = Evening(a, TestClock(), "here")
        for name in ("Zoya", "Eric", "Jochen"):
            here.product(name)
        rows = all_rows(here)
        b.receive([rows[2]])
        (gap,) = gaps(b.connection)
        assert (gap.device_name, gap.missing) == ("Desk 1", 2)
        b.receive(rows)
        assert gaps(b.connection) == []


def test_a_number_used_by_two_laptops_is_refused_and_nothing_is_kept(tmp_path: Path) -> None:
    with desk(tmp_path, 1).file as a, desk(tmp_path, 2).file as b:
        here, there = Evening(a, TestClock(), "here"), Evening(b, TestClock(), "there")
        here.product("Basic")
        here.product("Press")
        first, second = all_rows(here)
        b.receive([first])
        twin = replace(first, id="another")
        moved = replace(first, writer_seq=9)
        for rows in ([second, twin], [moved, second], [second, first, twin], [moved, first]):
            with pytest.raises(MergeError) as caught:
                b.receive(rows)
            assert caught.value.code == "sequence_used_twice"
        assert there.rows() == 1


def test_a_list_from_elsewhere_counts_whole_or_not_at_all(tmp_path: Path) -> None:
    with desk(tmp_path, 1).file as a, desk(tmp_path, 2).file as b:
        here, there = Evening(a, TestClock(), "here"), Evening(b, TestClock(), "there")
        loading = Loading(a, compare(a, [listed(f"Guest {n}", secret=f"s{n}") for n in range(9)]))
        while loading.write_slice(4):
            pass
        unfinished = all_rows(here)
        bring(there, unfinished)
        assert there.tables()["guest"] == []
        EventFile.open(b.path, b.device, tmp_path / "state").close()  # a restart forgets nothing
        before = looked_up_to(b)
        loading.make_effective()
        while a.settle_slice():
            pass
        assert b.receive(all_rows(here)).unsettled
        assert there.admitted("s4").guest.name == "Guest 4"
        while b.settle_slice():
            pass
        told = {state.guest.id for state in changes_since(b, before).states}
        assert told == {guest_id for guest_id, *_ in there.tables()["guest"]}
        assert len(there.tables()["guest"]) == 9


def test_a_row_of_a_list_that_comes_after_all_others_is_told(tmp_path: Path) -> None:
    with desk(tmp_path, 1).file as a, desk(tmp_path, 2).file as b:
        here, there = Evening(a, TestClock(), "here"), Evening(b, TestClock(), "there")
        guest = here.guest("Zoya")
        rows = all_rows(here)
        bring(there, [row for row in rows if row.guest_id is None])
        before = looked_up_to(b)
        bring(there, rows)
        assert [state.guest for state in changes_since(b, before).states] == [guest]


def test_a_copy_made_while_a_list_was_loading_gets_the_whole_of_it(tmp_path: Path) -> None:
    clock = TestClock()
    here = desk(tmp_path, 1, clock)
    loading = Loading(
        here.file, compare(here.file, [listed(f"Guest {n}", secret=f"s{n}") for n in range(9)])
    )
    loading.write_slice(4)
    here.file.hand_over(tmp_path / "copy.pennant")
    while loading.write_slice(4):
        pass
    loading.make_effective()
    while here.file.settle_slice():
        pass
    other = Device("device-2", "Desk 2")
    with EventFile.open(tmp_path / "copy.pennant", other, tmp_path / "s2", clock) as copy:
        there = Evening(copy, clock, "there")
        bring(there, all_rows(here))
        assert folded(there)["guest"] == folded(here)["guest"]
    here.file.close()


def test_badges_from_elsewhere_never_wait_here_even_at_a_twin(tmp_path: Path) -> None:
    clock = TestClock()
    here = desk(tmp_path, 1, clock)
    zoya = here.guest("Zoya")
    here.admitted(zoya)
    twin = EventFile.create(tmp_path / "t.pennant", INFO, here.file.device, tmp_path / "t", clock)
    bring(Evening(twin, clock, "twin"), all_rows(here))
    assert waiting_badges(twin) == []
    own = ask_for_badge(twin, zoya.id, clock.now)
    assert [one.id for one in waiting_badges(twin)] == [own]
    (waiting,) = waiting_badges(here.file)
    take_badge(here.file, waiting.id, "Printer", clock.now)
    here.file.hand_over(tmp_path / "copy.pennant")
    bring(Evening(twin, clock, "twin"), all_rows(here))
    with EventFile.open(tmp_path / "copy.pennant", here.file.device, tmp_path / "c") as copy:
        for other in (twin, copy):
            assert taken_badges(other) == []
            assert own_up_to_unknown(other, clock.now) == 0
    assert len(taken_badges(here.file)) == 1
    twin.close()
    here.file.close()


def test_what_is_written_after_rows_of_a_fast_clock_counts_later(tmp_path: Path) -> None:
    fast = TestClock()
    fast.now += timedelta(days=1)
    with desk(tmp_path, 1).file as a, desk(tmp_path, 2, fast).file as b:
        here, there = Evening(a, TestClock(), "here"), Evening(b, fast, "there")
        guest = there.guest("Zoya")
        edit_guest(b, guest.id, {"badge_name": "Z"}, nonce="e1", at=fast.now)
        rows = all_rows(there)
        bring(here, [*rows[-1:], *rows[:-1]])  # the latest stamp comes first
        edit_guest(a, guest.id, {"badge_name": "Zoyka"}, nonce="e2", at=here.clock.now)
        exchange(here, there)
        assert there.state(guest).guest.badge_name == "Zoyka"


@pytest.mark.parametrize(
    "change",
    [
        {"kind": Kind.PAYMENT, "body": {"method": "shells", "amount_minor": 1, "waived_minor": 0}},
        {"kind": Kind.PAYMENT, "body": {}},
        {"kind": Kind.CHECK_IN, "nonce": None},
        {"kind": Kind.CHECK_IN, "guest_id": None},
        {"kind": Kind.CHECK_IN, "body": {"lifted": 7}},
        {"kind": Kind.EXIT, "target": None},
        {"kind": Kind.ANNUL, "target": None},
        {"kind": Kind.PRODUCT_PUT, "body": {"name": 7}},
        {"kind": Kind.GUEST_PUT, "body": {"by": "door", "set": {"status": "asleep"}}},
        {"kind": Kind.GUEST_PUT, "body": {"set": {"due_minor": "ten"}, "by": "door"}},
        {"kind": Kind.GUEST_PUT, "body": {"by": "door", "set": {"status": ["valid"]}}},
        {"kind": Kind.GUEST_PUT, "body": {"by": "door", "set": {"origin": {}}}},
        {"kind": Kind.PAYMENT, "body": {"method": [], "amount_minor": 1, "waived_minor": 0}},
        {"kind": Kind.GUEST_PUT, "body": {"set": []}},
        {"kind": Kind.GUEST_PUT, "personal": {"name": 7}},
        {"kind": Kind.BADGE_WANTED, "guest_id": None},
        {"kind": Kind.MARKER, "body": {"load": 7}},
        {"kind": "dance", "body": {"x": 1}},
    ],
)
def test_what_makes_no_sense_here_is_kept_and_harms_nothing(
    evening: Evening, change: dict[str, object]
) -> None:
    zoya = evening.guest("Zoya", email="zoya@example.org")
    evening.admitted(zoya)
    before = evening.tables()
    odd = replace(
        all_rows(evening)[-1], id="odd", writer_id="other", writer_seq=1, device_id="other"
    )
    values: dict[str, object] = {"guest_id": zoya.id, "hlc": odd.hlc + 1} | change
    bring(evening, [replace(odd, **values)])  # type: ignore[arg-type]
    assert evening.tables() == before
    evening.file.rebuild()
    assert evening.tables() == before
    assert evening.state(zoya).arrived
    assert all_rows(evening)[-1].id == "odd"


@pytest.mark.parametrize(
    "change",
    [
        {"id": 7}, {"id": ""}, {"id": "x" * 65}, {"writer_seq": 0}, {"writer_seq": 2**70},
        {"hlc": 2**63}, {"hlc": -1}, {"at": "yesterday"}, {"at": "2026-06-01T18:00:00"},
        {"body": []}, {"personal": {"name": "\ud800"}}, {"mode": "rumour"}, {"v": True},
        {"kind": None}, {"gate": 3},
    ],
)  # fmt: skip
def test_a_row_that_is_none_is_refused(evening: Evening, change: dict[str, object]) -> None:
    evening.product("Basic")
    told = all_rows(evening)[0].to_json() | change
    with pytest.raises(MergeError) as caught:
        SharedRow.from_json(told)
    assert caught.value.code == "unsound_row"
    assert caught.value.values["field"] in change


def test_a_file_of_the_first_version_opens_and_receives(tmp_path: Path) -> None:
    from data.store import schema

    old = tmp_path / "old.pennant"
    with desk(tmp_path, 1).file as new:
        Evening(new, TestClock(), "new").guest("Zoya")
        rows = shared_rows(new.connection)[0]
    connection = sqlite3.connect(old, isolation_level=None)
    schema.MIGRATIONS[0](connection)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.execute(
        "INSERT INTO event VALUES (1, ?, 'Old', '', 'UTC', 'EUR', NULL, '', '', 0, NULL)",
        (INFO.event_id,),
    )
    connection.close()
    device = Device("device-2", "Desk 2")
    with EventFile.open(old, device, tmp_path / "state") as file:
        bring(Evening(file, TestClock(), "old"), rows)
        assert [g.name for g in Evening(file, TestClock(), "old").everybody()] == ["Zoya"]


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize(
    "change",
    [
        {"body": {"load": "l", "set": []}},
        {"body": {"load": "l", "set": "all"}},
        {"body": {"load": ["l"], "set": {}}},
        {"body": {"load": "l", "by": "list", "set": {}}, "personal": {"secret": ["s"]}},
    ],
)
def test_an_odd_row_of_a_list_does_not_keep_the_list_from_counting(
    evening: Evening, change: dict[str, object], late: bool
) -> None:
    zoya = evening.guest("Zoya")
    base = replace(
        all_rows(evening)[-1], id="odd", writer_id="other", writer_seq=1, guest_id="somebody",
        kind=Kind.GUEST_PUT, personal={},
    )  # fmt: skip
    odd = replace(base, **change)  # type: ignore[arg-type]
    marker = replace(base, id="mark", writer_seq=2, kind=Kind.MARKER, body={"load": "l"})
    bring(evening, [marker] if late else [odd])
    bring(evening, [odd] if late else [marker])
    evening.admitted(zoya)
    evening.file.rebuild()
    assert evening.state(zoya).arrived
    assert {"odd", "mark"} <= {row.id for row in all_rows(evening)}
