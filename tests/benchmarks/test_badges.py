"""Badges warm, first, and by the hundred; the figures of issue 3's "Must hold" are told beside."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from badges.badge import Badge
from badges.design import CLASSIC
from badges.flags import flag_codes
from badges.lettering import outline
from badges.render import render_badge
from badges.roster import RosterRow, render_roster
from badges.sheet import render_sheets
from badges.stock import stock_named
from kiosk.printing.raster import page_images

pytestmark = pytest.mark.usefixtures("qapp")

FIRST = (
    "Zoya", "Jochen", "Eric", "Thị Hồng", "محمد", "Ana", "Anne-Sophie", "さくら", "Дмитрий",
    "Oluwaseun", "María Fernanda", "Γιώργος", "अनुष्का", "김민준", "สมชาย", "ქეთევან", "Łukasz",
)  # fmt: skip
LAST = (
    "Vinogradova", "Schäfer", "陈", "Nguyễn", "عبد الرحمن", "López", "van der Westhuizen-Botha",
    "佐藤", "Шостакович", "Adébáyọ̀", "Rodríguez y Villanueva", "Παπαδόπουλος", "शर्मा", "",
    "ใจดี", "Ó Súilleabháin", "Brzęczyszczykiewicz", "Smith", "Ng",
)  # fmt: skip
NATIONS = sorted(flag_codes())[::4][:60]
GUESTS = [
    Badge(
        first,
        last,
        countries=(nation,),
        second_line="Albatross",
        event_name="Moscow · November",
        code=f"K7F3-{number:04}",
    )
    for number, (first, last, nation) in enumerate(
        islice(zip(cycle(FIRST), cycle(LAST), cycle(NATIONS)), 300)
    )
]  # 300 different ones: 17 first names and 19 surnames meet once in 323

WITH_CODE = replace(CLASSIC, has_qr=True)
ALL_FLAGS = sorted(flag_codes())

FIRST_BADGE = """
import time
begun = time.perf_counter()
from kiosk.qt_start import gui_application
application = gui_application()
from badges.badge import Badge
from badges.design import CLASSIC
from badges.render import render_badge
from badges.stock import stock_named
stock = stock_named("62x100")
started = time.perf_counter()
render_badge(Badge("Zoya", "Vinogradova", countries=("RU",), event_name="Moscow"), stock)
print(started - begun, time.perf_counter() - started)
"""


def test_a_badge_nobody_was_printed_before(benchmark: BenchmarkFixture) -> None:
    guests = cycle(GUESTS)

    def fresh() -> bytes:
        outline.cache_clear()
        return render_badge(next(guests), stock_named("62x100"))

    pdf = benchmark(fresh)
    benchmark.extra_info["bytes"] = len(pdf)


def test_a_warm_badge_is_quick_and_small(tell: Callable[[str], None]) -> None:
    stock = stock_named("62x100")
    guests = [
        replace(g, countries=(f,)) for g, f in zip(cycle(GUESTS), ALL_FLAGS * 4, strict=False)
    ]
    for guest in guests:
        render_badge(guest, stock, design=WITH_CODE)
    seconds, sizes = [], []
    for guest in guests:
        outline.cache_clear()  # a name nobody had yet, in letters somebody had
        begun = time.perf_counter()
        sizes.append(len(render_badge(guest, stock, design=WITH_CODE)))
        seconds.append(time.perf_counter() - begun)
    median, p99 = statistics.median(seconds) * 1000, statistics.quantiles(seconds, n=100)[98] * 1000
    tell(f"median {median:.1f} ms (8), p99 {p99:.1f} ms (30), at most {max(sizes)} bytes (25 000)")
    assert median <= 8
    assert p99 <= 30
    assert max(sizes) <= 25_000


def test_the_first_badge_after_the_start(tell: Callable[[str], None]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_BADGE], capture_output=True, text=True, check=True
    )
    start, first = map(float, done.stdout.split())
    tell(f"Qt and imports {start * 1000:.0f} ms, first badge {first * 1000:.0f} ms (250)")
    assert first <= 0.25


def test_a_badge_as_pixels_for_a_label_printer(benchmark: BenchmarkFixture) -> None:
    pdf = render_badge(GUESTS[0], stock_named("62x100"))
    assert benchmark(lambda: next(page_images(pdf, 300))).width() > 1000


def test_three_hundred_badges_on_sheets(
    benchmark: BenchmarkFixture, tell: Callable[[str], None]
) -> None:
    def fresh() -> bytes:
        outline.cache_clear()
        return render_sheets(GUESTS, stock_named("avery-l4785"))

    pdf = benchmark(fresh)
    tell(f"300 badges of {len(NATIONS)} nations: {len(pdf)} bytes (2 000 000)")
    assert len(pdf) <= 2_000_000
    assert benchmark.stats is not None
    assert benchmark.stats.stats.max <= 1.5


def test_three_hundred_guests_on_the_emergency_list(benchmark: BenchmarkFixture) -> None:
    rows = [
        RosterRow(f"{guest.first_name} {guest.last_name} {n}", guest.countries, "Basic", "10.00 €")
        for n, guest in enumerate(GUESTS)
    ]
    benchmark(lambda: render_roster("Moscow · November", rows))
