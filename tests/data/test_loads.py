from collections.abc import Callable
from pathlib import Path

import pytest

from data.admission import check_in
from data.attendance import counts, guest_states
from data.errors import StoreUnavailable
from data.guests import Admitted, Device, Reason, Refused, Scan, TicketStatus
from data.store.connection import CHECKPOINT_PAGES_BESIDE
from data.store.event_file import EventFile
from data.store.loads import Loading, compare, load
from data.store.settling import SLICE
from tests.data.evening import DEVICE, Evening, listed

ROWS = [listed(f"Guest {number}", secret=f"s{number}") for number in range(7)]


def names(evening: Evening) -> set[str]:
    return {state.guest.name for state in guest_states(evening.file)}


def test_a_list_loaded_again_adds_changes_and_marks(evening: Evening) -> None:
    evening.load(listed("Anna", external_id="1"), listed("Berta", external_id="2"))
    evening.load(
        listed("Anna B", external_id="1"),
        listed("Berta", external_id="2", status=TicketStatus.CANCELED),
        listed("Carla", external_id="3"),
    )
    assert names(evening) == {"Anna B", "Berta", "Carla"}
    assert counts(evening.file).canceled == 1


def test_a_list_loaded_again_changes_nothing(evening: Evening) -> None:
    rows = [listed("Anna"), listed("Anna"), listed("Anna", product="Basic"), *ROWS]
    evening.load(*rows)
    assert compare(evening.file, rows).unchanged == len(rows)


def test_what_happened_at_the_door_stays(evening: Evening) -> None:
    zoya = evening.guest("Zoya", external_id="1")
    evening.admitted(zoya)
    before = evening.state(zoya).entries
    evening.load(listed("Zoya", external_id="1", status=TicketStatus.CANCELED))
    assert evening.state(zoya).entries == before
    assert counts(evening.file).inside == 1


def test_a_list_cut_off_between_two_slices_has_no_effect(evening: Evening) -> None:
    loading = Loading(evening.file, compare(evening.file, ROWS))
    assert loading.write_slice(3)
    assert names(evening) == set()
    evening.file.rebuild()
    assert names(evening) == set()
    assert evening.reason("s0") is Reason.INVALID


def test_a_list_cut_off_is_forgotten_when_the_file_is_opened_again(
    evening: Evening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Loading(evening.file, compare(evening.file, ROWS)).write_slice(3)
    monkeypatch.setattr("data.store.sessions.is_alive", lambda pid: False)  # it was killed
    with EventFile.open(evening.path, DEVICE, tmp_path / "state", evening.clock) as again:
        for table in ("staged", "load"):
            (left,) = again.connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert left == 0


def test_a_list_forgotten_while_its_loader_goes_on_has_no_effect_and_its_loader_hears_of_it(
    evening: Evening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = compare(evening.file, ROWS)
    half, whole = Loading(evening.file, plan), Loading(evening.file, plan)
    half.write_slice(3)
    while whole.write_slice():
        pass
    monkeypatch.setattr("data.store.sessions.is_alive", lambda pid: False)  # thought to be killed
    with EventFile.open(evening.path, DEVICE, tmp_path / "state", evening.clock) as again:
        with pytest.raises(StoreUnavailable, match="locked"):
            half.write_slice()
        with pytest.raises(StoreUnavailable, match="locked"):
            whole.make_effective()
        assert again.connection.execute("SELECT count(*) FROM staged").fetchone() == (0,)
        again.rebuild()
    assert names(evening) == set()


def test_a_list_whose_loader_was_killed_after_the_marker_is_whole_when_opened(
    evening: Evening, tmp_path: Path
) -> None:
    loading = Loading(evening.file, compare(evening.file, ROWS))
    loading.write_slice()
    loading.make_effective()
    with EventFile.open(evening.path, DEVICE, tmp_path / "state", evening.clock) as again:
        assert counts(again).expected == len(ROWS)


def test_a_list_cancelled_leaves_nothing(evening: Evening) -> None:
    assert not load(evening.file, compare(evening.file, ROWS), cancelled=lambda: True)
    assert names(evening) == set()
    evening.file.rebuild()
    assert names(evening) == set()


def test_a_list_being_written_survives_a_rebuild(evening: Evening) -> None:
    loading = Loading(evening.file, compare(evening.file, ROWS))
    loading.write_slice(3)
    evening.file.rebuild()
    while loading.write_slice(3):
        pass
    loading.make_effective()
    assert len(names(evening)) == len(ROWS)


def test_a_scan_after_the_marker_finds_whoever_is_not_folded_yet(evening: Evening) -> None:
    zoya = evening.guest("Zoya", external_id="1", secret="old")
    rows = [*ROWS, listed("Zoya", external_id="1", secret="new")]
    loading = Loading(evening.file, compare(evening.file, rows))
    while loading.write_slice(3):
        assert evening.reason("s1") is Reason.INVALID
    loading.make_effective()
    assert evening.reason("old") is Reason.REVOKED
    assert evening.admitted("new").guest.id == zoya.id
    for number in range(7):
        assert evening.admitted(f"s{number}").guest.name == f"Guest {number}"
    while evening.file.settle_slice(3):
        pass
    assert counts(evening.file).arrived == 8


def test_a_guest_chosen_after_the_marker_is_found_too(evening: Evening) -> None:
    plan = compare(evening.file, ROWS)
    loading = Loading(evening.file, plan)
    loading.write_slice()
    loading.make_effective()
    scan = Scan("n", evening.clock.now, guest_id=plan.new[0].guest_id)
    assert isinstance(check_in(evening.file, scan), Admitted)


def test_two_laptops_that_load_the_same_list_agree(evening: Evening, tmp_path: Path) -> None:
    evening.file.hand_over(tmp_path / "other.pennant")
    device = Device("device-2", "Desk 2")
    with EventFile.open(tmp_path / "other.pennant", device, tmp_path / "s", evening.clock) as other:
        load(other, compare(other, ROWS))
        evening.load(*ROWS)
        assert guest_states(other) == guest_states(evening.file)


def test_slices_are_short_and_the_loader_waits_while_somebody_else_is_there(
    evening: Evening, tmp_path: Path
) -> None:
    pauses: list[float] = []
    load(evening.file, compare(evening.file, ROWS), pause=pauses.append)
    assert pauses == []
    more = [listed(f"More {number}") for number in range(600)]
    with EventFile.open(evening.path, DEVICE, tmp_path / "state", evening.clock):
        load(evening.file, compare(evening.file, more), pause=pauses.append)
    assert len(pauses) >= 2 * 3


def test_progress_goes_up_to_the_end(evening: Evening) -> None:
    seen: list[tuple[int, int]] = []
    plan = compare(evening.file, ROWS)
    load(evening.file, plan, progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (14, 14)


def test_a_refused_scan_before_the_list_keeps_its_answer_after_it(evening: Evening) -> None:
    first = evening.refused("s1", "n1")
    evening.load(*ROWS)
    again = evening.scan("s1", "n1")
    assert isinstance(again, Refused)
    assert again.reason is first.reason


def rows_a_transaction(file: EventFile, act: Callable[[], object]) -> list[int]:
    """How many rows each transaction of this connection wrote into the journal or the guests."""
    written: list[int] = []

    def note(statement: str) -> None:
        if statement.startswith("BEGIN"):
            written.append(0)
        elif statement.startswith(("INSERT INTO journal", "INSERT INTO guest ")):
            written[-1] += 1

    file.connection.set_trace_callback(note)
    act()
    file.connection.set_trace_callback(None)
    return written


def test_a_list_that_another_thread_loads_leaves_the_door_its_turns(evening: Evening) -> None:
    rows = [listed(f"Guest {number}", secret=f"s{number}") for number in range(550)]
    pauses: list[float] = []
    with evening.file.second() as second:
        plan = compare(second, rows)
        written = rows_a_transaction(second, lambda: load(second, plan, pause=pauses.append))
    assert sum(written) == 2 * len(rows) + 1
    assert max(written) == SLICE
    assert len(pauses) >= 2 * len(rows) / SLICE
    assert len(names(evening)) == len(rows)


def test_whoever_loads_beside_the_door_brings_it_into_the_file_in_time(
    evening: Evening, tmp_path: Path
) -> None:
    rows = [listed(f"Guest {number}", secret=f"s{number}") for number in range(1_500)]
    a_page = 4096 + 24  # in the WAL, with its header
    wal = evening.path.with_name(f"{evening.path.name}-wal")
    with EventFile.open(evening.path, DEVICE, tmp_path / "state", backup=False) as other:
        load(other, compare(other, rows), pause=lambda seconds: None)
        assert wal.stat().st_size < 1.5 * CHECKPOINT_PAGES_BESIDE * a_page
    with evening.file.second() as second:
        rows = [listed(f"Late {number}", secret=f"l{number}") for number in range(1_500)]
        load(second, compare(second, rows), pause=lambda seconds: None)
    assert wal.stat().st_size < 1.5 * CHECKPOINT_PAGES_BESIDE * a_page
