"""The invariants of several doors, by their names; tests/chaos/test_ledger.py breaks things for
real and judges the same.
"""

import itertools
import random
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from data.doubles import doubles
from data.guests import Admitted, Direction
from data.identity import utc_now, uuid7
from data.sync.ledger.installing import put_event
from data.sync.ledger.line import Verdict
from tests import ledger_oracle as oracle
from tests.data.evening import INFO
from tests.data.sync.ledger.conftest import NewDoor
from tests.ledger_doors import Door, make_door
from tests.ledger_laptop import Laptop
from tests.ledger_proxy import Proxy
from tests.ledger_server import Ledger, server

__all__ = ["server"]

GUESTS = 12


def everything(ledger: Ledger) -> list[tuple[str, str, str, str | None, str | None, str | None]]:
    return ledger.rows(
        """SELECT id::text, kind, mode, guest_id::text, slot::text, target::text
           FROM pennant.ledger WHERE event_id = %s ORDER BY seq""",
        ledger.event_id,
    )


@pytest.fixture(scope="module")
def party(
    server: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Ledger, list[Door]]]:
    """An evening at three doors, now connected and now alone, brought to its end."""
    folder = tmp_path_factory.mktemp("party")
    info = replace(INFO, event_id=uuid7(utc_now()))
    dice = random.Random(7)
    with psycopg.connect(server.owner_url, autocommit=True) as owner:  # type: ignore[attr-defined]
        put_event(owner, info)
        ledger = Ledger(server, owner, info)  # type: ignore[arg-type]
        doors = [make_door(folder, info, ledger.url(), str(number)) for number in range(3)]
        doors[0].load([f"Guest {guest}" for guest in range(GUESTS)])
        for door in doors:
            door.round()
        admitted: list[tuple[Door, str]] = []
        for _ in range(120):
            door = dice.choice(doors)
            if dice.random() < 0.5:
                door.far_end.line.close()
            if dice.random() < 0.15:
                door.round()
            leaving = dice.random() < 0.15
            answer = door.scan(
                f"code Guest {dice.randrange(GUESTS)}",
                direction=Direction.EXIT if leaving else Direction.ENTRY,
            )
            if isinstance(answer, Admitted) and not leaving:
                admitted.append((door, answer.nonce))
            if admitted and dice.random() < 0.1:
                who, nonce = admitted.pop(dice.randrange(len(admitted)))
                who.annul(nonce)
        for door in (*doors, *doors):
            report = door.round()
            assert report.problem is None
        assert [door.round().waiting for door in doors] == [0, 0, 0]
        yield ledger, doors
        for door in doors:
            door.close()


Party = tuple[Ledger, list[Door]]


def test_i01_one_claim_per_slot(ledger: Ledger) -> None:
    laptops = [Laptop(ledger) for _ in range(4)]
    guests = [laptops[0].guest() for _ in range(25)]
    barrier = threading.Barrier(len(laptops))
    verdicts: dict[int, list[str]] = {}

    def race(number: int) -> None:
        laptop, answers = laptops[number], []
        for guest in guests:
            barrier.wait()
            answers.append(laptop.claim(laptop.row("check_in", guest)))
        verdicts[number] = answers

    threads = [threading.Thread(target=race, args=[number]) for number in range(len(laptops))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for answers in zip(*verdicts.values(), strict=True):
        assert sorted(answers) == [*["held"] * 3, "ok"]


def test_i01_no_two_claims_of_an_evening_met(party: Party) -> None:
    ledger, _ = party
    rows = everything(ledger)
    assert any(mode == "claim" for _, kind, mode, *_ in rows if kind == "check_in")
    assert oracle.claims_that_met(rows) == []


def test_i02_journal_subset_of_ledger(party: Party) -> None:
    ledger, doors = party
    there = set(ledger.ids())
    assert all(door.ids() <= there for door in doors)


def test_i03_no_phantom(party: Party) -> None:
    ledger, doors = party
    own = {row.id for door in doors for row in oracle.journal(door.file.path) if not row.arrived}
    assert set(ledger.ids()) <= own


def test_i04_writer_seq_contiguous(party: Party) -> None:
    _, doors = party
    for door in doors:
        oracle.assert_contiguous(oracle.journal(door.file.path))


def test_i05_seq_contiguous(party: Party) -> None:
    ledger, _ = party
    ((most, many, head),) = ledger.rows(
        """SELECT max(l.seq), count(*), max(h.seq) FROM pennant.ledger l
           JOIN pennant.event_head h USING (event_id) WHERE event_id = %s""",
        ledger.event_id,
    )
    assert most == many == head


def test_i06_fold_order_free(ledger: Ledger) -> None:
    """Whatever the order in which rows arrive, the same check-ins are doubles."""
    found = []
    for order in itertools.permutations(range(4)):
        laptop = Laptop(ledger)
        guest = laptop.guest()
        one, other = laptop.row("check_in", guest), laptop.row("check_in", guest)
        left = laptop.row("exit", guest, target=one["id"])
        again = laptop.row("check_in", guest, slot=left["id"])
        rows = [one, other, left, again]
        for place in order:
            laptop.append(rows[place])
        names = {row["id"]: name for row, name in zip(rows, "ABXC", strict=True)}
        told = ledger.rows("SELECT id::text FROM pennant.doubles WHERE guest_id = %s", guest)
        found.append(sorted(names[row_id] for (row_id,) in told))
    assert found == [["A", "B", "C"]] * 24


def test_i06_all_doors_fold_the_same(party: Party) -> None:
    _, doors = party
    folds = [oracle.entries(door.file.path) for door in doors]
    assert folds[0]
    assert folds[1:] == folds[:-1]


def test_i07_doubles_equal_oracle(party: Party) -> None:
    ledger, doors = party
    pairs = oracle.doubles(oracle.journal(doors[0].file.path))
    expected = {row_id for pair in pairs for row_id in pair}
    assert expected, "no doors that were alone let the same guest in"
    told = ledger.rows("SELECT id::text FROM pennant.doubles WHERE event_id = %s", ledger.event_id)
    assert {row_id for (row_id,) in told} == expected
    for door in doors:
        shown = {one.entry.id for double in doubles(door.file) for one in double.entries}
        assert shown == expected


def test_i08_claim_idempotent_append_idempotent_claim_then_append(ledger: Ledger) -> None:
    laptop = Laptop(ledger)
    row = laptop.row("check_in", laptop.guest())
    assert [laptop.claim(row), laptop.claim(row)] == [Verdict.OK, Verdict.OK]
    (first,), (second,) = laptop.append(row), laptop.append(row)
    assert first == second
    assert len(ledger.ids()) == 2


def test_i08_a_scan_asked_twice_gets_the_same_answer(doors: tuple[Door, Door]) -> None:
    first, _ = doors
    answer = first.admitted("code Guest 1", nonce="once")
    again = first.admitted("code Guest 1", nonce="once")
    assert again == replace(answer, repeated=True)


def test_i09_undo_before_check_in(ledger: Ledger) -> None:
    laptop = Laptop(ledger)
    guest = laptop.guest()
    early, later = laptop.row("check_in", guest), laptop.row("check_in", guest)
    laptop.append(laptop.row("annul", guest, target=early["id"]))
    laptop.append(early, later)
    told = ledger.rows("SELECT 1 FROM pennant.doubles WHERE guest_id = %s", guest)
    assert told == []


def test_i10_refusal_writes_nothing(ledger: Ledger, doors: tuple[Door, Door]) -> None:
    first, second = doors
    first.admitted("code Guest 1")
    first.round()
    second.round()
    before = ledger.ids()
    second.reason("code Guest 1")
    assert ledger.ids() == before


def test_i11_device_sees_only_its_events_no_table_rights_revoked_stops(
    ledger: Ledger, new_door: NewDoor
) -> None:
    door = new_door("north")
    door.load(["Zoya"])
    door.round()
    ledger.rows("SELECT pennant.revoke_device(%s)", door.far_end_address.user)
    answer = door.admitted("code Zoya")  # the door goes on alone
    report = door.round()
    assert report.problem is not None
    assert report.problem.code == "ledger_not_admitted"
    assert answer.entry_ids[0] not in ledger.ids()
    bare = ledger.connect(f"{door.far_end_address.url()}")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        bare.execute("SELECT * FROM pennant.ledger")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        bare.execute("SELECT * FROM pennant.pull(%s, 0, 10)", [uuid7(utc_now())])


def test_i12_ledger_append_only(ledger: Ledger) -> None:
    laptop = Laptop(ledger)
    laptop.append(laptop.row("marker"))
    with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState):
        ledger.owner.execute("DELETE FROM pennant.ledger")


def test_i13_scan_bounded(ledger: Ledger, new_door: NewDoor) -> None:
    """One question without an answer, then none is asked any more."""
    proxy = Proxy(ledger.server.port)
    url = ledger.url().replace(f":{ledger.server.port}/", f":{proxy.port}/")
    door = new_door("north", url)
    door.load([f"Guest {guest}" for guest in range(3)])
    door.round()
    line = door.far_end.line
    assert [line.is_open] == [True]
    proxy.cut()
    first = door.admitted("code Guest 0")
    assert [line.is_open] == [False]
    second = door.admitted("code Guest 1")
    modes = {row.id: row.mode for row in door.rows()}
    assert modes[first.entry_ids[0]] == modes[second.entry_ids[0]] == "fact"
    proxy.heal()
    assert any(door.round().problem is None for _ in range(20))
    assert [door.round().problem for _ in range(3)] == [None] * 3  # until it is trusted again
    assert set(first.entry_ids) | set(second.entry_ids) <= set(ledger.ids())
    assert [line.is_open] == [True]
    proxy.close()


@pytest.mark.parametrize("kept", [0, 5])
def test_i14_history_mismatch_heals(ledger: Ledger, doors: tuple[Door, Door], kept: int) -> None:
    """Restored from an older copy, or replaced by an empty one: the doors teach it all again."""
    first, second = doors
    first.admitted("code Guest 1")
    second.admitted("code Guest 2")
    for door in (first, second, first):
        door.round()
    before = set(ledger.ids())
    forget_after(ledger, kept)
    second.admitted("code Guest 3")
    for door in (second, first, second, first):
        assert door.round().problem is None
    assert before < set(ledger.ids())
    assert first.ids() == second.ids() == set(ledger.ids())


def forget_after(ledger: Ledger, kept: int) -> None:
    """What a restored backup does: the ledger knows no row after this one."""
    with ledger.owner.transaction():
        for change in (
            "ALTER TABLE pennant.ledger DISABLE TRIGGER ALL",
            f"DELETE FROM pennant.ledger WHERE event_id = '{ledger.event_id}' AND seq > {kept}",
            f"DELETE FROM pennant.claimed WHERE event_id = '{ledger.event_id}'",
            f"DELETE FROM pennant.personal WHERE event_id = '{ledger.event_id}'",
            f"DELETE FROM pennant.writer WHERE event_id = '{ledger.event_id}'",
            f"""UPDATE pennant.event_head SET seq = {kept}, digest = coalesce((
                SELECT digest FROM pennant.ledger l WHERE l.seq = {kept}
                AND l.event_id = '{ledger.event_id}'), 0)
                WHERE event_id = '{ledger.event_id}'""",
            """INSERT INTO pennant.writer SELECT event_id, writer_id, count(*), max(writer_seq)
               FROM pennant.ledger GROUP BY 1, 2 ON CONFLICT DO NOTHING""",
            "ALTER TABLE pennant.ledger ENABLE TRIGGER ALL",
        ):
            ledger.owner.execute(change)


@pytest.mark.parametrize("hints", [True, False])
def test_i15_hint_loss_harmless(ledger: Ledger, new_door: NewDoor, hints: bool) -> None:
    first, second = new_door("north"), new_door("south")
    first.load([f"Guest {guest}" for guest in range(5)])
    arrived = threading.Event()
    for door in (first, second):
        if not hints:
            door.pooled()
        door.follow(poll=0.05)
    answer = None
    while not first.far_end.line.is_open:
        threading.Event().wait(0.01)
    answer = first.admitted("code Guest 1")
    while answer.entry_ids[0] not in second.ids():
        assert not arrived.wait(0.01)
    assert second.reports[-1].problem is None


def test_i16_clock_skew_irrelevant(ledger: Ledger, new_door: NewDoor) -> None:
    early = new_door("north", off=timedelta(minutes=-5))
    late = new_door("south", off=timedelta(days=1))
    early.load([f"Guest {guest}" for guest in range(4)])
    for door in (early, late):
        door.round()
    late.admitted("code Guest 1")
    early.reason("code Guest 1")
    early.admitted("code Guest 2")
    late.reason("code Guest 2")
    early.round()
    late.round()
    assert {note.code for note in late.far_end.status().notes} >= {"ledger_clock"}
    early.round()
    assert oracle.entries(early.file.path) == oracle.entries(late.file.path)
