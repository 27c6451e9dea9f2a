"""The ledger's thread: what other doors did is told as soon as it is here."""

import threading

from tests.data.sync.ledger.conftest import NewDoor


def test_what_came_is_told_at_once_and_not_with_the_next_poll(new_door: NewDoor) -> None:
    first, second = new_door("north"), new_door("south")
    first.load(["Zoya"])
    came = threading.Event()
    first.follow(poll=60.0)  # a hint wakes them; nothing else does for a minute
    while not first.far_end.line.is_open:
        assert not came.wait(0.01)
    second.follow(came=came.set, poll=60.0)
    while not second.far_end.line.is_open:  # its first round brought the list
        assert not came.wait(0.01)
    answer = first.admitted("code Zoya")
    assert came.wait(20)
    assert answer.entry_ids[0] in second.ids()
