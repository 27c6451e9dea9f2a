import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from data.attendance import counts
from data.errors import (
    MergeError,
    StoreDamaged,
    StoreError,
    StoreForeign,
    StoreTooNew,
    StoreUnavailable,
)
from data.guests import Device
from data.rehearsal import rehearsal_copy
from data.store.arriving import Received
from data.store.changes import changes_since, looked_up_to
from data.store.event_file import EventFile
from data.store.untouched import read_untouched
from data.sync.merge import Merged, Merging, OtherFile, merge, outlook
from tests.data.desks import desk, folded
from tests.data.evening import INFO, Evening, TestClock, listed


class Venue:
    """One laptop, and another to which the event was handed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = TestClock()
        self.one = desk(folder, 1, self.clock)
        self.one.load(*(listed(f"Guest {n}", secret=f"s{n}") for n in range(6)))
        path = folder / "handed.pennant"
        self.one.file.hand_over(path)
        device = Device("device-2", "Desk 2")
        file = EventFile.open(path, device, folder / "state-2", self.clock)
        self.other = Evening(file, self.clock, "other")

    def merge(self, into: Evening, path: Path) -> Merged:
        with OtherFile(path) as other:
            return merge(into.file, other, pause=lambda seconds: None)


@pytest.fixture
def venue(tmp_path: Path) -> Iterator[Venue]:
    venue = Venue(tmp_path)
    yield venue
    venue.one.file.close()
    venue.other.file.close()


def bytes_of(folder: Path, name: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob(f"{name}*") if path.is_file()}


def test_two_laptops_become_one_evening_whichever_takes_in_the_other(venue: Venue) -> None:
    venue.one.admitted("s0")
    venue.other.admitted("s1")
    venue.other.load(listed("Late", secret="late"))
    merged = venue.merge(venue.one, venue.other.path)
    assert merged.received.added == 4  # a check-in with its badge, a guest with the list's marker
    assert (merged.doubles, merged.gaps) == ((), ())
    assert counts(venue.one.file).arrived == 2
    venue.merge(venue.other, venue.one.path)
    assert folded(venue.other) == folded(venue.one)
    assert venue.one.admitted("late").guest.name == "Late"


def test_merging_again_changes_nothing(venue: Venue) -> None:
    venue.other.admitted("s1")
    venue.merge(venue.one, venue.other.path)
    rows, tables = venue.one.rows(), venue.one.tables()
    merged = venue.merge(venue.one, venue.other.path)
    assert merged.received == Received(0, venue.other.rows())
    assert (venue.one.rows(), venue.one.tables()) == (rows, tables)


def test_the_other_file_is_left_as_it_is(venue: Venue) -> None:
    venue.other.admitted("s1")
    venue.other.file.checkpoint()
    before = bytes_of(venue.folder, "handed.pennant")
    venue.merge(venue.one, venue.other.path)
    assert bytes_of(venue.folder, "handed.pennant") == before


def test_what_would_come_is_told_before_anything_is_written(venue: Venue) -> None:
    venue.one.admitted("s0")
    venue.one.admitted("s1")
    venue.other.admitted("s1")
    venue.other.admitted("s2")
    rows = venue.one.rows()
    with OtherFile(venue.other.path) as other:
        told = outlook(venue.one.file, other)
        assert venue.one.rows() == rows
        assert told.new == told.kinds["check_in"] + told.kinds["badge_wanted"] == 4
        assert told.devices == ("Desk 2",)
        (double,) = told.doubles
        assert double.guest.name == "Guest 1"
        merged = merge(venue.one.file, other)
    assert merged.received.added == 4
    assert [one.key for one in merged.doubles] == [double.key]
    with OtherFile(venue.other.path) as other:
        again = outlook(venue.one.file, other)
    assert (again.new, again.doubles) == (0, ())


def test_slices_leave_room_for_the_door(venue: Venue) -> None:
    venue.other.load(*(listed(f"More {n}", secret=f"m{n}") for n in range(40)))
    with OtherFile(venue.other.path) as other:
        merging = Merging(venue.one.file, other)
        number = 0
        while merging.take_slice(7):
            venue.one.scan(f"m{number}")
            number += 1
        merging.close()
        assert merging.done == merging.total
        assert number > 40 // 7
        assert merging.result().received.added == 41
    assert counts(venue.one.file).expected == 46


def test_what_comes_is_told_to_the_door_once(tmp_path: Path) -> None:
    here, there = desk(tmp_path, 1), desk(tmp_path, 2)
    codes = [f"s{number}" for number in range(120)]
    there.load(*(listed(f"Guest {code}", secret=code) for code in codes))
    for code in codes:
        there.admitted(code)
    there.file.close()
    told, last = 0, looked_up_to(here.file)
    with OtherFile(there.path) as other:
        merging = Merging(here.file, other)
        more = True
        while more:
            more = merging.take_slice(10)
            changes = changes_since(here.file, last)
            told, last = told + len(changes.states), changes.last_no
        merging.close()
    here.file.close()
    assert len(codes) <= told <= 2 * len(codes)


@pytest.mark.parametrize("slices", [1, 3, 6, 9])
def test_a_merge_cut_off_anywhere_goes_on_the_next_time(venue: Venue, slices: int) -> None:
    venue.other.load(*(listed(f"More {n}", secret=f"m{n}") for n in range(40)))
    venue.other.admitted("m7")
    with OtherFile(venue.other.path) as other:
        merging = Merging(venue.one.file, other)
        for _ in range(slices):
            merging.take_slice(8)
        merging.close()
    venue.merge(venue.one, venue.other.path)
    assert venue.one.state(venue.one.admitted("m8").guest).arrived
    venue.merge(venue.other, venue.one.path)
    assert folded(venue.one) == folded(venue.other)
    tables = venue.one.tables()
    venue.one.file.rebuild()
    assert venue.one.tables() == tables


def test_a_file_that_is_open_elsewhere_is_read_as_it_stands_now(venue: Venue) -> None:
    venue.other.admitted("s1")  # not in the bare file yet, but in its write-ahead log
    assert venue.merge(venue.one, venue.other.path).received.added == 2


def test_another_evening_is_refused(venue: Venue, tmp_path: Path) -> None:
    info = replace(INFO, event_id="018f0000-0000-7000-8000-00000000000f", name="Berlin")
    path = tmp_path / "berlin.pennant"
    EventFile.create(path, info, Device("d", "D"), tmp_path / "s", venue.clock).close()
    with pytest.raises(MergeError) as caught:
        venue.merge(venue.one, path)
    assert (caught.value.code, caught.value.values["other"]) == ("other_event", "Berlin")


def test_a_rehearsal_is_refused(venue: Venue, tmp_path: Path) -> None:
    path = tmp_path / "rehearsal.pennant"
    rehearsal_copy(venue.one.file, path, Device("d", "D"), tmp_path / "s", venue.clock.now).close()
    with pytest.raises(MergeError) as caught:
        venue.merge(venue.one, path)
    assert caught.value.code == "rehearsal"


def test_two_laptops_of_one_rehearsal_unite(venue: Venue, tmp_path: Path) -> None:
    path = tmp_path / "rehearsal.pennant"
    device = Device("d", "D")
    with rehearsal_copy(venue.one.file, path, device, tmp_path / "s", venue.clock.now) as rehearsal:
        rehearsal.hand_over(tmp_path / "second.pennant")
        assert venue.merge(Evening(rehearsal, venue.clock), tmp_path / "second.pennant")


def test_a_file_is_not_united_with_itself(venue: Venue, tmp_path: Path) -> None:
    link = tmp_path / "link.pennant"
    link.symlink_to(venue.one.path)
    for path in (venue.one.path, link):
        with pytest.raises(MergeError) as caught:
            venue.merge(venue.one, path)
        assert caught.value.code == "same_file"


def test_what_is_no_sound_event_file_is_refused_and_harms_nothing(
    venue: Venue, tmp_path: Path
) -> None:
    venue.other.file.checkpoint()
    whole = venue.other.path.read_bytes()
    newer = tmp_path / "newer.pennant"
    newer.write_bytes(whole)
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    broken = bytearray(whole)
    broken[4096:12288] = b"\xff" * 8192
    (tmp_path / "broken.pennant").write_bytes(broken)
    (tmp_path / "short.pennant").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.pennant").write_text("Zoya, Eric, Jochen and others")
    (tmp_path / "empty.pennant").touch()
    rows = venue.one.rows()
    for name, kind in (
        ("newer", StoreTooNew),
        ("broken", StoreDamaged),
        ("short", StoreDamaged),
        ("text", StoreForeign),
        ("empty", StoreForeign),
        ("missing", StoreUnavailable),
    ):
        with pytest.raises(kind):
            venue.merge(venue.one, tmp_path / f"{name}.pennant")
    assert venue.one.rows() == rows


@pytest.mark.parametrize("change", ["body = '{'", "at = 'soon'", "hlc = 9223372036854775807"])
def test_a_row_that_makes_no_sense_stops_the_merge_in_words(
    venue: Venue, tmp_path: Path, change: str
) -> None:
    venue.other.admitted("s1")
    venue.other.file.hand_over(tmp_path / "odd.pennant")
    connection = sqlite3.connect(tmp_path / "odd.pennant")
    connection.execute("DROP TRIGGER journal_is_never_updated")
    connection.execute(
        f"UPDATE journal SET {change} WHERE local_no = (SELECT max(local_no) FROM journal)"
    )
    connection.commit()
    connection.close()
    with pytest.raises(MergeError) as caught:
        venue.merge(venue.one, tmp_path / "odd.pennant")
    assert caught.value.code == "unsound_row"
    assert venue.one.refused("nobody")


def test_copies_of_files_that_were_read_are_not_left_lying_about(
    venue: Venue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "aside"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    venue.merge(venue.one, venue.other.path)
    venue.other.file.checkpoint()
    newer = tmp_path / "short.pennant"
    newer.write_bytes(venue.other.path.read_bytes()[:9000])
    with pytest.raises(StoreDamaged):
        OtherFile(newer)
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("what", ["sound", "newer", "broken", "short", "another"])
def test_nothing_is_left_beside_a_file_that_was_only_read(
    venue: Venue, tmp_path: Path, what: str
) -> None:
    venue.other.file.checkpoint()
    stick = tmp_path / "a stück"
    stick.mkdir()
    path = stick / "ü.pennant"
    whole = venue.other.path.read_bytes()  # in WAL mode, closed in order
    assert whole[18] == 2
    path.write_bytes(whole[:9000] if what == "short" else whole)
    if what == "broken":
        path.write_bytes(whole[:4096] + b"\xff" * 8192 + whole[12288:])
    if what in ("newer", "another"):
        connection = sqlite3.connect(path)
        connection.execute(
            "PRAGMA user_version = 999" if what == "newer" else "PRAGMA application_id = 7"
        )
        connection.close()
    before = path.read_bytes()
    if what == "sound":
        venue.merge(venue.one, path)
    else:
        with pytest.raises(StoreError):
            venue.merge(venue.one, path)
        with pytest.raises(StoreError):
            EventFile.open(path, Device("d", "D"), tmp_path / "s")
    assert [one.name for one in stick.iterdir()] == ["ü.pennant"]
    assert path.read_bytes() == before


def test_a_file_that_is_opened_while_it_is_read_is_read_again(venue: Venue, tmp_path: Path) -> None:
    path, desk_2 = tmp_path / "third.pennant", Device("device-3", "Desk 3")
    venue.other.file.hand_over(path)
    EventFile.open(path, desk_2, tmp_path / "state-3", venue.clock).close()
    opened: list[EventFile] = []

    def read(connection: sqlite3.Connection) -> int:
        (number,) = connection.execute("SELECT count(*) FROM journal").fetchone()
        if not opened:
            opened.append(EventFile.open(path, desk_2, tmp_path / "state-3", venue.clock))
            Evening(opened[0], venue.clock, "third").admitted("s1")
        return int(number)

    before = venue.other.rows()
    assert read_untouched(path, read) == before + 2  # a check-in with its badge
    opened[0].close()


def test_settings_that_only_the_other_laptop_has_come_along_and_the_rest_is_told(
    venue: Venue,
) -> None:
    here = replace(venue.one.file.info, capacity=None, walk_in_product="", name="Here")
    there = replace(here, capacity=300, walk_in_product="Basic", name="There", timezone="UTC")
    venue.one.file.change_info(replace(here, ticket_keys=("one",)))
    venue.other.file.change_info(replace(there, ticket_keys=("two",)))
    with OtherFile(venue.other.path) as other:
        told = outlook(venue.one.file, other)
    assert told.taken_over == ("capacity", "walk_in_product")
    assert told.different == ("name", "timezone")
    assert venue.one.file.info.capacity is None
    venue.merge(venue.one, venue.other.path)
    expected = replace(here, capacity=300, walk_in_product="Basic", ticket_keys=("one", "two"))
    assert venue.one.file.info == expected
    venue.merge(venue.one, venue.other.path)
    assert venue.one.file.info == expected
    venue.merge(venue.other, venue.one.path)
    assert (venue.other.file.info.name, venue.other.file.info.capacity) == ("There", 300)


def test_what_the_other_laptop_does_not_say_is_kept_without_a_word(venue: Venue) -> None:
    venue.one.file.change_info(replace(venue.one.file.info, capacity=300))
    venue.other.file.change_info(replace(venue.other.file.info, capacity=None))
    with OtherFile(venue.other.path) as other:
        told = outlook(venue.one.file, other)
    assert (told.taken_over, told.different) == ((), ())


@pytest.mark.parametrize("code", ["no_room", "no_room_aside"])
def test_no_disk_is_filled_with_what_does_not_fit(
    venue: Venue, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    venue.other.load(*(listed(f"More {n}", secret=f"m{n}") for n in range(40)))
    aside = code == "no_room_aside"

    def disk_usage(folder: Path) -> SimpleNamespace:
        is_aside = Path(folder).name.startswith("pennant-")
        return SimpleNamespace(free=1000 if is_aside == aside else 10**9)

    monkeypatch.setattr("data.sync.merge.shutil.disk_usage", disk_usage)
    rows = venue.one.rows()
    with pytest.raises(MergeError) as caught:
        venue.merge(venue.one, venue.other.path)
    assert caught.value.code == code
    assert venue.one.rows() == rows
    assert venue.one.admitted("s0")
