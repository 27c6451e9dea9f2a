from itertools import cycle, islice

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from badges.badge import Badge
from badges.lettering import outline
from badges.render import render_badge
from badges.roster import RosterRow, render_roster
from badges.sheet import render_sheets
from badges.stock import stock_named
from kiosk.printing.raster import page_images

pytestmark = pytest.mark.usefixtures("qapp")

GUESTS = [
    Badge(first, last, countries=countries, second_line="Albatross", event_name="Moscow · November")
    for first, last, countries in (
        ("Zoya", "Vinogradova", ("RU",)), ("Jochen", "Schäfer", ("DE",)), ("Eric", "陈", ("CN",)),
        ("Thị Hồng", "Nguyễn", ("VN",)), ("محمد", "عبد الرحمن", ("SA",)), ("Ana", "López", ("ES",)),
        ("Anne-Sophie", "van der Westhuizen-Botha", ("ZA", "NL")), ("さくら", "佐藤", ("JP",)),
    )
]  # fmt: skip


def test_a_badge_nobody_was_printed_before(benchmark: BenchmarkFixture) -> None:
    guests = cycle(GUESTS)

    def fresh() -> bytes:
        outline.cache_clear()
        return render_badge(next(guests), stock_named("62x100"))

    pdf = benchmark(fresh)
    benchmark.extra_info["bytes"] = len(pdf)


def test_a_badge_as_pixels_for_a_label_printer(benchmark: BenchmarkFixture) -> None:
    pdf = render_badge(GUESTS[0], stock_named("62x100"))
    assert benchmark(lambda: next(page_images(pdf, 300))).width() > 1000


def test_three_hundred_badges_on_sheets(benchmark: BenchmarkFixture) -> None:
    guests = list(islice(cycle(GUESTS), 300))
    benchmark(lambda: render_sheets(guests, stock_named("avery-l4785")))


def test_three_hundred_guests_on_the_emergency_list(benchmark: BenchmarkFixture) -> None:
    rows = [
        RosterRow(f"{guest.first_name} {guest.last_name} {n}", guest.countries, "Basic", "10.00 €")
        for n, guest in enumerate(islice(cycle(GUESTS), 300))
    ]
    benchmark(lambda: render_roster("Moscow · November", rows))
