"""How long a frame of 720p takes to be read; run apart: ``pytest tests/benchmarks``."""

from collections.abc import Callable
from random import Random
from statistics import median
from time import perf_counter

from pytestqt.qtbot import QtBot

from kiosk.scanning.qr_reading import luma_of_picture, qr_codes
from tests.kiosk.camera.scenes import KINDS, luma, room, ticket

MOST_SECONDS = 0.006
EACH = 6


def test_a_frame_of_720p_is_read_within_six_milliseconds(
    qtbot: QtBot, tell: Callable[[str], None]
) -> None:
    chance = Random("speed")
    frames = [luma(scene(ticket(chance), chance)) for scene in KINDS.values() for _ in range(EACH)]
    empty = [luma_of_picture(room(chance)) for _ in range(EACH * 2)]
    taken = {}
    for name, pictures in (("with a code", frames), ("without", empty)):
        seconds = []
        for picture in pictures:
            before = perf_counter()
            qr_codes(picture)
            seconds.append(perf_counter() - before)
        taken[name] = median(seconds)
    told = ", ".join(f"{name} {1000 * seconds:.1f} ms" for name, seconds in taken.items())
    tell(f"camera, 720p: median {told}")
    assert max(taken.values()) < MOST_SECONDS
