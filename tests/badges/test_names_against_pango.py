"""Names in every script, compared with Pango's setting of them in the same fonts.

Pango and Qt share HarfBuzz, but neither the choice of runs and directions nor anything of ours.
Runs where the system's Python has PyGObject (Debian: gir1.2-pangocairo-1.0, python3-gi-cairo).
"""

import io
import json
import subprocess
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtGui import QTextLayout

from badges.drawing import draw_text, new_canvas
from badges.font_families import families_for
from badges.lettering import FONT_PACK, Outline, Weight, _font, missing_letters, outline
from badges.placing import set_line

pytestmark = pytest.mark.usefixtures("qapp")

PYTHON = Path("/usr/bin/python3")
EM_PX = 96
HEIGHT = 64  # of the pictures compared
MOST_OFF = 0.03
NAMES = (
    "Zoya", "Łukasz Brzęczyszczykiewicz", "Nguyễn Thị Hồng", "Adébáyọ̀", "Ó Súilleabháin", "Ğülşen",
    "Дмитрий", "Ґанна Її", "Γιώργος", "ქეთევან", "Հայկ", "王小明", "陈", "佐藤 さくら", "김민준",
    "محمد", "عبد الرحمن", "می‌خواهم", "یوسف", "יוסף כהן", "अनुष्का", "क्षितिज", "সুব্রত", "ਗੁਰਪ੍ਰੀਤ",
    "தமிழ்", "സുജിത്ത്", "සිංහල", "ශ්‍රී", "สมชาย", "မောင်", "សុខា", "ብርሃኑ", "Ali (محمد)",
)  # fmt: skip
SHAPED = ("محمد", "अनुष्का", "ਗੁਰਪ੍ਰੀਤ", "മോഹൻ സുജിത്ത്", "မောင်")
PROGRAM = """
import json, sys, gi
gi.require_version("Pango", "1.0"); gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo
import cairo
for number, (text, families, weight, em) in enumerate(json.load(sys.stdin)):
    font = Pango.FontDescription()
    font.set_family(",".join(families)); font.set_weight(weight)
    font.set_absolute_size(em * Pango.SCALE)
    surface = cairo.ImageSurface(cairo.Format.RGB24, int(em * (len(text) + 3)), int(em * 4))
    context = cairo.Context(surface)
    options = cairo.FontOptions()
    options.set_hint_style(cairo.HintStyle.NONE); options.set_antialias(cairo.Antialias.GRAY)
    context.set_source_rgb(1, 1, 1); context.paint(); context.set_source_rgb(0, 0, 0)
    layout = PangoCairo.create_layout(context)
    PangoCairo.context_set_font_options(layout.get_context(), options)
    layout.set_font_description(font); layout.set_text(text, -1)
    context.move_to(em, em); PangoCairo.show_layout(context, layout)
    surface.write_to_png(f"{sys.argv[1]}/{number}.png")
"""


def has_pango() -> bool:
    if not PYTHON.exists():
        return False
    check = 'import gi; gi.require_version("PangoCairo", "1.0"); import cairo'
    return subprocess.run([PYTHON, "-c", check], capture_output=True, check=False).returncode == 0


@lru_cache(maxsize=1)
def pango_or_skip() -> None:
    if not has_pango():
        pytest.skip("no Pango: install Debian's gir1.2-pangocairo-1.0 and so on, as .ci/run does")
    if find_spec(FONT_PACK) is not None:
        # Without the extra, as .ci/run is, both set a name in the system's fonts.
        pytest.skip("the extra [fonts] is here: Pango cannot see the fonts that Qt loads by itself")


def families(text: str) -> list[str]:
    """The fonts that Qt really took, so that both set the name in the same."""
    layout = QTextLayout(text, _font(text, Weight.STRONG, ()))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    taken = [run.rawFont().familyName() for run in layout.glyphRuns()]
    return list(dict.fromkeys([*taken, *families_for(text)]))


def by_pango(names: tuple[str, ...], folder: Path) -> list[Image.Image]:
    asked = [(name, families(name), Weight.STRONG.value, EM_PX) for name in names]
    subprocess.run(
        [PYTHON, "-c", PROGRAM, folder], input=json.dumps(asked), text=True, check=True,
        capture_output=True,
    )  # fmt: skip
    return [cut(Image.open(folder / f"{number}.png")) for number in range(len(names))]


def by_us(line: Outline) -> Image.Image:
    em_mm = EM_PX / 72 * 25.4
    target = io.BytesIO()
    canvas = new_canvas(target, (em_mm * (line.ink_width + 2), em_mm * 4), "name")
    draw_text(canvas, set_line(line, em_mm, em_mm, em_mm * 2, em_mm, False))
    canvas.save()
    with pdfium.PdfDocument(target.getvalue()) as document:
        return cut(document[0].render(scale=1).to_pil())


def cut(image: Image.Image) -> Image.Image:
    """The ink alone, at one height."""
    grey = image.convert("L")
    box = grey.point(lambda value: 255 if value < 160 else 0).getbbox()
    assert box is not None
    ink = grey.crop(box)
    return ink.resize((max(1, round(ink.width * HEIGHT / ink.height)), HEIGHT))


def off(one: Image.Image, other: Image.Image) -> float:
    """How much two pictures differ, as a share of black; a pixel to either side is forgiven."""
    if abs(one.width - other.width) > 0.04 * max(one.width, other.width) + 1:
        return 1.0
    soft = ImageFilter.GaussianBlur(1.5)
    pair = (one.resize(other.size).filter(soft), other.filter(soft))
    histogram: list[int] = ImageChops.difference(*pair).histogram()
    return sum(level * count for level, count in enumerate(histogram)) / (
        255 * other.width * HEIGHT
    )


def test_every_name_is_set_as_pango_sets_it(tmp_path: Path) -> None:
    pango_or_skip()
    names = tuple(name for name in NAMES if not missing_letters(name))
    assert len(names) >= 8  # Latin, Cyrillic and Greek are on every laptop
    wrong = {
        name: round(share, 3)
        for name, theirs in zip(names, by_pango(names, tmp_path), strict=True)
        if (share := off(by_us(outline(name)), theirs)) > MOST_OFF
    }
    assert wrong == {}


def test_a_name_that_nobody_shaped_would_be_found_out(tmp_path: Path) -> None:
    pango_or_skip()
    names = tuple(name for name in SHAPED if not missing_letters(name))
    for name, theirs in zip(names, by_pango(names, tmp_path), strict=True):
        glyphs, at = [], 0
        for letter in name:
            alone = outline(letter)
            glyphs += [(glyph, x + at, y) for glyph, x, y in alone.glyphs]
            at += round(alone.advance * 2000)
        raw = Outline(name, tuple(glyphs), at / 2000, 0, at / 2000, -0.5, 1.2, ())
        assert off(by_us(raw), theirs) > MOST_OFF, name
