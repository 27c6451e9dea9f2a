import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from data.attendance import guest_states
from data.editing import edit_guest
from data.errors import StoreUnavailable, UsageError
from data.export import DELIMITERS, HEADERS, export_attendance, neutral
from data.guestlist.read import read_file
from data.guests import Direction, Force, ForceReason, Payment, PaymentMethod, TicketStatus
from data.store.event_file import EventFile
from data.store.loads import compare, load
from data.walk_in import WalkIn, add_walk_in
from tests.data.evening import DEVICE, INFO, Evening, TestClock, listed

AT_NINE = datetime(2026, 6, 1, 19, 0, 5, tzinfo=UTC)  # 21:00:05 in Berlin


def table(out: Path, delimiter: str = ",") -> dict[str, dict[str, str]]:
    text = out.read_bytes().decode("utf-8-sig")
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    return {line["Name"]: line for line in lines}


@pytest.fixture
def played(evening: Evening) -> Evening:
    """Somebody of every kind."""
    evening.product("Basic", 1000)
    cash = Payment.whole(PaymentMethod.CASH)
    evening.load(
        listed("Zoya", secret="s1", product="Basic", countries=("DE", "RU"), email="z@example.org"),
        listed("Дмитрий", product="Albatross", note='says "hi"; and, more', external_id="=7+1"),
        listed("=cmd()", paid=True, countries=("FR",), countries_guessed=True, language="fr"),
        listed("Signed off", status=TicketStatus.CANCELED, due_minor=1500),
        listed("Host", companions_allowed=2),
        listed("Anna"),
        listed("Anna"),
        listed("Never came", product="Basic"),
    )
    evening.admitted("s1", at=AT_NINE, payment=cash)
    by_name = {line.guest.name: line.guest for line in guest_states(evening.file)}
    evening.annulled(evening.admitted(by_name["Дмитрий"], at=AT_NINE).nonce, at=AT_NINE)
    evening.admitted(by_name["Дмитрий"], at=AT_NINE, late=True)
    evening.admitted(by_name["Signed off"], force=Force(ForceReason.KNOWN), payment=cash)
    evening.admitted(by_name["Host"], party=3, companion_names=("Eric",))
    evening.admitted(by_name["Host"], direction=Direction.EXIT, at=AT_NINE)
    walk_in = add_walk_in(evening.file, WalkIn("Nguyễn Thị Hồng"), nonce="w", at=evening.clock.now)
    evening.admitted(walk_in)
    edit_guest(
        evening.file, by_name["Zoya"].id, {"badge_name": "Zoya V."}, nonce="e", at=evening.clock.now
    )
    return evening


@pytest.fixture
def other_evening(tmp_path: Path) -> Iterator[Evening]:
    """Another event of another day."""
    clock = TestClock()
    info = replace(INFO, event_id="018f0000-0000-7000-8000-00000000000f", name="Next month")
    with EventFile.create(tmp_path / "next.pennant", info, DEVICE, tmp_path / "s", clock) as file:
        yield Evening(file, clock)


def test_a_csv_opens_right_in_every_excel(played: Evening, tmp_path: Path) -> None:
    out = tmp_path / "attendance.csv"
    assert export_attendance(played.file, out) == 11
    content = out.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.splitlines(keepends=True)[0].endswith(b"\r\n")
    assert content.decode("utf-8-sig").split("\r\n")[0] == ",".join(HEADERS)


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_every_delimiter_gives_the_same_table(
    played: Evening, tmp_path: Path, delimiter: str
) -> None:
    export_attendance(played.file, tmp_path / "a.csv")
    export_attendance(played.file, tmp_path / "b.csv", delimiter=delimiter)
    assert table(tmp_path / "b.csv", delimiter) == table(tmp_path / "a.csv")


def test_each_guest_is_told_with_what_happened(played: Evening, tmp_path: Path) -> None:
    export_attendance(played.file, tmp_path / "a.csv")
    lines = table(tmp_path / "a.csv")
    zoya = lines["Zoya"]
    assert zoya["Arrived at"] == "2026-06-01 21:00:05"
    assert (zoya["Attendance"], zoya["Nationality"], zoya["Device"]) == (
        "inside",
        "DE/RU",
        "Desk 1",
    )
    assert (zoya["Paid at the door"], zoya["Payment"]) == ("10.00", "cash 10.00 EUR")
    dmitri = lines["Дмитрий"]
    assert dmitri["Arrived at"] == "2026-06-01 21:00:05 (entered later)"
    assert dmitri["Annulled"] == (
        "in 2026-06-01 21:00:05 by Desk 1, taken back 2026-06-01 21:00:05"
    )
    assert (lines["Signed off"]["Status"], lines["Signed off"]["Forced"]) == (
        "canceled",
        "canceled",
    )
    assert (lines["Host"]["Attendance"], lines["Host"]["Companions in"]) == ("left", "2")
    assert lines["Host"]["Exit at"] == "2026-06-01 21:00:05"
    assert lines["Eric"]["Host"] == "Host"
    assert lines["Nguyễn Thị Hồng"]["Walk-in"] == "yes"


def test_a_no_show_is_who_was_expected_and_never_came(played: Evening, tmp_path: Path) -> None:
    export_attendance(played.file, tmp_path / "a.csv")
    no_shows = {name for name, line in table(tmp_path / "a.csv").items() if line["No-show"]}
    assert no_shows == {"Never came", "Anna", "'=cmd()"}
    assert table(tmp_path / "a.csv")["Never came"]["Still due"] == "10.00"


@pytest.mark.parametrize("cell", ["=1+1", "+49 30 1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"
    assert neutral(f"x{cell}") == f"x{cell}"


def test_a_workbook_has_the_same_table(played: Evening, tmp_path: Path) -> None:
    export_attendance(played.file, tmp_path / "a.csv")
    export_attendance(played.file, tmp_path / "a.xlsx")
    head, *lines = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
    assert head == list(HEADERS)
    names = [str(line[1]) for line in lines]
    text = (tmp_path / "a.csv").read_bytes().decode("utf-8-sig")
    assert names == [row[1] for row in csv.reader(io.StringIO(text, newline=""))][1:]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_an_export_loaded_again_changes_nobody(played: Evening, tmp_path: Path, name: str) -> None:
    rows = export_attendance(played.file, tmp_path / name)
    read = read_file(tmp_path / name)
    assert read.source == "pennant"
    assert read.skipped == ()
    plan = compare(played.file, read.guests)
    assert (plan.new, plan.changed, plan.unchanged) == ((), (), rows)


def test_companions_without_a_name_do_not_come_along_into_another_event(
    played: Evening, other_evening: Evening, tmp_path: Path
) -> None:
    rows = export_attendance(played.file, tmp_path / "a.csv")
    read = read_file(tmp_path / "a.csv")
    plan = compare(other_evening.file, read.guests)
    assert (len(plan.new), plan.unchanged) == (rows - 1, 0)
    assert all(one.values["name"] and "#" not in str(one.values["name"]) for one in plan.new)
    load(other_evening.file, plan)
    again = compare(other_evening.file, read.guests)
    assert (again.new, again.changed, again.unchanged) == ((), (), rows - 1)


def test_a_companion_or_walk_in_taken_back_is_neither_expected_nor_due(
    evening: Evening, tmp_path: Path
) -> None:
    evening.product("Basic", 1000)
    evening.load(listed("Host", companions_allowed=1, product="Basic"))
    cash = Payment.whole(PaymentMethod.CASH)
    host = evening.everybody()[0]
    evening.annulled(evening.admitted(host, party=2, companion_names=("Eric",), payment=cash).nonce)
    told = WalkIn("Sasha", product="Basic")
    walk_in = add_walk_in(evening.file, told, nonce="w", at=evening.clock.now)
    waiting = add_walk_in(evening.file, WalkIn("Waits", product="Basic"), nonce="v", at=AT_NINE)
    evening.annulled(evening.admitted(walk_in, payment=cash).nonce)
    assert waiting
    export_attendance(evening.file, tmp_path / "a.csv")
    lines = table(tmp_path / "a.csv")
    said = {name: (line["Attendance"], line["Still due"]) for name, line in lines.items()}
    assert said == {
        "Eric": ("taken back", ""),
        "Host": ("no-show", "10.00"),
        "Sasha": ("taken back", ""),
        "Waits": ("expected", "10.00"),
    }
    assert lines["Eric"]["Annulled"]


def test_times_are_told_beyond_doubt_in_the_night_when_clocks_are_put_back(
    evening: Evening, tmp_path: Path
) -> None:
    evening.load(listed("Anna"), listed("Berta"))
    anna, berta = sorted(evening.everybody(), key=lambda guest: guest.name)
    evening.admitted(anna, at=datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    evening.admitted(berta, at=datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    evening.admitted(
        berta, direction=Direction.EXIT, at=datetime(2026, 10, 25, 1, 40, 0, 5, tzinfo=UTC)
    )
    export_attendance(evening.file, tmp_path / "a.csv")
    lines = table(tmp_path / "a.csv")
    assert lines["Anna"]["Arrived at"] == lines["Berta"]["Arrived at"] == "2026-10-25 02:30:00"
    assert lines["Anna"]["Arrived at (UTC)"] == "2026-10-25T00:30:00Z"
    assert lines["Berta"]["Arrived at (UTC)"] == "2026-10-25T01:30:00Z"
    assert (lines["Anna"]["Exit at (UTC)"], lines["Berta"]["Exit at (UTC)"]) == (
        "",
        "2026-10-25T01:40:00Z",
    )


def test_another_ending_or_delimiter_is_refused(evening: Evening, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="export_format"):
        export_attendance(evening.file, tmp_path / "a.pdf")
    with pytest.raises(UsageError, match="export_delimiter"):
        export_attendance(evening.file, tmp_path / "a.csv", delimiter="x")
    assert not (tmp_path / "a.csv").exists()


def test_an_export_that_cannot_be_written_leaves_the_old_one(
    played: Evening, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(StoreUnavailable, match="export_unwritable"):
        export_attendance(played.file, tmp_path / "a.csv")
    assert not (tmp_path / "a.csv.part").exists()
    with pytest.raises(StoreUnavailable):
        export_attendance(played.file, tmp_path / "no" / "a.csv")
