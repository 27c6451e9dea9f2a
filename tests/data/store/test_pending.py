"""An act that a ledger is asked about: put aside, then settled or withdrawn."""

from pathlib import Path

from data.admission import look
from data.decision import Admission, decide
from data.guests import Admitted, Guest, Scan
from data.recording import record_admission
from data.store.event_file import EventFile
from data.store.journal import Mode
from data.store.pending import PendingAct, pending_row_ids, put_aside, settle, withdraw
from data.store.shared_rows import shared_rows
from tests.data.evening import DEVICE, Evening


def asked(evening: Evening, guest: Guest, nonce: str = "asked") -> PendingAct:
    """A scan that a ledger is asked about."""
    scan = Scan(nonce, evening.clock.now, guest_id=guest.id)
    with evening.file.transaction() as act:
        decision = decide(look(act, scan), scan)
        assert isinstance(decision, Admission)
        return put_aside(
            act,
            nonce,
            evening.file.session_id,
            lambda: record_admission(act, scan, decision, True, False),
        )


def numbers(evening: Evening) -> list[int]:
    found = evening.file.connection.execute(
        "SELECT writer_seq FROM journal ORDER BY writer_id, writer_seq"
    )
    return [number for (number,) in found]


def test_while_an_act_waits_nothing_of_it_has_happened(evening: Evening) -> None:
    guest = evening.guest("Zoya")
    before = evening.tables(), evening.rows()
    pending = asked(evening, guest)
    assert (evening.tables(), evening.rows()) == before
    assert pending_row_ids(evening.file.connection) == {row.id for row in pending.rows}


def test_a_settled_act_is_written_as_it_was_put_aside(evening: Evening) -> None:
    guest = evening.guest("Zoya")
    pending = asked(evening, guest)
    with evening.file.transaction() as act:
        settle(act, pending, Mode.CLAIM)
    rows, _ = shared_rows(evening.file.connection)
    assert [(row.id, row.writer_seq) for row in rows[-2:]] == [
        (row.id, row.writer_seq) for row in pending.rows
    ]
    assert {row.mode for row in rows[-2:]} == {Mode.CLAIM}
    assert evening.state(guest).open_entry is not None
    assert not pending_row_ids(evening.file.connection)


def test_what_is_written_meanwhile_takes_later_numbers(evening: Evening) -> None:
    first, second = evening.guest("Zoya"), evening.guest("Eric")
    pending = asked(evening, first)
    evening.admitted(second)
    with evening.file.transaction() as act:
        settle(act, pending, Mode.CLAIM)
    assert sorted(numbers(evening)) == list(range(1, evening.rows() + 1))


def test_a_withdrawn_act_leaves_no_trace_and_its_numbers_are_used_again(evening: Evening) -> None:
    first, second = evening.guest("Zoya"), evening.guest("Eric")
    pending = asked(evening, first)
    with evening.file.transaction() as act:
        withdraw(act, pending)
    evening.admitted(second)
    assert evening.state(first).open_entry is None
    assert sorted(numbers(evening)) == list(range(1, evening.rows() + 1))


def test_markers_take_the_numbers_of_a_withdrawn_act_that_others_have_passed(
    evening: Evening,
) -> None:
    first, second = evening.guest("Zoya"), evening.guest("Eric")
    pending = asked(evening, first)
    evening.admitted(second)
    with evening.file.transaction() as act:
        withdraw(act, pending)
    assert evening.state(first).open_entry is None
    assert sorted(numbers(evening)) == list(range(1, evening.rows() + 1))


def test_an_act_found_waiting_at_start_is_a_fact(evening: Evening, tmp_path: Path) -> None:
    guest = evening.guest("Zoya")
    pending = asked(evening, guest)
    evening.file.connection.execute(
        "UPDATE pending SET claim = json_set(claim, '$.session', 'one that has ended')"
    )
    with EventFile.open(evening.path, DEVICE, tmp_path / "state", backup=False):
        pass
    assert evening.state(guest).open_entry is not None
    rows, _ = shared_rows(evening.file.connection)
    assert [row.id for row in rows[-2:]] == [row.id for row in pending.rows]
    assert {row.mode for row in rows[-2:]} == {Mode.FACT}
    assert isinstance(evening.scan(guest, nonce="asked"), Admitted)  # the same answer
    assert evening.rows() == len(rows)


def test_an_act_of_another_window_that_still_asks_is_left_alone(
    evening: Evening, tmp_path: Path
) -> None:
    guest = evening.guest("Zoya")
    pending = asked(evening, guest)
    with EventFile.open(evening.path, DEVICE, tmp_path / "state", backup=False) as other:
        assert pending_row_ids(other.connection) == {row.id for row in pending.rows}
    assert evening.state(guest).open_entry is None


def test_a_copy_knows_of_no_act_that_waits(evening: Evening, tmp_path: Path) -> None:
    guest = evening.guest("Zoya")
    asked(evening, guest)
    evening.file.hand_over(tmp_path / "copy.pennant")
    with EventFile.open(tmp_path / "copy.pennant", DEVICE, tmp_path / "s", backup=False) as copy:
        assert not pending_row_ids(copy.connection)
