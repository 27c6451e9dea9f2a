"""Whatever happens at the door and to the network: at the end pretix has what happened, once."""

import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from hypothesis import given, settings
from hypothesis import strategies as st

from data.guests import Admitted, Direction, Payment, PaymentMethod
from data.store.event_file import EventFile
from data.store.journal import Kind, rows, rows_at
from data.walk_in import WalkIn, add_walk_in
from tests.data.evening import DEVICE, INFO, Evening, TestClock
from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.fake_faults import html, lost, stumbles, unplugged
from tests.data.sync.pretix.laptop import Laptop
from tests.data.sync.pretix.positions import positions_by_guest

GUESTS = ("Anna", "Berta", "Carla")


def busy(request: httpx.Request, act: Any) -> httpx.Response:
    return httpx.Response(503)


def portal(request: httpx.Request, act: Any) -> httpx.Response:
    return html(200)


def fine(request: httpx.Request, act: Any) -> httpx.Response:
    answer = act()
    assert isinstance(answer, httpx.Response)
    return answer


def in_flight(request: httpx.Request, act: Any) -> httpx.Response:
    return httpx.Response(409, json={"detail": "in flight"}, headers={"Retry-After": "5"})


FAULTS = (fine, fine, lost, stumbles, unplugged, busy, portal, in_flight)
ACTS = ("in", "out", "back", "refused", "walk_in", "print", "sync", "sync", "wait", "cancel")
Steps = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 2)), max_size=14)


@settings(max_examples=40, deadline=None)
@given(steps=Steps, faults=st.lists(st.sampled_from(FAULTS), max_size=25))
def test_at_the_end_pretix_has_what_happened_once(
    steps: list[tuple[str, int]], faults: list[Any]
) -> None:
    clock = TestClock()
    with (
        tempfile.TemporaryDirectory() as folder,
        EventFile.create(
            Path(folder) / "e.pennant", INFO, DEVICE, Path(folder) / "state", clock
        ) as file,
    ):
        fake = FakePretix(clock)
        laptop = Laptop.joined(Evening(file, clock), fake)
        fake.sell(*GUESTS)
        laptop.sync()
        fake.fails("/organizers/", *faults)
        for act, number in steps:
            play(laptop, act, number)
        fake.faults.clear()
        fake.keys.clear()  # a day later
        for _ in range(4):
            report = laptop.sync_later()
        assert (report.problem, report.waiting) == (None, 0)
        compare(laptop, {number for act, number in steps if act == "cancel"})
        laptop.far_end.close()


def play(laptop: Laptop, act: str, number: int) -> None:
    evening, guest = laptop.evening, laptop.guest(GUESTS[number])
    match act:
        case "in":
            evening.scan(guest)
        case "out":
            evening.scan(guest, direction=Direction.EXIT)
        case "back":
            entries = evening.state(guest).entries
            if entries:
                evening.annul(entries[-1].nonce)
        case "refused":
            evening.scan("nobody has this")
        case "walk_in":
            walk_in = WalkIn(f"Walk-in {evening.nonce()}", product="Basic")
            added = add_walk_in(evening.file, walk_in, nonce=evening.nonce(), at=evening.clock.now)
            evening.scan(added, payment=Payment.whole(PaymentMethod.CARD))
        case "print":
            evening.print_badges()
        case "sync":
            laptop.sync()
        case "wait":
            evening.clock.now += timedelta(minutes=6)
        case "cancel":  # at pretix, without a word to us
            order = next(iter(laptop.fake.orders.values()))
            order["positions"][number]["canceled"] ^= True
            laptop.fake.touch(order)
        case _:
            raise ValueError(act)


def compare(laptop: Laptop, cancelled: set[int]) -> None:
    """Row by row: entries and exits, refused scans, badge prints, orders.

    Badges of those whose ticket was ever ``cancelled`` at pretix may be told there or not.
    """
    connection = laptop.evening.file.connection
    written = list(rows(connection))
    keys = positions_by_guest(connection, "pretix")
    by_hand = {one.written.id: one for one in laptop.given_up()}
    assert {one.code for one in by_hand.values()} <= {"annul_too_late", "ticket_gone"}
    judged = {int(keys[one.written.row.guest_id or ""]) for one in by_hand.values()}
    ours: Counter[tuple[int, str, str]] = Counter()
    for row in written:
        if row.row.kind not in (Kind.CHECK_IN, Kind.EXIT):
            continue
        entry = row.row.target if row.row.kind == Kind.EXIT else row.id
        if any(rows_at(connection, one or "", Kind.ANNUL) for one in (row.id, entry)):
            continue
        way = "exit" if row.row.kind == Kind.EXIT else "entry"
        at = row.row.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        ours[int(keys[row.row.guest_id or ""]), at, way] += 1
    # Whoever stands on the list to be corrected by hand is for a person to judge.
    theirs = Counter(laptop.fake.check_ins())
    assert {k: n for k, n in theirs.items() if k[0] not in judged} == {
        k: n for k, n in ours.items() if k[0] not in judged
    }
    unknown = [row for row in written if row.row.personal.get("scanned") == "nobody has this"]
    told = [scan for scan in laptop.fake.scans if scan["raw"] == "nobody has this"]
    assert len(told) == len(unknown)
    walk_ins = {
        row.row.guest_id
        for row in written
        if row.row.kind == Kind.CHECK_IN and row.row.guest_id not in _listed(laptop)
    }
    assert sum("asked" in order for order in laptop.fake.orders.values()) == len(walk_ins)
    added = sum(row.row.kind == Kind.WALK_IN for row in written)
    assert len(laptop.guests()) == len(GUESTS) + added
    told_prints = {
        (position["id"], log["datetime"])
        for order in laptop.fake.orders.values()
        for position in order["positions"]
        for log in position["print_logs"]
    }
    assert sum(map(len, _print_logs(laptop))) == len(told_prints)
    was_cancelled = {int(keys[laptop.guest(GUESTS[number]).id]) for number in cancelled}
    printed = {
        (int(keys[row.row.guest_id or ""]), row.row.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
        for row in written
        if row.row.kind == Kind.BADGE_SENT
    }
    assert {one for one in printed if one[0] not in was_cancelled} == {
        one for one in told_prints if one[0] not in was_cancelled
    }


def _print_logs(laptop: Laptop) -> list[list[Any]]:
    orders = laptop.fake.orders.values()
    return [position["print_logs"] for order in orders for position in order["positions"]]


def _listed(laptop: Laptop) -> set[str]:
    return {laptop.guest(name).id for name in GUESTS}


def test_the_comparison_would_notice(laptop: Laptop, fake: FakePretix, evening: Evening) -> None:
    fake.sell(*GUESTS)
    laptop.sync()
    assert isinstance(evening.scan(laptop.guest("Anna")), Admitted)
    laptop.sync()
    compare(laptop, set())
    fake.scans.append(dict(fake.scans[0]))
    try:
        compare(laptop, set())
    except AssertionError:
        return
    raise AssertionError("a check-in that stands twice was not noticed")
