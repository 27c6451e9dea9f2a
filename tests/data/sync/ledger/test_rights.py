"""Who may do what to the ledger: laptops, the owner, nobody."""

import psycopg
import pytest

from data.identity import utc_now, uuid7
from data.sync.ledger.installing import install_schema
from tests.ledger_laptop import Laptop
from tests.ledger_server import Ledger

Doors = tuple[Laptop, Laptop]


@pytest.fixture
def doors(ledger: Ledger) -> Doors:
    return Laptop(ledger), Laptop(ledger)


def test_personal_fields_can_be_erased_and_the_rest_stays(ledger: Ledger, doors: Doors) -> None:
    one, other = doors
    one.append(one.row("guest_put", uuid7(utc_now()), personal={"name": "Zoya"}))
    assert ledger.rows("SELECT pennant.erase_personal(%s)", ledger.event_id) == [(1,)]
    ((_, _, told),) = other.pull()
    assert told["personal"] is None


def test_the_ledger_is_append_only_even_for_its_owner(ledger: Ledger, doors: Doors) -> None:
    doors[0].append(doors[0].row("marker"))
    for change in ("DELETE FROM", "TRUNCATE"):
        with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState):
            ledger.owner.execute(f"{change} pennant.ledger")
    with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState):
        ledger.owner.execute("UPDATE pennant.ledger SET kind = 'exit'")


@pytest.mark.parametrize(
    "table",
    ["meta", "event", "event_head", "device", "device_event", "writer", "ledger", "personal",
     "claimed", "doubles"],
)  # fmt: skip
def test_a_device_has_no_right_to_any_table(doors: Doors, table: str) -> None:
    for action in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE"):
        ((may,),) = (
            doors[0]
            .connection.execute("SELECT has_table_privilege(%s, %s)", (f"pennant.{table}", action))
            .fetchall()
        )
        assert not may
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        doors[0].connection.execute(f"SELECT * FROM pennant.{table}")


def test_a_device_may_call_five_functions_and_no_other(ledger: Ledger, doors: Doors) -> None:
    allowed = ledger.rows(
        """SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'pennant'::regnamespace
           AND has_function_privilege(%s, p.oid, 'EXECUTE') ORDER BY 1""",
        doors[0].role,
    )
    assert [name for (name,) in allowed] == ["append", "claim", "hint", "pull", "status"]


def test_a_device_sees_only_its_own_event(ledger: Ledger, doors: Doors) -> None:
    one, _ = doors
    one.event = uuid7(utc_now())
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        one.pull()
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        one.append(one.row("marker"))


def test_a_revoked_device_is_refused_with_its_next_call(ledger: Ledger, doors: Doors) -> None:
    one, other = doors
    one.append(one.row("marker"))
    ledger.rows("SELECT pennant.revoke_device(%s)", one.role)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        one.append(one.row("marker"))
    assert len(other.pull()) == 1


def test_an_event_that_is_over_can_be_forgotten_and_no_other_is(
    ledger: Ledger, doors: Doors
) -> None:
    doors[0].append(*[doors[0].row("marker") for _ in range(3)])
    ((others,),) = ledger.rows(
        "SELECT count(*) FROM pennant.ledger WHERE event_id <> %s", ledger.event_id
    )
    assert ledger.rows("SELECT pennant.forget_event(%s)", ledger.event_id) == [(3,)]
    assert ledger.rows("SELECT count(*) FROM pennant.ledger") == [(others,)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        doors[0].pull()
    with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState):
        ledger.owner.execute("DELETE FROM pennant.ledger")


def test_installing_again_keeps_what_is_there(ledger: Ledger, doors: Doors) -> None:
    doors[0].append(doors[0].row("marker"))
    install_schema(ledger.owner)
    assert len(doors[1].pull()) == 1
