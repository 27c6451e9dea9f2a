"""Our badges and pretix's own, drawn in turns in one run on one machine.

    PENNANT_PRETIX=1 uv run pytest tests/benchmarks/test_beside_pretix.py

installs pretix from PyPI the first time (tests/pretix_venv.py). Ours bears name, flag, country,
product, event and QR; pretix's the same without the flag, which it cannot draw, and once more as
pretix does it by itself: the name alone.
"""

import json
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from badges.badge import Badge
from badges.design import CLASSIC
from badges.lettering import outline
from badges.render import render_badge
from badges.stock import stock_named
from tests.benchmarks.test_badges import GUESTS
from tests.pretix_venv import pretix_python

Draw = Callable[[list[Badge]], list[float]]

ROUNDS = 3
WITH_CODE = replace(CLASSIC, has_qr=True)

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(
        not os.environ.get("PENNANT_PRETIX"), reason="PENNANT_PRETIX=1 asks for a real pretix"
    ),
]


@pytest.mark.parametrize("layout", ["full", "name"])
def test_a_badge_beside_the_one_that_pretix_draws(layout: str, tell: Callable[[str], None]) -> None:
    part = len(GUESTS) // ROUNDS
    ours, theirs = [], []
    with pretixs(layout) as drawn_by_pretix:
        for draw in (drawn_by_us, drawn_by_pretix):
            draw(GUESTS[:part])  # both warm
        for number in range(ROUNDS):
            guests = GUESTS[number * part : (number + 1) * part]
            ours += drawn_by_us(guests)
            theirs += drawn_by_pretix(guests)
    assert len(ours) == len(theirs) == len(GUESTS)
    mine, its = statistics.median(ours) * 1000, statistics.median(theirs) * 1000
    tell(
        f"one badge, {len(GUESTS)} names: ours {mine:.1f} ms, pretix's ({layout}) {its:.1f} ms, "
        f"ratio {its / mine:.1f}"
    )


def drawn_by_us(guests: list[Badge]) -> list[float]:
    """Seconds for each."""
    stock = stock_named("62x100")
    seconds = []
    for guest in guests:
        outline.cache_clear()  # a name nobody had yet
        begun = time.perf_counter()
        render_badge(guest, stock, design=WITH_CODE)
        seconds.append(time.perf_counter() - begun)
    return seconds


@contextmanager
def pretixs(layout: str) -> Iterator[Draw]:
    """pretix in a process of its own."""
    script = Path(__file__).with_name("pretix_badges.py")
    process = subprocess.Popen(
        [pretix_python(), script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    asked, answers = process.stdin, process.stdout

    def drawn(guests: list[Badge]) -> list[float]:
        named = [
            {"name": f"{guest.first_name} {guest.last_name}", "country": guest.countries[0]}
            for guest in guests
        ]
        asked.write(json.dumps({"layout": layout, "guests": named}) + "\n")
        asked.flush()
        return [float(seconds) for seconds in json.loads(answers.readline())]

    with process:
        yield drawn
        asked.close()
