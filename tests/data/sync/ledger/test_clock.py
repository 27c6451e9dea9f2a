"""How far a laptop's clock is off is written beside what happened there."""

from datetime import timedelta

from tests.data.sync.ledger.conftest import NewDoor
from tests.ledger_server import Ledger


def offsets(ledger: Ledger) -> list[int | None]:
    return [
        offset
        for (offset,) in ledger.rows(
            """SELECT (rest->>'clock_offset_ms')::int FROM pennant.ledger
               WHERE event_id = %s AND kind = 'check_in' ORDER BY seq""",
            ledger.event_id,
        )
    ]


def test_rows_tell_by_how_much_the_clock_of_their_laptop_was_off(
    ledger: Ledger, new_door: NewDoor
) -> None:
    slow, fast = new_door("north", off=timedelta(minutes=-5)), new_door("south")
    slow.load(["Zoya", "Ines", "Hugo"])
    for door in (slow, fast):
        door.round()
    slow.admitted("code Zoya")
    fast.admitted("code Ines")
    slow.far_end.line.close()
    slow.admitted("code Hugo")  # alone: known from before
    for door in (slow, fast):
        door.round()
    first, second, third = offsets(ledger)
    assert first is not None
    assert second is not None
    assert abs(first - 300_000) < 2_000
    assert abs(second) < 2_000
    assert third == first
    told = {row.id: row.clock_offset_ms for row in fast.rows() if row.kind == "check_in"}
    assert set(told.values()) == {first, second}


def test_a_clock_that_was_set_is_measured_anew(new_door: NewDoor) -> None:
    door = new_door("north", off=timedelta(hours=2))
    door.load(["Zoya", "Ines"])
    door.round()
    door.admitted("code Zoya")
    door.clock.off = timedelta()
    door.far_end._link.drop()
    door.round()
    door.admitted("code Ines")
    before, after = [row.clock_offset_ms for row in door.rows() if row.kind == "check_in"]
    assert before is not None
    assert after is not None
    assert abs(before + 7_200_000) < 2_000
    assert abs(after) < 2_000
