"""The five functions, asked as a laptop asks them."""

import psycopg
import pytest

from data.identity import utc_now, uuid7
from tests.ledger_laptop import Laptop
from tests.ledger_server import Ledger


@pytest.fixture
def doors(ledger: Ledger) -> tuple[Laptop, Laptop]:
    return Laptop(ledger), Laptop(ledger)


Doors = tuple[Laptop, Laptop]


def test_one_of_two_claims_gets_the_slot(doors: Doors) -> None:
    one, other = doors
    guest = one.guest()
    first, second = one.row("check_in", guest), other.row("check_in", guest)
    assert one.claim(first) == "ok"
    verdict, seq, known = other.answer(second)
    assert (verdict, seq) == ("held", 2)
    assert [row["id"] for row in known] == [first["id"]]


def test_the_same_claim_again_is_answered_the_same_and_writes_nothing(
    ledger: Ledger, doors: Doors
) -> None:
    one, _ = doors
    row = one.row("check_in", one.guest())
    assert one.claim(row) == "ok"
    assert one.claim(row) == "ok"
    assert len(ledger.ids()) == 2


def test_a_claim_answered_ok_is_still_ok_after_its_annulment(doors: Doors) -> None:
    one, other = doors
    row = one.row("check_in", one.guest())
    one.claim(row)
    other.append(other.row("annul", row["guest_id"], target=row["id"]))
    assert one.claim(row) == "ok"


def test_a_refused_claim_writes_nothing(ledger: Ledger, doors: Doors) -> None:
    one, other = doors
    guest = one.guest()
    one.claim(one.row("check_in", guest))
    before = ledger.ids()
    more = [other.row("payment", guest), other.row("check_in", guest)]
    assert other.claim(*more, before=[other.row("guest_put", guest)]) == "held"
    assert ledger.ids() == before
    assert ledger.rows("SELECT * FROM pennant.writer WHERE writer_id = %s", other.writer) == []


def test_an_act_is_claimed_whole_or_not_at_all(ledger: Ledger, doors: Doors) -> None:
    one, other = doors
    taken, free = one.guest(), one.guest()
    one.claim(one.row("check_in", taken))
    assert other.claim(other.row("check_in", free), other.row("check_in", taken)) == "held"
    assert other.claim(other.row("check_in", free)) == "ok"


def test_an_annulment_frees_the_slot(doors: Doors) -> None:
    one, other = doors
    row = one.row("check_in", one.guest())
    one.claim(row)
    one.append(one.row("annul", row["guest_id"], target=row["id"]))
    assert other.claim(other.row("check_in", row["guest_id"])) == "ok"


def test_an_annulment_that_comes_before_its_check_in_counts(doors: Doors) -> None:
    one, other = doors
    row = one.row("check_in", one.guest())
    other.append(other.row("annul", row["guest_id"], target=row["id"]))
    one.append(row)
    assert other.claim(other.row("check_in", row["guest_id"])) == "ok"


def test_a_re_entry_follows_the_exit_that_its_door_has_seen(doors: Doors) -> None:
    one, other = doors
    entry = one.row("check_in", one.guest())
    one.claim(entry)
    out = one.row("exit", entry["guest_id"], target=entry["id"])
    one.append(out)
    blind = other.answer(other.row("check_in", entry["guest_id"]), cursor=2)
    assert blind[0] == "held"
    assert out["id"] in [row["id"] for row in blind[2]]
    assert other.claim(other.row("check_in", entry["guest_id"], slot=out["id"])) == "ok"


@pytest.mark.parametrize("status", ["canceled", "blocked", "pending"])
def test_a_claim_asks_the_guest_list(doors: Doors, status: str) -> None:
    one, other = doors
    guest = one.guest(status="valid")
    one.append(one.row("guest_put", guest, body={"by": "door", "set": {"status": status}}))
    assert other.claim(other.row("check_in", guest)) == "not_expected"
    lifted = {"lifted": ["unapproved" if status == "pending" else status]}
    assert other.claim(other.row("check_in", guest, body=lifted)) == "ok"


def test_a_list_counts_from_its_marker_on(doors: Doors) -> None:
    one, other = doors
    guest = one.guest(status="valid")
    signed_off = {"by": "list", "load": "L", "set": {"status": "canceled"}}
    one.append(one.row("guest_put", guest, body=signed_off))
    assert other.claim(other.row("check_in", guest)) == "ok"
    one.append(one.row("marker", body={"load": "L"}))
    assert other.claim(other.row("check_in", guest)) == "held"
    second = one.guest(status="valid")
    one.append(one.row("guest_put", second, body=signed_off))
    assert other.claim(other.row("check_in", second)) == "not_expected"


def test_an_edit_at_the_door_beats_a_list(doors: Doors) -> None:
    one, other = doors
    guest = one.guest(status="valid")
    one.append(one.row("guest_put", guest, body={"by": "door", "set": {"status": "valid"}}))
    one.append(one.row("guest_put", guest, body={"by": "list", "set": {"status": "canceled"}}))
    assert other.claim(other.row("check_in", guest)) == "ok"


def test_a_guest_on_no_list_is_unknown_unless_told_with_the_claim(doors: Doors) -> None:
    one, _ = doors
    guest = uuid7(utc_now())
    row = one.row("check_in", guest)
    assert one.claim(row) == "unknown"
    assert one.claim(row, before=[one.row("walk_in", guest, body={"by": "door"})]) == "ok"


def test_what_a_door_has_not_seen_of_a_guest_makes_its_claim_stale(doors: Doors) -> None:
    one, other = doors
    guest = one.guest()
    put = one.row("guest_put", guest, body={"by": "door", "set": {"due_minor": 500}})
    one.append(put)
    verdict, seq, known = other.answer(other.row("check_in", guest), cursor=1)
    assert (verdict, seq) == ("stale", 2)
    assert [row["id"] for row in known] == [put["id"]]
    assert other.claim(other.row("check_in", guest), cursor=seq) == "ok"


def test_a_companion_that_another_door_let_in_is_told(doors: Doors) -> None:
    one, other = doors
    host = one.guest()
    one.claim(one.row("check_in", host, body={"host": host}))
    born = uuid7(utc_now())
    birth = one.row("walk_in", born, body={"by": "door", "set": {"host_id": host}})
    one.claim(birth, one.row("check_in", born, body={"host": host}))
    mine = uuid7(utc_now())
    again = [
        other.row("walk_in", mine, body={"by": "door", "set": {"host_id": host}}),
        other.row("check_in", mine, body={"host": host}),
    ]
    verdict, _, known = other.answer(*again, cursor=2)
    assert verdict == "stale"
    assert birth["id"] in [row["id"] for row in known]


def test_whoever_turned_out_to_be_listed_holds_the_slot_of_that_guest(doors: Doors) -> None:
    one, other = doors
    listed, walk_in = one.guest(), one.guest()
    entry = one.row("check_in", walk_in)
    one.claim(entry)
    joined = one.row("guest_void", walk_in, body={"joined_to": listed})
    one.append(joined)
    assert other.claim(other.row("check_in", listed)) == "held"
    one.append(one.row("annul", walk_in, target=joined["id"]))
    assert other.claim(other.row("check_in", listed)) == "ok"


def test_staff_may_let_in_once_more_whom_they_know_to_be_in(ledger: Ledger, doors: Doors) -> None:
    one, other = doors
    guest = one.guest()
    first, unseen = one.row("check_in", guest), other.row("check_in", guest)
    one.claim(first)
    knowingly = other.row("check_in", guest, body={"beside": [first["id"]]})
    assert other.claim(knowingly) == "ok"
    assert ledger.rows("SELECT * FROM pennant.doubles WHERE guest_id = %s", guest) == []
    other.append(unseen)
    assert len(ledger.rows("SELECT id FROM pennant.doubles WHERE guest_id = %s", guest)) == 3
    blind = one.row("check_in", guest, body={"beside": [first["id"]]})
    assert one.claim(blind) == "held"


def test_facts_are_never_refused_and_doubles_are_flagged(ledger: Ledger, doors: Doors) -> None:
    one, other = doors
    guest = one.guest(status="canceled")
    first, second = one.row("check_in", guest), other.row("check_in", guest)
    one.append(first)
    assert other.append(second) == [(second["id"], 3, first["id"], None)]
    found = ledger.rows("SELECT id::text FROM pennant.doubles WHERE guest_id = %s", guest)
    assert {row_id for (row_id,) in found} == {first["id"], second["id"]}
    one.append(one.row("annul", guest, target=first["id"]))
    assert ledger.rows("SELECT * FROM pennant.doubles WHERE guest_id = %s", guest) == []


def test_appending_twice_keeps_one(ledger: Ledger, doors: Doors) -> None:
    one, _ = doors
    rows = [one.row("marker") for _ in range(5)]
    assert [seq for _, seq, _, _ in one.append(*rows)] == [1, 2, 3, 4, 5]
    assert [seq for _, seq, _, _ in one.append(*reversed(rows), *rows)] == [
        *(5, 4, 3, 2, 1),
        *(1, 2, 3, 4, 5),
    ]
    assert len(ledger.ids()) == 5


def test_a_claim_that_is_told_again_as_a_fact_stays_one_row(doors: Doors, ledger: Ledger) -> None:
    one, _ = doors
    row = one.row("check_in", one.guest())
    one.claim(row)
    one.append(row)
    assert ledger.ids().count(row["id"]) == 1


def test_a_number_used_twice_by_a_writer_is_told_and_harms_no_other_row(
    doors: Doors, ledger: Ledger
) -> None:
    one, _ = doors
    first, clone, next_one = one.row("marker"), one.row("marker"), one.row("marker")
    clone["writer_seq"] = first["writer_seq"]
    one.append(first)
    answers = {row_id: problem for row_id, _, _, problem in one.append(clone, next_one)}
    assert answers == {clone["id"]: "writer_seq_used", next_one["id"]: None}
    claim = one.row("check_in", one.guest(), writer_seq=first["writer_seq"])
    with pytest.raises(psycopg.errors.UniqueViolation):
        one.claim(claim)
    assert claim["id"] not in ledger.ids()


def test_a_closed_event_grants_no_claim_and_takes_every_fact(ledger: Ledger, doors: Doors) -> None:
    one, _ = doors
    row = one.row("check_in", one.guest())
    ledger.rows("SELECT pennant.close_event(%s)", ledger.event_id)
    assert one.claim(row) == "closed"
    assert one.append(row) == [(row["id"], 2, None, None)]


def test_the_numbers_have_no_gaps_whatever_was_refused(ledger: Ledger, doors: Doors) -> None:
    one, other = doors
    for _ in range(10):
        guest = one.guest()
        one.claim(one.row("check_in", guest))
        other.claim(other.row("check_in", guest))
        other.append(other.row("refused", guest))
    ((most, many, head),) = ledger.rows(
        """SELECT max(l.seq), count(*), max(h.seq) FROM pennant.ledger l
           JOIN pennant.event_head h USING (event_id) WHERE event_id = %s""",
        ledger.event_id,
    )
    assert most == many == head == 30


def test_a_row_comes_back_as_it_was_told(doors: Doors) -> None:
    one, other = doors
    row = one.row(
        "guest_put",
        uuid7(utc_now()),
        body={"by": "door", "set": {"status": "valid"}},
        personal={"name": "Дмитрий 陈"},
        nonce="n",
        gate="north",
    )
    one.append(row)
    ((seq, _, told),) = other.pull()
    assert seq == 1
    assert {name: value for name, value in told.items() if value is not None} == row


def test_two_ledgers_with_one_digest_at_one_place_hold_the_same_before_it(
    ledger: Ledger, doors: Doors
) -> None:
    one, _ = doors
    rows = [one.row("marker") for _ in range(4)]
    one.append(*rows[:2])
    one.append(*rows[2:])
    digests = [digest for _, digest, _ in one.pull()]
    assert digests == sorted(set(digests))
    assert one.pull(3)[0][1] == digests[3]
