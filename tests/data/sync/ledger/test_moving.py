"""The hub dies, closes or moves: every door hears where the others are, also at the old one."""

from dataclasses import replace
from pathlib import Path

import pytest

from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.farewell import say_farewell, tell_ledger
from data.sync.ledger.joining import former_secret, remember
from data.sync.ledger.place import latest_place, tell_place
from data.sync.remotes import remove
from data.sync.secrets import Secret, Secrets
from tests.data.sync.ledger.conftest import NewDoor
from tests.ledger_doors import Door
from tests.ledger_proxy import Proxy
from tests.ledger_server import Ledger


@pytest.fixture
def secrets(tmp_path: Path) -> Secrets:
    return Secrets(tmp_path / "secrets", keyring=False)


def new_hub(ledger: Ledger) -> LedgerAddress:
    """A hub elsewhere, as far as its address says; the test asks nothing of it."""
    return replace(LedgerAddress.parse(ledger.url()), certificate="ab" * 32)


def codes(door: Door) -> set[str]:
    return {note.code for note in door.far_end.status().notes}


def test_a_door_that_stayed_at_the_old_hub_hears_where_the_others_are(
    ledger: Ledger, doors: tuple[Door, Door], secrets: Secrets
) -> None:
    mover, stayed = doors
    remember(mover.file, mover.far_end_address, secrets)
    new = new_hub(ledger)
    remember(mover.file, new, secrets)
    tell_place(mover.file, new)
    assert "ledger_moved" not in codes(stayed)
    assert say_farewell(mover.file, secrets)
    assert secrets.get(former_secret(ledger.event_id)) is None
    assert stayed.round().problem is None
    (note,) = (n for n in stayed.far_end.status().notes if n.code == "ledger_moved")
    assert note.values == {"device": "Desk north", "host": new.shown}


def test_a_dead_hub_is_told_when_it_is_back(
    ledger: Ledger, new_door: NewDoor, secrets: Secrets
) -> None:
    proxy = Proxy(ledger.server.port)
    url = ledger.url().replace(f":{ledger.server.port}/", f":{proxy.port}/")
    mover, old_hub = new_door("north"), new_door("south")
    remember(mover.file, LedgerAddress.parse(url), secrets)
    proxy.close()  # dead
    new = new_hub(ledger)
    remember(mover.file, new, secrets)
    tell_place(mover.file, new)
    assert not say_farewell(mover.file, secrets)
    assert secrets.get(former_secret(ledger.event_id)) is not None
    secrets.keep(former_secret(ledger.event_id), Secret(ledger.url()))  # back again
    assert say_farewell(mover.file, secrets)
    old_hub.round()
    assert "ledger_moved" in codes(old_hub)


def test_nothing_is_told_before_somebody_says_where_the_others_are(
    ledger: Ledger, doors: tuple[Door, Door], secrets: Secrets
) -> None:
    mover, stayed = doors
    remember(mover.file, mover.far_end_address, secrets)
    remember(mover.file, new_hub(ledger), secrets)
    assert not say_farewell(mover.file, secrets)
    stayed.round()
    assert "ledger_moved" not in codes(stayed)


def test_a_new_code_of_the_same_ledger_is_no_move(
    ledger: Ledger, doors: tuple[Door, Door], secrets: Secrets
) -> None:
    door, _ = doors
    remember(door.file, door.far_end_address, secrets)
    remember(door.file, LedgerAddress.parse(ledger.url()), secrets)
    assert secrets.get(former_secret(ledger.event_id)) is None


def test_a_hub_closed_on_purpose_is_told_apart_from_one_that_died(
    ledger: Ledger, new_door: NewDoor, secrets: Secrets
) -> None:
    proxy = Proxy(ledger.server.port)
    url = ledger.url().replace(f":{ledger.server.port}/", f":{proxy.port}/")
    hub, other = new_door("north", url), new_door("south", url)
    for door in (hub, other):
        door.round()
    place = tell_place(hub.file, hub.far_end_address, closed=True)
    tell_ledger(hub.file, hub.far_end_address, place, secrets)
    assert other.round().problem is None
    proxy.close()
    problem = other.round().problem
    assert problem is not None
    assert (problem.code, problem.values) == ("ledger_hub_closed", {"device": "Desk north"})
    assert not problem.lasting  # it may be opened again


def test_where_the_doors_meet_is_written_once(doors: tuple[Door, Door]) -> None:
    door, _ = doors
    first = tell_place(door.file, door.far_end_address)
    assert tell_place(door.file, door.far_end_address) == first
    closed = tell_place(door.file, door.far_end_address, closed=True)
    assert latest_place(door.file.connection) == closed
    assert tell_place(door.file, door.far_end_address) != first


def test_a_ledger_that_is_removed_owes_no_farewell(
    ledger: Ledger, doors: tuple[Door, Door], secrets: Secrets
) -> None:
    door, _ = doors
    remember(door.file, door.far_end_address, secrets)
    remember(door.file, new_hub(ledger), secrets)
    remove(door.file, "ledger", secrets)
    assert not secrets._read()


def test_two_names_of_one_database_are_one_ledger() -> None:
    direct = LedgerAddress.parse("postgresql://a:b@ep-1.example.org/db")
    pooled = LedgerAddress.parse("postgresql://a:b@ep-1-pooler.example.org:6543/db")
    assert direct.identity == pooled.identity != "ab" * 32
