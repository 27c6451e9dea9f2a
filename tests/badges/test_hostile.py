"""Names and pictures made to do harm: they break nobody's badge, and nothing is read or fetched."""

import io
import socket
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from badges.artwork import LARGEST_PX, read_artwork
from badges.badge import Badge
from badges.design import read_design
from badges.errors import ArtworkUnusable
from badges.flags import FLAGS, own_flags
from badges.layout import lay_out
from badges.pdf_objects import can_take_over
from badges.render import render_badge
from badges.sheet import render_sheets
from badges.stock import stock_named

pytestmark = pytest.mark.usefixtures("qapp")

HOSTILE = [
    "<b>Zoya</b>", "<img src='file:///etc/passwd'>", "&lt;&#x41;", "{event_name}", "%s%n%d",
    "(paren\\) Tj ET Q", "/FormXob.x Do", "\x00\x07\x1b[31m", "\u202e\u2066evil", "\ud800",
    "A" * 10_000, "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍a" * 300, "🏳️‍🌈" * 500, "\n" * 500 + "x", "ﷺ" * 200, "\u200b" * 1000,
]  # fmt: skip
GOOD = Badge("Zoya", "Vinogradova", countries=("RU",), event_name="Moscow")
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' viewBox="0 0 40 30">{}</svg>'
)
ELSEWHERE = [
    '<image href="/etc/hostname" width="40" height="30"/>',
    '<image xlink:href="secret.png" width="40" height="30"/>',
    '<image xlink:href="http://192.0.2.1/x.png" width="40" height="30"/>',
    '<image href="data:image/svg+xml;base64,PHN2Zy8+" width="40" height="30"/>',
    '<use href="other.svg#a"/>',
    "<style>@import url(http://192.0.2.1/a.css);</style>",
    '<style>rect { fill: url("file:///etc/hostname#a") }</style>',
    '<rect width="9" height="9" style="filter:url(other.svg#f)"/>',
    '<filter id="f"><feImage href="secret.png"/></filter>',
    "<script>1</script>",
    "<foreignObject><p>x</p></foreignObject>",
]


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def sheet(badges: list[Badge]) -> Image.Image:
    with pdfium.PdfDocument(render_sheets(badges, stock_named("avery-l4785"))) as document:
        image: Image.Image = document[0].render(scale=100 / 72).to_pil().convert("L")
    return image


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_no_name_disturbs_the_badges_around_it(name: str) -> None:
    bad = Badge(name, name, countries=(name[:9], "DE"), second_line=name, event_name=name, code="x")
    layout = lay_out(bad, 80, 50)
    for text in layout.texts:
        left, bottom, right, top = text.box_mm
        assert left >= 2
        assert bottom >= 1
        assert right <= 78
        assert top <= 48
    quiet, disturbed = sheet([GOOD, Badge(), GOOD, GOOD]), sheet([GOOD, bad, GOOD, GOOD])
    own = (round(112.5 / 25.4 * 100), round(13.5 / 25.4 * 100))
    for image in (quiet, disturbed):
        image.paste(255, (own[0], own[1], own[0] + 316, own[1] + 198))
    assert quiet.tobytes() == disturbed.tobytes()


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("inside", ELSEWHERE)
def test_a_picture_that_refers_elsewhere_is_refused(tmp_path: Path, inside: str) -> None:
    Image.new("RGB", (4, 4), "red").save(tmp_path / "secret.png")
    path = tmp_path / "logo.svg"
    path.write_text(SVG.format(inside))
    with pytest.raises(ArtworkUnusable) as refused:
        read_artwork(path)
    assert refused.value.code == "artwork_refers_elsewhere"


def test_an_entity_bomb_is_refused_before_it_swells(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    path = tmp_path / "logo.svg"
    path.write_text(bomb + SVG.format("<text>&b;</text>"))
    with pytest.raises(ArtworkUnusable) as refused:
        read_artwork(path)
    assert refused.value.code == "artwork_refers_elsewhere"


def test_a_plain_svg_is_drawn(tmp_path: Path) -> None:
    pytest.importorskip("resvg_py", reason="no resvg-py: the extra [svg], which [test] has too")
    path = tmp_path / "logo.svg"
    path.write_text(SVG.format('<rect id="a" width="40" height="30" fill="#f00"/><use href="#a"/>'))
    with Image.open(io.BytesIO(read_artwork(path))) as image:
        assert image.size == (LARGEST_PX, LARGEST_PX * 3 // 4)
        assert image.convert("RGB").getpixel((9, 9)) == (255, 0, 0)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("logo.png", b"", "artwork_other_kind"),
        ("logo.png", b"GIF89a" + bytes(40), "artwork_other_kind"),
        ("logo.jpg", b"\xff\xd8\xff\xe0" + bytes(400), "artwork_other_kind"),
        ("logo.svg", b"<svg", "artwork_damaged"),
        ("logo.png", bytes(9_000_000), "artwork_too_large"),
        ("none.png", None, "artwork_unreadable"),
    ],
)
def test_what_is_no_picture_is_told(
    tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ArtworkUnusable) as refused:
        read_artwork(path)
    assert refused.value.code == code


def test_a_picture_cut_off_in_the_middle_is_told(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    Image.effect_noise((300, 300), 90).save(path)
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(ArtworkUnusable) as refused:
        read_artwork(path)
    assert refused.value.code == "artwork_damaged"


@pytest.mark.parametrize("side", [8_000, 12_000, 30_000])
def test_a_picture_of_thirty_thousand_pixels_is_refused_unread(tmp_path: Path, side: int) -> None:
    path = tmp_path / "logo.png"
    Image.new("1", (side, side)).save(path)
    assert path.stat().st_size < 200_000
    with pytest.raises(ArtworkUnusable) as refused:
        read_artwork(path)
    assert refused.value.code == "artwork_too_large"


def test_a_large_logo_makes_no_large_badge(tmp_path: Path) -> None:
    Image.effect_noise((4000, 2000), 90).convert("RGB").save(tmp_path / "logo.jpg", quality=60)
    (tmp_path / "mine.toml").write_text('[corner]\nlogo = "logo.jpg"\n')
    design = read_design(tmp_path / "mine.toml")
    assert design.logo is not None
    assert can_take_over(design.logo)
    assert len(render_badge(GOOD, stock_named("62x100"), design=design)) < 1_000_000


def test_a_host_replaces_a_flag_or_switches_it_off(tmp_path: Path) -> None:
    folder = tmp_path / "flags"
    folder.mkdir()
    (folder / "tw.off").touch()
    Image.new("RGB", (100, 100), "#0044cc").save(folder / "AF.png")
    flags = own_flags(tmp_path)
    assert flags.png("TW") is None
    assert flags.png("DE") == FLAGS.png("DE")
    png = flags.png("af")
    assert png is not None
    with Image.open(io.BytesIO(png)) as image:
        assert image.width / image.height == pytest.approx(4 / 3, abs=0.01)
        assert image.convert("RGB").getpixel((image.width // 2, 50)) == (0, 68, 204)
        assert image.convert("RGB").getpixel((2, 50)) == (255, 255, 255)  # not stretched
    assert own_flags(tmp_path / "nowhere") == FLAGS
