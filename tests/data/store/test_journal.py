import json
import sqlite3
from datetime import timedelta
from uuid import UUID

import pytest

from data.editing import edit_guest
from data.guests import Force, ForceReason, Payment, PaymentMethod
from data.store.journal import Kind, Row, rows
from data.walk_in import WalkIn, add_walk_in
from tests.data.evening import Evening

PERSONAL = ["Zoya", "Vinogradova", "zoya@example.org", "s3cret", "ACME", "Эрик", "vegan", "band"]


def column(evening: Evening, name: str) -> list[object]:
    found = evening.file.connection.execute(f"SELECT {name} FROM journal ORDER BY local_no")
    return [value for (value,) in found]


def play(evening: Evening) -> None:
    """A little of everything."""
    now = evening.clock.now
    evening.product("Basic", 1000)
    zoya = evening.guest(
        "Zoya Vinogradova", email="zoya@example.org", secret="s3cret", product="Basic",
        company="ACME", external_id="x-17", companions_allowed=1,
    )  # fmt: skip
    edit_guest(evening.file, zoya.id, {"note": "vegan"}, nonce="e", at=now)
    first = evening.refused("s3cret", party=2)
    free = Payment.whole(PaymentMethod.FREE, "plays in the band")
    nonce = evening.admitted(
        "s3cret", follows_nonce=first.nonce, party=2, payment=free, companion_names=("Эрик",)
    ).nonce
    again = evening.refused("s3cret")
    force = Force(ForceReason.OTHER, "Zoya came back for her coat")
    evening.admitted("s3cret", follows_nonce=again.nonce, force=force)
    evening.annulled(nonce)
    add_walk_in(evening.file, WalkIn("Zoya II", email="zoya@example.org"), nonce="w", at=now)


@pytest.mark.parametrize("statement", ["UPDATE journal SET answer = 'x'", "DELETE FROM journal"])
def test_the_journal_is_append_only(evening: Evening, statement: str) -> None:
    evening.refused("nobody")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        evening.file.connection.execute(statement)


def test_nothing_personal_stands_in_a_row(evening: Evening) -> None:
    play(evening)
    text = json.dumps(evening.file.connection.execute("SELECT * FROM journal").fetchall())
    kept = json.dumps(evening.file.connection.execute("SELECT fields FROM personal").fetchall())
    for word in PERSONAL:
        ascii_word = json.dumps(word).strip('"')
        assert ascii_word not in text
        assert word in kept or ascii_word in kept.replace("\\\\", "\\")


def test_a_writers_numbers_have_no_gap(evening: Evening) -> None:
    play(evening)
    assert column(evening, "writer_seq") == list(range(1, evening.rows() + 1))


def test_ids_are_uuids_of_version_7_and_unique(evening: Evening) -> None:
    play(evening)
    ids = column(evening, "id")
    assert {UUID(str(row_id)).version for row_id in ids} == {7}
    assert len(set(ids)) == len(ids)


def test_the_hybrid_clock_goes_on_when_the_clock_is_set_back(evening: Evening) -> None:
    evening.refused("nobody")
    evening.clock.now -= timedelta(hours=2)
    evening.refused("nobody")
    evening.clock.now += timedelta(hours=4)
    evening.refused("nobody")
    stamps = [int(str(stamp)) for stamp in column(evening, "hlc")]
    assert stamps == sorted(set(stamps))


def append_and_break_off(evening: Evening) -> None:
    with evening.file.transaction() as act:
        act.append(Row(Kind.MARKER, act.now))
        raise RuntimeError("cut off")


def test_an_act_that_is_cut_off_leaves_no_row_and_no_gap(evening: Evening) -> None:
    with pytest.raises(RuntimeError):
        append_and_break_off(evening)
    evening.refused("nobody")
    assert column(evening, "writer_seq") == [1]


def test_the_rows_of_one_act_share_its_nonce(evening: Evening) -> None:
    evening.product("Basic", 1000)
    zoya = evening.guest("Zoya", product="Basic", companions_allowed=1)
    payment = Payment.whole(PaymentMethod.CASH)
    nonce = evening.admitted(zoya, party=2, payment=payment).nonce
    kinds = [w.row.kind for w in rows(evening.file.connection) if w.row.nonce == nonce]
    assert sorted(kinds) == sorted(
        ["walk_in", *2 * ["payment"], *2 * ["check_in"], *2 * ["badge_wanted"]]
    )
