"""A video file as webcams write them: Motion JPEG in an AVI (Microsoft's RIFF reference)."""

import struct
from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

_HAS_INDEX, _KEY_FRAME = 0x10, 0x10


def avi(pictures: Sequence[QImage], per_second: int) -> bytes:
    """The bytes of the file; all pictures have the size of the first."""
    width, height = pictures[0].width(), pictures[0].height()
    frames = [_jpeg(picture) for picture in pictures]
    count, largest = len(frames), max(map(len, frames))
    head = struct.pack(
        "<14I", 1_000_000 // per_second, largest * per_second, 0, _HAS_INDEX,
        count, 0, 1, largest, width, height, 0, 0, 0, 0,
    )  # fmt: skip
    stream = b"vidsMJPG" + struct.pack(
        "<IHHIIIIIIIIHHHH", 0, 0, 0, 0, 1, per_second, 0, count, largest, 0, 0, 0, 0, width, height
    )
    size = 3 * width * height
    bitmap = struct.pack("<IiiHH4sIiiII", 40, width, height, 1, 24, b"MJPG", size, 0, 0, 0, 0)
    strl = _chunk(b"LIST", b"strl" + _chunk(b"strh", stream) + _chunk(b"strf", bitmap))
    movie, index, place = b"movi", b"", 4
    for frame in frames:
        chunk = _chunk(b"00dc", frame)
        index += struct.pack("<4sIII", b"00dc", _KEY_FRAME, place, len(frame))
        movie += chunk
        place += len(chunk)
    hdrl = _chunk(b"LIST", b"hdrl" + _chunk(b"avih", head) + strl)
    return _chunk(b"RIFF", b"AVI " + hdrl + _chunk(b"LIST", movie) + _chunk(b"idx1", index))


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _jpeg(picture: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert picture.save(buffer, "JPG", 85)  # type: ignore[call-overload]
    return bytes(held.data())
