"""One evening at two doors and a real pretix, with all that goes wrong on such an evening."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from data.guests import Direction, Guest, Reason, TicketStatus
from data.identity import utc_now
from data.store.deliveries import given_up_rows
from data.store.far_guests import far_guest_of
from data.store.journal import rows
from tests.real_pretix.conftest import GUESTS
from tests.real_pretix.door import Door
from tests.real_pretix.proxy import Proxy
from tests.real_pretix.seed import Seeded
from tests.real_pretix.server import PretixServer

Tell = Callable[[str], None]
SOON, LATE = timedelta(minutes=3), timedelta(minutes=40)


def position_of(door: Door, guest: Guest) -> str:
    ticket = far_guest_of(door.file.connection, door.key, guest.id)
    assert ticket is not None
    return ticket.far_key


def failures_at_pretix(seeded: Seeded) -> list[dict[str, Any]]:
    found = seeded.all(f"events/{seeded.event}/checkins/", successful="false")
    return [one for one in found if one["error_reason"] != "annulled"]


def test_an_evening_with_everything_that_goes_wrong(
    tmp_path: Path, pretix: PretixServer, seeded: Seeded, proxy: Proxy, tell: Tell
) -> None:
    unpaid = seeded.order(["Pays One", "Pays Two", "Never Pays"], status="n")
    cancelled = seeded.order(["Signed Off"])
    seeded.post(f"events/{seeded.event}/orders/{cancelled['code']}/mark_canceled/", {})
    blocked = seeded.order(["Blocked Guest"])["positions"][0]["id"]
    seeded.post(f"events/{seeded.event}/orderpositions/{blocked}/add_block/", {"name": "api:x"})
    pair = seeded.order(["Stays", "Ticket Cancelled Tonight"])

    begun = utc_now() - timedelta(hours=2)
    north = Door.set_up(tmp_path / "north", "north", _through(proxy, seeded.device("north")), begun)
    south = Door.set_up(
        tmp_path / "south", "south", _through(proxy, seeded.device("south", "pretixscan")), begun
    )
    try:
        for door in (north, south):
            report = door.sync_all()
            assert report.fetched == GUESTS + 7
            assert len(door.guests()) == GUESTS + 7
        by_name = {guest.name: guest for guest in north.guests()}
        assert by_name["Signed Off"].status is TicketStatus.CANCELED
        assert by_name["Blocked Guest"].status is TicketStatus.BLOCKED
        # the nationality of the question, never the address, which says US for everybody
        assert {code for g in by_name.values() for code in g.countries} == {
            "DE", "FR", "RU", "CN", "VN", "XK", "BR", "NG",
        }  # fmt: skip

        proxy.lose_one_in(6)
        expected_failures = Counter[str]()
        plain = sorted((g for n, g in by_name.items() if n[-1].isdigit()), key=lambda g: g.id)
        assert len(plain) == GUESTS

        # The first hour: the doors take their own guests, and both push at once.
        for number, guest in enumerate(plain[:60]):
            north.admitted(guest.secret if number % 2 else guest)
        for guest in plain[60:90]:
            south.admitted(guest)
        _at_once(north, south)

        # Refusals: unknown, cancelled, blocked, already in, unpaid; and those that end well.
        north.refused("nobody has this code")
        north.refused("nobody\x00has this either")
        expected_failures["invalid"] += 2
        assert north.refused(by_name["Signed Off"]).reason is Reason.CANCELED
        assert north.refused(by_name["Blocked Guest"]).reason is Reason.BLOCKED
        expected_failures.update(("canceled", "blocked"))
        north.refused(plain[3])
        expected_failures["already_redeemed"] += 1
        for name in ("Pays One", "Pays Two"):
            north.pays(by_name[name], north.refused(by_name[name]))
        north.refused(by_name["Never Pays"])
        expected_failures["unpaid"] += 1
        assert len(unpaid["positions"]) == 3

        # A ticket gets a new code, and one is cancelled, while this door knows nothing of it.
        renewed = plain[90]
        seeded.post(
            f"events/{seeded.event}/orderpositions/{position_of(north, renewed)}"
            "/regenerate_secrets/",
            {},
        )
        gone = by_name["Ticket Cancelled Tonight"]
        seeded.api.delete(f"events/{seeded.event}/orderpositions/{position_of(north, gone)}/")
        north.admitted(renewed.secret)
        north.admitted(gone.secret)
        expected_failures["invalid"] += 2  # which pretix notes by itself
        north.sync()

        # The server dies in the middle; the door goes on.
        pretix.kill()
        outage = [north.admitted(guest) for guest in plain[91:120]]
        report = north.sync()
        assert report.problem is not None
        assert not report.problem.lasting
        assert report.waiting >= len(outage)
        for guest in plain[:12]:
            north.leaves(guest)
        for guest in plain[:6]:
            assert north.admitted(guest).re_entry
        never_sent = [outage[0], outage[1]]
        for act in never_sent:  # late, yet before anybody was told
            north.takes_back(act, LATE)
        assert north.refused(plain[200], direction=Direction.EXIT).reason is Reason.NOT_INSIDE
        expected_failures["error"] += 1
        doubles = plain[120:123]
        for guest in doubles:  # both doors alone, the same guests
            north.admitted(guest)
            south.admitted(guest, seconds=11)
        pretix.start()
        north.sync_all()

        # Annulments of what pretix knows: soon enough, and too late.
        by_guest = {act.guest.id: act for act in north.acts if act.direction is Direction.ENTRY}
        for guest in plain[40:45]:
            north.takes_back(by_guest[guest.id], SOON)
        too_late = plain[45:47]
        for guest in too_late:
            north.takes_back(by_guest[guest.id], LATE)
        came_back = north.admitted(plain[40])
        assert not came_back.re_entry
        exit_only = north.leaves(plain[50])
        north.takes_back(exit_only, SOON)

        # Walk-ins and companions: the one device may sell, the other may not.
        paid_for = north.walk_in("Walk Ín", countries=("XK",))
        north.pays(paid_for, north.refused(paid_for))
        albatross = next(guest for guest in plain[130:180] if guest.product == "Albatross")
        host = north.admitted(albatross, party=2)
        assert len(host.entered) == 2
        alone = south.walk_in("Only Here", product="Albatross")
        south.admitted(alone)
        printed = north.prints()
        assert printed > 80

        _at_once(north, south)
        reports = [door.sync_all() for door in (north, south)]

        # Row by row: what stands here stands there, at the same microsecond, once.
        by_hand = Counter(
            (position_of(north, guest), by_guest[guest.id].at, "entry") for guest in too_late
        )
        not_there = {
            (position_of(north, gone), by_guest[gone.id].at, "entry"),
            next(one for one in south.attendance() if one[0] == "not at pretix"),
        }
        ours = Counter(north.attendance()) + Counter(south.attendance()) + by_hand
        assert seeded.attendance() == ours - Counter(not_there)
        failures = failures_at_pretix(seeded)
        told = {(one["datetime"], one["error_reason"]) for one in failures}
        assert Counter(reason for _, reason in told) == expected_failures
        happened = {written.row.at for written in rows(north.file.connection)}
        assert {datetime.fromisoformat(at) for at, _ in told} <= happened
        again = Counter(one["error_reason"] for one in failures) - expected_failures
        assert set(again) <= {"invalid"}  # a redeem told again, after its answer was lost

        # What was given up, with its reason; everything else arrived.
        why = Counter(one.code for one in given_up_rows(north.file.connection, north.key))
        assert why == {"annul_too_late": 2, "ticket_gone": 1}
        (kept,) = given_up_rows(south.file.connection, south.key)
        assert (kept.code, kept.written.row.guest_id) == ("walk_in_not_allowed", alone.id)
        assert [report.waiting for report in reports] == [0, 0]

        # Both doors are shown the doubles, which pretix itself counts once.
        north.far_end.hurry()
        report = north.sync_all()
        assert {one.guest_id for one in report.doubles} == {guest.id for guest in doubles}

        # Each badge print once, although answers got lost.
        orders = seeded.all(f"events/{seeded.event}/orders/")
        positions = [position for order in orders for position in order["positions"]]
        # all but that of the cancelled ticket, which pretix shows no more
        assert sum(len(position["print_logs"]) for position in positions) == printed - 1
        assert max(len(position["print_logs"]) for position in positions) == 1
        walk_ins = [order for order in orders if order["positions"][0]["id"] > pair_last(pair)]
        sold = {order["positions"][0]["attendee_name"]: order for order in walk_ins}
        companion = f"{albatross.name} +1"
        assert {name: order["total"] for name, order in sold.items()} == {
            "Walk Ín": "10.00",
            companion: "0.00",
        }
        assert len(walk_ins) == 2
        assert sold["Walk Ín"]["positions"][0]["answers"][0]["answer"] == "XK"
        assert sold["Walk Ín"]["status"] == "p"
        assert all(len(order["positions"][0]["print_logs"]) == 1 for order in walk_ins)

        assert len(proxy.lost) > 20
        tell(
            f"{len(proxy.lost)} answers lost, {len(proxy.errors)} times 500, "
            f"{reports[0].sent} and {reports[1].sent} rows sent"
        )
    finally:
        north.close()
        south.close()


def pair_last(order: dict[str, Any]) -> int:
    return int(order["positions"][-1]["id"])


def _through(proxy: Proxy, code: dict[str, object]) -> dict[str, object]:
    return {**code, "url": proxy.url}


def _at_once(*doors: Door) -> None:
    """Both laptops sync at the same time; what each did is told by its own thread."""
    with ThreadPoolExecutor(len(doors)) as pool:
        reports = [pool.submit(door.sync_apart) for door in doors]
        assert [report.result().waiting for report in reports] == [0] * len(doors)
