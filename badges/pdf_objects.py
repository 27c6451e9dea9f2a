"""Parts of a PDF that ReportLab has no words for: one glyph, one PNG taken over as it is.

Both stand in a document once and are drawn as often as wanted (ISO 32000-1, 8.9 and 8.10).
"""

import struct
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from badges.lettering import Glyph

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOURS = {0: ("DeviceGray", 1), 2: ("DeviceRGB", 3), 3: ("Indexed", 1)}  # by PNG colour type


def place(canvas: Canvas, name: str, make: Callable[[], PDFStream]) -> None:
    """Draw the part called ``name``; it is made when the document needs it for the first time."""
    if not canvas.hasForm(name):
        canvas._doc.addForm(name, make())
    canvas.doForm(name)


def glyph_form(glyph: Glyph) -> PDFStream:
    """The shape of one glyph, in its own units."""
    return _stream(
        f"{glyph.operators} f".encode(), Subtype=PDFName("Form"), BBox=PDFArray(list(glyph.box))
    )


def can_take_over(png: bytes) -> bool:
    """Whether ``png_image`` can draw this file: a PNG, opaque, not interlaced, 8 bits at most."""
    if not png.startswith(_SIGNATURE):
        return False
    kinds = {kind for kind, _ in _chunks(png)}
    head = _Head(*struct.unpack(">IIBBBBB", png[16:29]))
    plain = head.colour_type in _COLOURS and head.bits <= 8 and not head.interlaced
    return plain and b"tRNS" not in kinds and b"IDAT" in kinds


def png_image(png: bytes) -> PDFStream:
    """A PNG that ``can_take_over``, its packed rows left untouched: nothing to unpack or pack."""
    head = _Head(*struct.unpack(">IIBBBBB", png[16:29]))
    space, colours = _COLOURS[head.colour_type]
    how = {
        "Predictor": 15, "Colors": colours, "BitsPerComponent": head.bits, "Columns": head.width
    }  # fmt: skip
    palette = b"".join(data for kind, data in _chunks(png) if kind == b"PLTE")
    return _stream(
        b"".join(data for kind, data in _chunks(png) if kind == b"IDAT"),
        is_packed=True,
        Subtype=PDFName("Image"),
        Width=head.width,
        Height=head.height,
        BitsPerComponent=head.bits,
        ColorSpace=_colour_space(space, palette),
        DecodeParms=PDFDictionary(how),
    )


class _Head(NamedTuple):
    """What a PNG says first (ISO/IEC 15948, 11.2.2)."""

    width: int
    height: int
    bits: int
    colour_type: int
    compression: int
    filtering: int
    interlaced: int


def _colour_space(space: str, palette: bytes) -> object:
    if space != "Indexed":
        return PDFName(space)
    base, last = PDFName("DeviceRGB"), len(palette) // 3 - 1
    for byte in (b"\\", b"(", b")"):
        palette = palette.replace(byte, b"\\" + byte)
    return PDFArray([PDFName("Indexed"), base, last, b"(%s)" % palette.replace(b"\r", b"\\r")])


def _stream(content: bytes, *, is_packed: bool = False, **entries: object) -> PDFStream:
    head = PDFDictionary({"Type": PDFName("XObject"), **entries, "Filter": PDFName("FlateDecode")})
    return PDFStream(head, content if is_packed else zlib.compress(content, 9))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG: kind and content."""
    at = len(_SIGNATURE)
    while png.startswith(_SIGNATURE) and at + 8 <= len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12
