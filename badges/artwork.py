"""Pictures that users bring (logos, flags of their own), made harmless: a small PNG comes out.

Whatever they are, they are read here once, within bounds, and nothing that they refer to is ever
opened: an SVG that names a file or an address is refused.
"""

import io
import re
import warnings
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from PIL import Image, UnidentifiedImageError

from badges.errors import ArtworkUnusable

MOST_BYTES = 8_000_000
MOST_PIXELS = 50_000_000
LARGEST_PX = 1200  # of what comes out: 50 mm at 600 dpi
KINDS = ("PNG", "JPEG")
_ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!#)|@import", re.IGNORECASE)
_HARMLESS_HREF = re.compile(r"#|data:image/(png|jpe?g);base64,", re.IGNORECASE)
_NEVER_NEEDED = frozenset({"script", "foreignobject"})


def read_artwork(path: Path) -> bytes:
    """The picture as an opaque PNG on white, at most 1200 px wide or high.

    Raises ArtworkUnusable: missing, too large, of another kind, damaged, or referring elsewhere.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ArtworkUnusable(
            "artwork_unreadable", file=path.name, why=error.strerror or str(error)
        ) from error
    if len(content) > MOST_BYTES:
        raise ArtworkUnusable("artwork_too_large", file=path.name)
    if path.suffix.lower() == ".svg":
        content = _drawn(content, path.name)
    return _small(content, path.name)


def fitted(png: bytes, aspect: float) -> bytes:
    """The picture on white paper of that shape (width / height), whole and not distorted."""
    with Image.open(io.BytesIO(png)) as image:
        picture = image.convert("RGB")
    width = max(picture.width, round(picture.height * aspect))
    paper = Image.new("RGB", (width, round(width / aspect)), "white")
    paper.paste(picture, ((width - picture.width) // 2, (paper.height - picture.height) // 2))
    return _packed(paper)


def _small(content: bytes, name: str) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=KINDS) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise ArtworkUnusable("artwork_too_large", file=name)
                image.draft("RGB", (LARGEST_PX, LARGEST_PX))
                picture = image.convert("RGBA")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise ArtworkUnusable("artwork_too_large", file=name) from error
    except UnidentifiedImageError as error:
        raise ArtworkUnusable("artwork_other_kind", file=name) from error
    except (OSError, ValueError, SyntaxError) as error:  # damaged in the middle
        raise ArtworkUnusable("artwork_damaged", file=name) from error
    picture.thumbnail((LARGEST_PX, LARGEST_PX))
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    return _packed(paper.convert("RGB"))


def _packed(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.quantize(256, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _drawn(svg: bytes, name: str) -> bytes:
    """An SVG as pixels, once it is sure that it refers to nothing but itself."""
    _check(svg, name)
    try:
        import resvg_py  # 1.4 MB of Rust, for the few who have their logo as SVG
    except ImportError as error:
        raise ArtworkUnusable("svg_unsupported", file=name) from error
    try:
        text = svg.decode()
        return bytes(
            resvg_py.svg_to_bytes(svg_string=text, width=LARGEST_PX, skip_system_fonts=True)
        )
    except ValueError as error:
        raise ArtworkUnusable("artwork_damaged", file=name) from error


def _check(svg: bytes, name: str) -> None:
    elsewhere = ArtworkUnusable("artwork_refers_elsewhere", file=name)
    parser = ParserCreate(namespace_separator=" ")

    def refuse(*_: object) -> None:
        raise elsewhere

    def begin(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(" ")[2].lower() in _NEVER_NEEDED:
            raise elsewhere
        for attribute, value in attributes.items():
            is_link = attribute.rpartition(" ")[2].lower() in ("href", "src")
            if (is_link and not _HARMLESS_HREF.match(value.strip())) or _ELSEWHERE.search(value):
                raise elsewhere

    def style(text: str) -> None:
        if _ELSEWHERE.search(text):
            raise elsewhere

    parser.StartDoctypeDeclHandler = refuse  # and with it every entity
    parser.ProcessingInstructionHandler = refuse  # xml-stylesheet
    parser.StartElementHandler = begin
    parser.buffer_text = True
    parser.CharacterDataHandler = style
    try:
        parser.Parse(svg, True)
    except ExpatError as error:
        raise ArtworkUnusable("artwork_damaged", file=name) from error
