from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store.boxes import put_in_boxes
from data.store.prints import PrintState, ask_for_badge, note_badge, prints_of, take_badge
from kiosk.earlier_prints import badge_already, earlier_prints
from kiosk.printing.policy import Outcome, earlier_print
from kiosk.words import ENGLISH
from tests.data.desks import desk, exchange
from tests.data.evening import Evening

Desks = tuple[Evening, Evening]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    here, there = desk(tmp_path, 1), desk(tmp_path, 2)
    here.guest("Zoya", external_id="1")
    exchange(here, there)
    yield here, there
    for one in (here, there):
        one.file.close()


def outcome(who: Evening) -> Outcome | None:
    (zoya,) = who.everybody()
    found = earlier_print(earlier_prints(prints_of(who.file, zoya.id), who.file))
    return found.outcome if found is not None else None


def test_a_badge_that_waits_elsewhere_is_asked_about_and_one_that_waits_here_is_not(
    desks: Desks,
) -> None:
    here, there = desks
    (zoya,) = here.everybody()
    ask_for_badge(here.file, zoya.id, here.clock())
    exchange(*desks)
    assert (outcome(here), outcome(there)) == (None, Outcome.WAITS)
    assert "Waits at Desk 1 since " in badge_already(there.file, zoya.id, ENGLISH)


def test_a_badge_that_came_out_outweighs_one_that_waits(desks: Desks) -> None:
    here, there = desks
    (zoya,) = here.everybody()
    ask_for_badge(here.file, zoya.id, here.clock())
    print_id = ask_for_badge(there.file, zoya.id, there.clock())
    take_badge(there.file, print_id, "QL-820", there.clock())
    exchange(*desks)
    assert (outcome(here), outcome(there)) == (Outcome.UNSURE, Outcome.UNSURE)
    note_badge(there.file, print_id, PrintState.SENT, there.clock(), printer="QL-820")
    exchange(*desks)
    assert "Sent to QL-820, Desk 2 at " in badge_already(here.file, zoya.id, ENGLISH)


def test_a_badge_in_a_box_is_told_by_its_box(desks: Desks) -> None:
    here, there = desks
    (zoya,) = here.everybody()
    assert badge_already(there.file, zoya.id, ENGLISH) == ""
    put_in_boxes(here.file, [(zoya, "S–Z")], here.clock())
    exchange(*desks)
    assert badge_already(there.file, zoya.id, ENGLISH) == "Badge in the box S–Z"
