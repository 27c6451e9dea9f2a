import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from data.attendance import counts
from data.errors import (
    StoreDamaged,
    StoreError,
    StoreExists,
    StoreForeign,
    StoreTooNew,
    StoreUnavailable,
)
from data.guests import Device
from data.store import connection as opening
from data.store.backup import KEPT, backups
from data.store.event_file import EventFile
from data.store.schema import APPLICATION_ID, VERSION
from tests.data.evening import DEVICE, INFO, Evening, TestClock, listed

ROOT = Path(__file__).parents[3]


@pytest.fixture
def path(tmp_path: Path, clock: TestClock) -> Path:
    """A closed event file with some guests."""
    path = tmp_path / "party.pennant"
    with EventFile.create(path, INFO, DEVICE, tmp_path / "state", clock) as file:
        Evening(file, clock).load(*(listed(f"Guest {n}", secret=f"s{n}") for n in range(200)))
    return path


@contextmanager
def reopened(
    path: Path, clock: TestClock, state: str = "state", device: Device = DEVICE
) -> Iterator[Evening]:
    with EventFile.open(path, device, path.parent / state, clock) as file:
        yield Evening(file, clock)


def writer(evening: Evening) -> str:
    (writer_id,) = evening.file.connection.execute("SELECT writer_id FROM event").fetchone()
    return str(writer_id)


def refuses(path: Path, clock: TestClock, error: type[StoreError], code: str) -> None:
    """Opening says why not, and the file is what it was."""
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(error, match=code):
        EventFile.open(path, DEVICE, path.parent / "state", clock)
    assert (path.read_bytes() if path.exists() else None) == before
    assert backups(path) == []


def test_a_new_event_is_marked_as_ours(evening: Evening) -> None:
    for pragma, value in (
        ("application_id", APPLICATION_ID), ("user_version", VERSION), ("journal_mode", "wal"),
        ("synchronous", 2),
    ):  # fmt: skip
        assert evening.file.connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)
    strict = evening.file.connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' "
        "AND NOT strict"
    ).fetchall()
    assert strict == []


def test_a_file_of_a_later_version_is_left_alone(path: Path, clock: TestClock) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    refuses(path, clock, StoreTooNew, "too_new")


def test_a_damaged_file_is_left_alone(path: Path, clock: TestClock) -> None:
    content = bytearray(path.read_bytes())
    for place in range(4096, len(content), 4096):
        content[place : place + 64] = bytes(byte ^ 0xFF for byte in content[place : place + 64])
    path.write_bytes(content)
    refuses(path, clock, StoreDamaged, "damaged")


def test_a_file_cut_short_is_left_alone(path: Path, clock: TestClock) -> None:
    path.write_bytes(path.read_bytes()[: 4096 * 7 + 100])
    refuses(path, clock, StoreDamaged, "damaged")


def test_a_file_of_another_program_is_left_alone(tmp_path: Path, clock: TestClock) -> None:
    path = tmp_path / "other.pennant"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    refuses(path, clock, StoreForeign, "foreign")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"Name,Country\nZoya,RU\n", "foreign"), (b"x", "foreign")],
)
def test_what_is_no_database_is_left_alone(
    tmp_path: Path, clock: TestClock, content: bytes, code: str
) -> None:
    path = tmp_path / "list.pennant"
    path.write_bytes(content)
    refuses(path, clock, StoreForeign, code)


def test_a_missing_file_is_not_made(tmp_path: Path, clock: TestClock) -> None:
    refuses(tmp_path / "nothing.pennant", clock, StoreUnavailable, "missing")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_event(tmp_path: Path, clock: TestClock) -> None:
    with pytest.raises(StoreUnavailable, match="unavailable"):
        EventFile.open(tmp_path, DEVICE, tmp_path / "state", clock)


def test_a_read_only_place_is_said(
    path: Path, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        os, "access", lambda where, mode: mode != os.W_OK
    )  # root may write anywhere
    refuses(path, clock, StoreUnavailable, "read_only")


def test_a_place_that_turns_out_read_only_is_said(evening: Evening) -> None:
    evening.file.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreUnavailable, match="read_only"):
        evening.scan("s1")
    evening.file.connection.execute("PRAGMA query_only = OFF")


def test_a_full_disk_is_said_and_nothing_is_half_written(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    (pages,) = evening.file.connection.execute("PRAGMA page_count").fetchone()
    evening.file.connection.execute(f"PRAGMA max_page_count = {pages}")
    rows = evening.rows()
    with pytest.raises(StoreUnavailable, match="disk_full"):
        evening.load(*(listed(f"Guest {n}", note="x" * 200) for n in range(500)))
    assert evening.rows() == rows
    evening.file.connection.execute("PRAGMA max_page_count = 1000000")
    assert evening.admitted(zoya)


@pytest.mark.parametrize(("free", "code"), [(0, "disk_full"), (1 << 30, "unavailable")])
def test_an_event_that_finds_no_room_to_open_says_that_the_disk_is_full(
    path: Path, monkeypatch: pytest.MonkeyPatch, free: int, code: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=free))
    broken = sqlite3.OperationalError("disk I/O error")
    broken.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    assert opening.store_error(broken, path).code == code


def test_a_new_event_on_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> sqlite3.Connection:
        connection = opening.connect(path)
        connection.execute("PRAGMA max_page_count = 3")
        return connection

    monkeypatch.setattr("data.store.event_file.connect", full)
    with pytest.raises(StoreUnavailable, match="disk_full"):
        EventFile.create(tmp_path / "e.pennant", INFO, DEVICE, tmp_path / "state", clock)
    assert [found for found in tmp_path.iterdir() if found.name.startswith("e.")] == []


def test_a_new_event_never_takes_the_place_of_anything(tmp_path: Path, clock: TestClock) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\nZoya\n", "utf-8")
    with pytest.raises(StoreExists):
        EventFile.create(path, INFO, DEVICE, tmp_path / "state", clock)
    assert path.read_text("utf-8") == "Name\nZoya\n"


def test_a_new_event_in_a_folder_that_is_not_there_is_refused(
    tmp_path: Path, clock: TestClock
) -> None:
    with pytest.raises(StoreUnavailable):
        EventFile.create(tmp_path / "no" / "e.pennant", INFO, DEVICE, tmp_path / "state", clock)


def test_the_last_five_backups_are_kept_and_are_complete_events(
    path: Path, clock: TestClock
) -> None:
    for number in range(KEPT + 2):
        with reopened(path, clock) as evening:
            evening.admitted(f"s{number}", f"n{number}")
    kept = backups(path)
    assert len(kept) == KEPT
    with EventFile.open(kept[-1], DEVICE, path.parent / "state", clock, backup=False) as file:
        assert counts(file).arrived == KEPT + 1


def test_no_backup_is_made_where_nothing_happened(path: Path, clock: TestClock) -> None:
    for _ in range(3):
        with reopened(path, clock):
            pass
    assert len(backups(path)) == 1


def test_backups_are_kept_for_any_file_name(path: Path, clock: TestClock) -> None:
    odd = path.rename(path.with_name("Party [2026] *.pennant"))
    for number in range(KEPT + 1):
        with reopened(odd, clock) as evening:
            evening.admitted(f"s{number}", f"n{number}")
    assert len(backups(odd)) == KEPT


def test_the_same_file_goes_on_with_its_writer(path: Path, clock: TestClock) -> None:
    with reopened(path, clock) as evening:
        first = writer(evening)
        evening.admitted("s1")
    with reopened(path, clock) as evening:
        assert writer(evening) == first


def test_a_process_that_works_for_this_one_writes_as_it_does(path: Path, clock: TestClock) -> None:
    with reopened(path, clock) as evening:
        evening.admitted("s1")
        script = """import pickle, sys
from data.store.event_file import EventFile
from tests.data.evening import Evening, TestClock
with EventFile.borrow(pickle.load(sys.stdin.buffer), TestClock()) as file:
    Evening(file, TestClock(), "there").admitted("s2")"""
        loan = pickle.dumps(evening.file.lend())
        subprocess.run([sys.executable, "-c", script], input=loan, check=True, cwd=ROOT)
        assert evening.file.others() == []
        evening.admitted("s3")
        writers = evening.file.connection.execute(
            """SELECT writer_id, count(*) = max(writer_seq) FROM journal GROUP BY 1"""
        ).fetchall()
        assert writers == [(writer(evening), True)]
        (own,) = writers[0][:1]
    with reopened(path, clock) as evening:
        assert writer(evening) == own


@pytest.mark.parametrize(
    "how", ["copied", "handed over", "restored", "other machine", "rolled back"]
)
def test_a_file_that_is_not_the_same_any_more_gets_a_new_writer(
    path: Path, clock: TestClock, how: str
) -> None:
    old = path.read_bytes()
    with reopened(path, clock) as evening:
        first = writer(evening)
        evening.admitted("s1")
        other = path.with_name("other.pennant")
        if how == "handed over":
            evening.file.hand_over(other)
    state = "state"
    if how == "copied":
        shutil.copy(path, other)
    elif how == "restored":
        shutil.copy(backups(path)[-1], other)
    elif how == "other machine":
        other, state = path, "another state"
    elif how == "rolled back":
        path.write_bytes(old)  # the same inode, an older content
        other = path
    with reopened(other, clock, state) as evening:
        assert writer(evening) != first
        evening.admitted("s2", "n2")
        pairs = "SELECT count(*), count(DISTINCT writer_id || writer_seq) FROM journal"
        total, distinct = evening.file.connection.execute(pairs).fetchone()
        assert total == distinct


def test_a_copy_never_takes_the_place_of_anything(evening: Evening) -> None:
    with pytest.raises(StoreExists):
        evening.file.hand_over(evening.path)


def test_it_says_who_else_has_the_file_open(evening: Evening, tmp_path: Path) -> None:
    assert evening.file.others() == []
    other = EventFile.open(evening.path, Device("d2", "Desk 2"), tmp_path / "s2", evening.clock)
    assert [session.device_name for session in evening.file.others()] == ["Desk 2"]
    other.close()
    assert evening.file.others() == []


def test_a_process_that_was_killed_is_forgotten(evening: Evening, tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from data.guests import Device\n"
        "from data.store.event_file import EventFile\n"
        "EventFile.open(Path(sys.argv[1]), Device('d2', 'Desk 2'), Path(sys.argv[2]))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", script, evening.path, tmp_path / "s2"], cwd=root, check=False
    )
    assert done.returncode == -9
    assert evening.file.others() == []
    with EventFile.open(evening.path, DEVICE, tmp_path / "state", evening.clock) as again:
        (sessions,) = again.connection.execute("SELECT count(*) FROM session").fetchone()
        assert sessions == 2


def test_another_writer_is_noticed(evening: Evening, tmp_path: Path) -> None:
    before = evening.file.data_version()
    with EventFile.open(evening.path, Device("d2", "Desk 2"), tmp_path / "s2", evening.clock):
        assert evening.file.data_version() != before


def test_a_file_locked_too_long_is_said(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.01)
    other = sqlite3.connect(evening.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable, match="locked"):
        evening.scan("s1")
    other.close()
    evening.scan("s1")


def test_closing_leaves_one_complete_file(path: Path, clock: TestClock) -> None:
    with reopened(path, clock) as evening:
        evening.admitted("s1")
        assert path.with_name(path.name + "-wal").stat().st_size > 0
        evening.file.checkpoint()
        assert path.with_name(path.name + "-wal").stat().st_size == 0
    beside = {found.name for found in path.parent.iterdir() if found.is_file()}
    assert beside == {path.name}
    lone = shutil.copy(path, path.parent / "lone.pennant")
    with reopened(Path(lone), clock) as evening:
        assert counts(evening.file).arrived == 1
