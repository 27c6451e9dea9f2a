"""What a camera at a door sees: a code on paper or a phone, well or badly, made by chance.

Ten kinds of trouble. None is chosen by whether the decoder likes it: the ranges are those of a
hand in front of a laptop in a bar.
"""

from collections.abc import Callable
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF, QTransform

from badges.qr import QUIET_MODULES, qr_matrix
from data.tickets.pennant_code import code_for
from kiosk.scanning.qr_reading import Luma
from tests.data.tickets.signing import Signer

WIDTH, HEIGHT = 1280, 720
PRETIX = "abcdefghjkmnpqrstuvwxyz23456789"
MODULE = 8  # px in which a code is first drawn


def ticket(chance: Random) -> str:
    """A code as guests bring them: ours, pretix's, a signed one, Luma's."""
    ours = code_for([chance.randrange(32) for _ in range(16)])
    pretix = "".join(chance.choices(PRETIX, k=32))
    luma = f"https://luma.com/check-in/evt-{pretix[:16]}?pk=g-{pretix[16:28]}"
    return chance.choices((ours, pretix, Signer().ticket(), luma), (5, 3, 1, 1))[0]


def code_picture(text: str) -> QImage:
    """The code alone, dark on light, its quiet zone round it."""
    matrix = qr_matrix(text)
    side = (len(matrix) + 2 * QUIET_MODULES) * MODULE
    picture = QImage(side, side, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    for y, row in enumerate(matrix, QUIET_MODULES):
        for x, dark in enumerate(row, QUIET_MODULES):
            if dark:
                painter.fillRect(x * MODULE, y * MODULE, MODULE, MODULE, Qt.GlobalColor.black)
    painter.end()
    return picture


def room(chance: Random) -> QImage:
    """A dim room behind it: blots of grey."""
    picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    picture.fill(QColor.fromHsv(30, 60, chance.randrange(30, 110)))
    painter = QPainter(picture)
    for _ in range(25):
        grey = chance.randrange(20, 200)
        box = QRectF(chance.randrange(WIDTH), chance.randrange(HEIGHT), 0, 0)
        box.setSize(QRectF(0, 0, chance.randrange(30, 400), chance.randrange(30, 300)).size())
        painter.fillRect(box, QColor(grey, grey, grey))
    painter.end()
    return picture


def seen(
    text: str, chance: Random, *, side: float, slant: float = 0.06, turn: float = 12
) -> Image.Image:
    """The code ``side`` px large somewhere in the room, slanted and turned by chance."""
    code, picture = code_picture(text), room(chance)
    half = side / 2
    x = chance.uniform(half * 1.5, WIDTH - half * 1.5)
    y = chance.uniform(half * 1.5, HEIGHT - half * 1.5)
    around = QTransform().translate(x, y).rotate(chance.uniform(-turn, turn))
    corners = [(-half, -half), (half, -half), (half, half), (-half, half)]
    there = [
        around.map(QPointF(cx + chance.uniform(-slant, slant) * side,
                           cy + chance.uniform(-slant, slant) * side))
        for cx, cy in corners
    ]  # fmt: skip
    size = code.width()
    flat = [QPointF(0, 0), QPointF(size, 0), QPointF(size, size), QPointF(0, size)]
    to_room = QTransform()
    assert QTransform.quadToQuad(QPolygonF(flat), QPolygonF(there), to_room)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setTransform(to_room)
    painter.drawImage(0, 0, code)
    painter.end()
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    return Image.frombytes("L", (WIDTH, HEIGHT), bytes(grey.constBits()))


def perspective(text: str, chance: Random) -> Image.Image:
    """Held at an angle."""
    return seen(text, chance, side=chance.uniform(220, 420), slant=0.19, turn=180)


def blur(text: str, chance: Random) -> Image.Image:
    """Out of focus, and moved a little."""
    sharp = seen(text, chance, side=chance.uniform(280, 460))
    moved = ImageChops.blend(sharp, ImageChops.offset(sharp, chance.randrange(1, 4), 0), 0.5)
    return moved.filter(ImageFilter.GaussianBlur(chance.uniform(0.8, 3.4)))


def noise(text: str, chance: Random) -> Image.Image:
    """A cheap sensor in little light."""
    clear = seen(text, chance, side=chance.uniform(240, 420))
    grain = Image.effect_noise(clear.size, chance.uniform(30, 100))
    return ImageChops.add(clear, grain, offset=-128)


def dark(text: str, chance: Random) -> Image.Image:
    """A room in which one can hardly read; paper is a dark grey."""
    share, floor = chance.uniform(0.05, 0.2), chance.randrange(4, 14)
    dim = seen(text, chance, side=chance.uniform(260, 420)).point(lambda v: v * share + floor)
    return ImageChops.add(dim, Image.effect_noise(dim.size, 4), offset=-128)


def glare(text: str, chance: Random) -> Image.Image:
    """A lamp mirrored in the phone's glass, beside the middle of the code or on its edge."""
    clear = seen(text, chance, side=chance.uniform(280, 440))
    light = Image.new("L", clear.size, 0)
    x, y, r = chance.randrange(WIDTH), chance.randrange(HEIGHT), chance.randrange(200, 450)
    ImageDraw.Draw(light).ellipse((x - r, y - r, x + r, y + r), fill=chance.randrange(90, 240))
    return ImageChops.add(clear, light.filter(ImageFilter.GaussianBlur(60)))


def inverted(text: str, chance: Random) -> Image.Image:
    """A phone in dark mode."""
    return ImageChops.invert(seen(text, chance, side=chance.uniform(240, 420)))


def small(text: str, chance: Random) -> Image.Image:
    """Far away: two or three pixels a module."""
    modules = len(qr_matrix(text)) + 2 * QUIET_MODULES
    return seen(text, chance, side=modules * chance.uniform(1.7, 3.2), slant=0.02)


def moire(text: str, chance: Random) -> Image.Image:
    """A phone's screen, whose pixels and the camera's make stripes."""
    clear = seen(text, chance, side=chance.uniform(280, 440))
    stripes = Image.new("L", clear.size, 0)
    drawn = ImageDraw.Draw(stripes)
    step, lean = chance.uniform(3, 9), chance.uniform(-0.6, 0.6)
    for number in range(int(3 * WIDTH / step)):
        x = number * step - WIDTH
        drawn.line((x, 0, x + lean * HEIGHT, HEIGHT), fill=chance.randrange(60, 140), width=2)
    return ImageChops.subtract(clear, stripes.filter(ImageFilter.GaussianBlur(0.8)))


def phone(text: str, chance: Random) -> Image.Image:
    """A bright screen in a dark room that the camera shows too bright, blooming at its edges."""
    bright = seen(text, chance, side=chance.uniform(260, 420)).point(lambda v: min(255, v * 2.2))
    bloom = bright.filter(ImageFilter.GaussianBlur(12)).point(lambda v: v * 0.6)
    return ImageChops.add(bright, bloom)


def near(text: str, chance: Random) -> Image.Image:
    """Held so near that it nearly fills the picture."""
    return seen(text, chance, side=chance.uniform(440, 470), slant=0.03, turn=8)


KINDS: dict[str, Callable[[str, Random], Image.Image]] = {
    kind.__name__: kind
    for kind in (perspective, blur, noise, dark, glare, inverted, small, moire, phone, near)
}


def luma(picture: Image.Image) -> Luma:
    """As the decoder gets it."""
    return Luma(memoryview(picture.tobytes()), picture.width, picture.height, picture.width)
