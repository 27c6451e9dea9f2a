from collections.abc import Callable
from random import Random

from pytestqt.qtbot import QtBot

from kiosk.scanning.qr_reading import luma_of_picture, qr_codes
from tests.kiosk.camera.scenes import KINDS, luma, room, ticket

EACH = 21  # of ten kinds


def test_nearly_every_code_before_the_camera_is_read_and_none_wrongly(
    qtbot: QtBot, tell: Callable[[str], None]
) -> None:
    hits: dict[str, int] = {}
    for kind, scene in KINDS.items():
        chance = Random(f"scenes {kind}")
        read = 0
        for _ in range(EACH):
            text = ticket(chance)
            codes = qr_codes(luma(scene(text, chance)))
            assert codes in ((), (text,))
            read += codes == (text,)
        hits[kind] = read
    share = sum(hits.values()) / (EACH * len(KINDS))
    by_kind = ", ".join(f"{kind} {number}" for kind, number in hits.items())
    tell(f"camera: {share:.1%} of {EACH * len(KINDS)} read; of {EACH} each: {by_kind}")
    assert share >= 0.93


def test_an_empty_room_holds_no_code(qtbot: QtBot) -> None:
    chance = Random("rooms")
    assert not any(qr_codes(luma_of_picture(room(chance))) for _ in range(20))
