"""Whatever is pressed, no scan is lost."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from data.attendance import counts
from tests.end_to_end.venue import CODES, CTRL, SHIFT, Venue

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen
KEY = Qt.Key
COMMANDS = (
    *((key, CTRL) for key in (KEY.Key_1, KEY.Key_2, KEY.Key_3, KEY.Key_4, KEY.Key_5)),
    *((key, CTRL) for key in (KEY.Key_Z, KEY.Key_P, KEY.Key_I, KEY.Key_G, KEY.Key_R, KEY.Key_D)),
    *((key, CTRL) for key in (KEY.Key_N, KEY.Key_E, KEY.Key_T, KEY.Key_Up, KEY.Key_Down)),
    (KEY.Key_Z, CTRL | SHIFT),
)
WORDS = ("anna", "zoya", "eric", "schm", "x", "дмит", "nobody")


@pytest.mark.parametrize("seed", [1, 2])
def test_every_burst_of_a_known_code_gets_one_answer_whatever_else_is_pressed(
    door: Venue, seed: int
) -> None:
    rng = random.Random(seed)
    scanned: list[str] = []
    asked: list[str] = []
    door.desk.answered.connect(
        lambda scan, _: asked.append(scan.secret or "") if scan.follows_nonce is None else None
    )
    previous = ""
    for _ in range(150):
        match rng.randrange(6):
            case 0 | 1:
                code = rng.choice([one for one in CODES if one != previous])
                previous = code
                door.clock.later(5)
                door.burst(code, rng.choice([KEY.Key_Return, KEY.Key_Tab]))
                scanned.append(code)
            case 2:
                door.type(rng.choice(WORDS))
            case 3:
                door.press(rng.choice([KEY.Key_Down, KEY.Key_Up, KEY.Key_Escape]))
            case 4:
                door.type(rng.choice(WORDS))  # Enter alone would ask again for the last code
                door.press(KEY.Key_Return, "\r")
            case _:
                key, modifiers = rng.choice(COMMANDS)
                QTest.keyClick(door.app.shell, key, modifiers)
        if rng.random() < 0.3:
            door.settle()
    door.settle()
    assert [secret for secret in asked if secret] == scanned
    entries = [e for state in door.states() for e in state.entries if e.annulled_by is None]
    told = door.asks(counts)
    assert told.inside == sum(entry.is_open for entry in entries)
    door.qtbot.waitUntil(lambda: door.evening.door.status.view.arrived == told.arrived)
