"""A laptop in the wrong hands writes rows that no Pennant writes: the other doors go on."""

import json

import pytest

from data.guests import Admitted
from data.identity import new_nonce, utc_now, uuid7
from tests.ledger_doors import Door
from tests.ledger_laptop import Laptop
from tests.ledger_server import Ledger

LATE = "9999-12-31T23:59:59-14:00"


@pytest.mark.parametrize(
    "written",
    [
        '"body": {"x": ' + "[" * 3000 + "]" * 3000 + "}",
        '"body": {"x": ' + "[" * 900 + "]" * 900 + "}",
        '"body": {"x": 1e5000}',
        f'"at": "{LATE}"',
        f'"recorded_at": "{LATE}"',
    ],
    ids=["deeper than Python reads", "deep", "digits", "no such day", "no such day of writing"],
)
def test_what_python_cannot_read_is_left_out_and_told(
    ledger: Ledger, doors: tuple[Door, Door], written: str
) -> None:
    first, second = doors
    laptop = Laptop(ledger)
    ((guest,),) = ledger.rows(
        """SELECT guest_id::text FROM pennant.ledger
           WHERE event_id = %s AND kind = 'guest_put' ORDER BY seq LIMIT 1""",
        ledger.event_id,
    )
    odd = json.dumps([laptop.row("badge_wanted", guest, nonce=new_nonce())])
    laptop.connection.execute(
        "SELECT pennant.append(%s, %s)", (ledger.event_id, odd[:-2] + f", {written}}}]")
    )
    sound = laptop.row("guest_put", uuid7(utc_now()), body={"by": "door", "set": {}})
    laptop.append(sound)
    assert isinstance(first.scan("code Guest 0"), Admitted)
    for door in doors:
        report = door.round()
        assert report.problem is None
        assert sound["id"] in door.ids()
        (note,) = [one for one in report.notes if one.code == "ledger_unsound"]
        assert note.values == {"rows": 1}
    assert second.far_end.line.is_open
