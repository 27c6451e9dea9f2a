"""What happens when processes are killed, meet, or load while others scan.

``pytest tests/chaos --full`` runs 50 kills and 300 guests; without ``--full`` a few.
"""

import random
import statistics
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.admission import check_in
from data.attendance import counts
from data.guests import Reason, Refused, Scan
from data.identity import new_nonce, utc_now
from data.store.event_file import EventFile
from tests.data.evening import DEVICE

Start = Callable[..., Any]
Tell = Callable[[str], None]


def reopen(event: Path) -> EventFile:
    return EventFile.open(event, DEVICE, event.parent / "state")


def let_go(*children: Any) -> None:
    """Everybody is ready: begin."""
    for child in children:
        child.stdin.write("go\n")
        child.stdin.flush()


def assert_sound(file: EventFile) -> None:
    """Nothing is broken, doubled or missing in the journal."""
    assert file.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for _, numbers, last in file.connection.execute(
        "SELECT writer_id, count(*), max(writer_seq) FROM journal GROUP BY writer_id"
    ):
        assert numbers == last
    doubled = file.connection.execute(
        "SELECT guest_id FROM entry WHERE annulled_by IS NULL GROUP BY 1 HAVING count(*) > 1"
    ).fetchall()
    assert doubled == []


def test_no_acknowledged_check_in_is_lost_or_doubled_by_kills(
    event: Path, start: Start, full: bool, tell: Tell
) -> None:
    kills, guests = (50, 300) if full else (5, 60)
    dice = random.Random()
    acknowledged: list[str] = []
    first = 0
    for kill in range(kills):
        child = start("admit", "child state", first, guests)
        let_go(child)
        lines = [child.stdout.readline() for _ in range(dice.randint(1, guests // kills))]
        time.sleep(dice.uniform(0, 0.01))  # so that the kill meets any moment of the next act
        child.kill()
        lines += child.stdout.read().splitlines(keepends=True)
        whole = [line.split() for line in lines if line.endswith("\n")]
        acknowledged += [nonce for word, _, nonce in whole if word == "admitted"]
        first = (first + len(whole)) % guests if kill % 2 else 0  # on from there, or all again
    with reopen(event) as file:
        assert_sound(file)
        admitted = Counter(
            nonce
            for (nonce,) in file.connection.execute(
                "SELECT nonce FROM journal WHERE kind = 'check_in'"
            )
        )
        assert set(acknowledged) <= set(admitted)
        assert set(admitted.values()) == {1}
        assert len(admitted) - len(acknowledged) <= kills  # committed, killed before it was said
        assert counts(file).arrived == len(admitted)
        (badges,) = file.connection.execute("SELECT count(*) FROM print").fetchone()
        assert badges == len(admitted)
    tell(f"{kills} kills: {len(acknowledged)} acknowledged, {len(admitted)} committed")


def test_two_processes_admit_each_guest_exactly_once(
    event: Path, start: Start, full: bool, tell: Tell
) -> None:
    guests = 300 if full else 60
    children = [start("admit", f"state {number}", 0, guests) for number in range(2)]
    let_go(*children)
    answers = [child.communicate()[0].splitlines() for child in children]
    assert [child.returncode for child in children] == [0, 0]
    words = Counter(line.split()[0] for lines in answers for line in lines)
    assert words == {"admitted": guests, "already_redeemed": guests}
    admitted = Counter(
        line.split()[1] for lines in answers for line in lines if line.startswith("admitted")
    )
    assert set(admitted.values()) == {1}
    with reopen(event) as file:
        assert_sound(file)
        assert counts(file).inside == guests
    shares = [sum(line.startswith("admitted") for line in lines) for lines in answers]
    tell(f"two processes admitted {shares[0]} and {shares[1]} of {guests}")


def test_scans_go_on_while_another_process_loads_a_list(
    event: Path, start: Start, full: bool, tell: Tell
) -> None:
    rows = 20_000 if full else 2_000
    took: list[float] = []  # ms
    with reopen(event) as file:
        loader = start("load", "loader state", rows)
        let_go(loader)
        assert loader.stdout.readline() == "loading\n"
        number = 0
        while loader.poll() is None:
            begun = time.perf_counter()
            secret = f"l{number * 997 % rows}" if number % 2 else f"s{number // 2 % 60}"
            answer = check_in(file, Scan(new_nonce(), utc_now(), secret=secret))
            took.append(1000 * (time.perf_counter() - begun))
            if number < 120 and number % 2 == 0:
                assert not isinstance(answer, Refused)
            number += 1
            time.sleep(0.005)  # two hundred guests a second at most: without any it is no door
        assert loader.returncode == 0
        assert number > 10
        # No more writes are refused for want of a turn: StoreUnavailable would have ended this.
        assert counts(file).expected == rows + (300 if full else 60)
        for late in range(1, rows, rows // 10):
            again = check_in(file, Scan(new_nonce(), utc_now(), secret=f"l{late}"))
            assert not isinstance(again, Refused) or again.reason is Reason.ALREADY_REDEEMED
        assert_sound(file)
    took.sort()
    middle, slow = statistics.median(took), took[int(len(took) * 0.99)]
    tell(
        f"{len(took)} scans while {rows} rows were loaded: "
        f"median {middle:.1f} ms, p99 {slow:.1f} ms, longest {took[-1]:.1f} ms"
    )
