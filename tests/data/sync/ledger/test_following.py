"""The ledger's thread: what other doors did is told as soon as it is here."""

import threading

import pytest

from data.store.far_ends import drop_far_end
from data.sync.ledger.far_end import KEY
from tests.data.sync.ledger.conftest import NewDoor
from tests.ledger_proxy import Proxy
from tests.ledger_server import Ledger


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


def test_it_ends_where_the_ledger_was_removed_at_a_prompt(new_door: NewDoor) -> None:
    door = new_door("north")
    door.follow(poll=0.01)
    while not door.far_end.line.is_open:
        threading.Event().wait(0.01)
    drop_far_end(door.file, KEY)
    assert door._thread is not None
    door._thread.join(20)
    assert not door._thread.is_alive()


def test_what_the_door_did_while_the_cut_was_found_out_is_counted(
    ledger: Ledger, new_door: NewDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.sync.ledger.link.Link.call.__defaults__", (0.2,))
    proxy = Proxy(ledger.server.port)
    url = ledger.url().replace(f":{ledger.server.port}/", f":{proxy.port}/")
    door = new_door("north", url)
    door.load(["Zoya"])
    door.follow(poll=0.05)
    while not door.far_end.line.is_open:
        threading.Event().wait(0.01)
    proxy.cut()
    door.admitted("code Zoya")  # asks in vain, and lets her in
    while not (troubled := [one for one in door.reports if one.problem is not None]):
        threading.Event().wait(0.01)
    assert troubled[0].waiting >= 1
    assert troubled[0].waiting_since is not None
    proxy.heal()
    proxy.close()
