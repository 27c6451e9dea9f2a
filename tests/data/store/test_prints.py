from pathlib import Path

import pytest

from data.guests import Device
from data.store.event_file import EventFile
from data.store.prints import (
    PrintState,
    ask_for_badge,
    note_badge,
    own_up_to_unknown,
    prints_of,
    take_badge,
    waiting_badges,
)
from tests.data.evening import Evening


def test_a_badge_is_wanted_when_the_guest_enters_and_not_again(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    nonce = evening.admitted(zoya).nonce
    (wanted,) = waiting_badges(evening.file)
    assert (wanted.guest_id, wanted.nonce, wanted.state) == (zoya.id, nonce, PrintState.WANTED)
    assert ask_for_badge(evening.file, zoya.id, evening.clock.now) == wanted.id


def test_one_window_takes_a_badge_and_no_other(evening: Evening) -> None:
    evening.admitted(evening.guest("Zoya"))
    (wanted,) = waiting_badges(evening.file)
    assert take_badge(evening.file, wanted.id, "A", evening.clock.now)
    assert not take_badge(evening.file, wanted.id, "B", evening.clock.now)
    assert not take_badge(evening.file, "no such badge", "B", evening.clock.now)
    assert waiting_badges(evening.file) == []


def test_a_badge_that_failed_waits_again_and_keeps_its_printers_name(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    evening.admitted(zoya)
    (wanted,) = waiting_badges(evening.file)
    take_badge(evening.file, wanted.id, "Brother", evening.clock.now)
    note_badge(evening.file, wanted.id, PrintState.FAILED, evening.clock.now, code="no_paper")
    (failed,) = waiting_badges(evening.file)
    assert (failed.id, failed.state, failed.printer) == (wanted.id, PrintState.FAILED, "Brother")
    assert take_badge(evening.file, wanted.id, "Zebra", evening.clock.now)


@pytest.mark.parametrize("state", [PrintState.SENT, PrintState.RECEIVED, PrintState.BY_HAND])
def test_a_badge_that_is_done_waits_no_more_and_can_be_asked_for_again(
    evening: Evening, state: PrintState
) -> None:
    zoya = evening.guest("Zoya")
    evening.admitted(zoya)
    (wanted,) = waiting_badges(evening.file)
    note_badge(evening.file, wanted.id, state, evening.clock.now)
    assert waiting_badges(evening.file) == []
    again = ask_for_badge(evening.file, zoya.id, evening.clock.now)
    assert [one.id for one in prints_of(evening.file, zoya.id)] == [wanted.id, again]


def test_a_badge_wanted_elsewhere_never_prints_here_but_one_can_be_asked_for(
    evening: Evening, tmp_path: Path
) -> None:
    zoya = evening.guest("Zoya")
    evening.admitted(zoya)
    device = Device("device-2", "Desk 2")
    with EventFile.open(evening.path, device, tmp_path / "s2", evening.clock) as other:
        assert waiting_badges(other) == []
        asked = ask_for_badge(other, zoya.id, evening.clock.now)
        assert [one.id for one in waiting_badges(other)] == [asked]
    assert len(waiting_badges(evening.file)) == 1


def test_a_badge_taken_before_the_power_went_is_unknown(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    evening.admitted(zoya)
    (wanted,) = waiting_badges(evening.file)
    take_badge(evening.file, wanted.id, "Brother", evening.clock.now)
    assert own_up_to_unknown(evening.file, evening.clock.now) == 1
    assert own_up_to_unknown(evening.file, evening.clock.now) == 0
    (known,) = prints_of(evening.file, zoya.id)
    assert known.state is PrintState.UNKNOWN
