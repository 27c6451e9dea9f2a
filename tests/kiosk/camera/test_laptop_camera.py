import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from data.identity import utc_now
from kiosk.background import Background
from kiosk.camera.laptop_camera import LaptopCamera
from kiosk.camera.trouble import CameraTrouble, camera_words
from kiosk.look.look import Look
from kiosk.words import ENGLISH


@pytest.fixture
def without_extra(qtbot: QtBot) -> Iterator[LaptopCamera]:
    camera = LaptopCamera(Background("camera"), utc_now, has_extra=lambda: False)
    yield camera
    camera.close()


def test_without_the_extra_a_sentence_says_how_to_get_it(
    without_extra: LaptopCamera, qtbot: QtBot
) -> None:
    view = without_extra.view(Look(), ENGLISH)
    qtbot.addWidget(view)
    without_extra.turn(on=True)
    assert without_extra.trouble is CameraTrouble.NOT_INSTALLED
    assert view.sentence() == "To read codes with a camera, install pennant-kiosk[camera]."
    assert without_extra.choices() == ()


def test_each_trouble_has_its_own_sentence() -> None:
    said = {camera_words(trouble, ENGLISH) for trouble in CameraTrouble}
    assert len(said) == len(CameraTrouble)


def test_the_picture_is_shown_mirrored(without_extra: LaptopCamera, qtbot: QtBot) -> None:
    view = without_extra.view(Look(), ENGLISH, 200)
    qtbot.addWidget(view)
    picture = QImage(160, 120, QImage.Format.Format_Grayscale8)
    picture.fill(0)
    for y in range(120):
        for x in range(40):
            picture.setPixel(x, y, 0xFFFFFF)
    view.resize(view.sizeHint())
    view.show_picture(picture)
    shown = view.grab().toImage()
    middle = shown.height() // 2
    assert shown.pixelColor(shown.width() - 10, middle).lightness() > 200
    assert shown.pixelColor(10, middle).lightness() < 50


def test_the_door_loads_nothing_of_multimedia_while_the_camera_is_off() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, kiosk.app; print(*sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert "kiosk.camera.laptop_camera" in told.stdout.split()
    assert not {"PySide6.QtMultimedia", "kiosk.camera.camera"} & set(told.stdout.split())
