import sqlite3
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.editing import edit_guest
from data.guests import Direction, Payment, PaymentMethod, TicketStatus
from data.store.journal import Kind, WrittenRow, rows
from data.store.prints import PrintState, note_badge, take_badge, waiting_badges
from data.store.projections import fold
from data.store.schema import PROJECTIONS, statements
from data.walk_in import WalkIn, add_walk_in, join_walk_in, part_walk_in
from tests.data.evening import Evening, listed


def play(evening: Evening) -> None:
    """An evening in which everything is changed, taken back and done again."""
    file, now = evening.file, evening.clock.now
    evening.product("Basic", 1000)
    evening.product("basic", 1200, hand_out="voucher")
    cash = Payment.whole(PaymentMethod.CASH)
    anna = evening.guest("Anna", secret="a1", external_id="1", product="Basic")
    berta = evening.guest("Berta", external_id="2", companions_allowed=2)
    evening.load(listed("Anna A", secret="a2", external_id="1", product="Albatross", note="x"))
    edit_guest(file, anna.id, {"product": "Basic", "badge_name": "Änn"}, nonce="e1", at=now)
    evening.load(listed("Anna B", external_id="1", status=TicketStatus.CANCELED, product="Press"))
    edit_guest(file, anna.id, {"status": TicketStatus.VALID}, nonce="e2", at=now)
    evening.annulled(evening.admitted(anna, payment=cash).nonce)
    evening.admitted(anna, payment=cash)
    evening.annulled(evening.admitted(anna, direction=Direction.EXIT).nonce)
    evening.admitted(anna, direction=Direction.EXIT)
    evening.admitted(anna)
    evening.admitted(berta, party=3, companion_names=("Eric",))
    guest = add_walk_in(file, WalkIn("Annna", product="Basic"), nonce="w", at=now)
    carla = evening.guest("Carla", external_id="3")
    evening.admitted(guest, payment=cash)
    join_walk_in(file, guest.id, carla.id, nonce="j1", at=now)
    part_walk_in(file, guest.id, nonce="p1", at=now)
    doris = evening.guest("Doris", external_id="4")
    join_walk_in(file, guest.id, doris.id, nonce="j2", at=now)
    for number, waiting in enumerate(waiting_badges(file)):
        take_badge(file, waiting.id, "Printer", now)
        note_badge(file, waiting.id, list(PrintState)[2 + number % 5], now)


def rows_of(evening: Evening) -> list[WrittenRow]:
    return list(rows(evening.file.connection))


def test_projections_dropped_and_made_anew_are_the_very_same(evening: Evening) -> None:
    play(evening)
    before = evening.tables()
    assert all(before.values())
    evening.file.rebuild()
    assert evening.tables() == before


def arrive(
    journal: Sequence[tuple[object, ...]], written: Sequence[WrittenRow]
) -> sqlite3.Connection:
    """Rows arriving one by one, each folded as it comes."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute(
        """CREATE TABLE journal (local_no INTEGER PRIMARY KEY, id, nonce, follows_nonce, writer_id,
           writer_seq, device_id, gate, kind, mode, guest_id, target, slot, hlc, at, recorded_at,
           clock_offset_ms, answer, body, v, arrived)"""
    )
    connection.execute("CREATE TABLE personal (id TEXT PRIMARY KEY, fields TEXT)")
    for script in PROJECTIONS.values():
        for statement in statements(script):
            connection.execute(statement)
    for record, row in zip(journal, written, strict=True):
        marks = ",".join("?" * len(record))
        connection.execute(f"INSERT INTO journal VALUES ({marks})", record)
        fold(connection, row)
    return connection


@given(data=st.data())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_rows_that_arrive_in_any_order_give_the_same(evening: Evening, data: st.DataObject) -> None:
    if evening.rows() == 0:
        play(evening)
    journal = evening.file.connection.execute("SELECT * FROM journal ORDER BY local_no").fetchall()
    written = rows_of(evening)
    order = data.draw(st.permutations(range(len(journal))))
    connection = arrive([journal[place] for place in order], [written[place] for place in order])
    for name, expected in evening.tables().items():
        found = connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2, 3").fetchall()
        assert found == expected, name
    connection.close()


def test_rows_of_a_kind_that_a_later_version_writes_are_kept(evening: Evening) -> None:
    play(evening)
    before = evening.tables()
    with evening.file.transaction() as act:
        record = act.connection.execute("SELECT max(local_no) FROM journal").fetchone()
        act.connection.execute(
            """INSERT INTO journal SELECT local_no + 1, 'later', NULL, NULL, writer_id,
               writer_seq + 1, device_id, gate, 'dance', mode, NULL, NULL, NULL, hlc + 1, at,
               recorded_at, NULL, NULL, '{"x":1}', 99, 0 FROM journal WHERE local_no = ?""",
            record,
        )
    evening.file.rebuild()
    assert evening.tables() == before
    assert rows_of(evening)[-1].row.kind not in set(Kind)


def test_a_rebuilt_file_opens_and_goes_on(evening: Evening, tmp_path: Path) -> None:
    play(evening)
    evening.file.rebuild()
    assert evening.admitted(evening.guest("Last")).entered
