"""The upper outer corner of a badge: a logo, a QR code, or the one below the other."""

import struct

from badges.badge import Badge
from badges.design import Design
from badges.foot import GAP_MM, Frame
from badges.placing import PlacedCode, PlacedImage

NAME_GAP_MM = 4.0
WIDEST = 0.35  # of the badge's width, that a logo may take


def lay_out_corner(
    badge: Badge, frame: Frame, design: Design
) -> tuple[tuple[PlacedImage | PlacedCode, ...], float]:
    """What stands there, and how much of the width it takes from the name, gap included."""
    placed: list[PlacedImage | PlacedCode] = []
    top = frame.height_mm - frame.margin_mm
    widest = 0.0
    if design.logo is not None:
        width_px, height_px = struct.unpack(">II", design.logo[16:24])
        height = min(design.corner_mm * frame.unit, WIDEST * frame.width_mm * height_px / width_px)
        width = height * width_px / height_px
        left = _left(frame, width)
        placed.append(PlacedImage(design.logo, (left, top - height, left + width, top)))
        top -= height + GAP_MM * frame.unit
        widest = width
    if design.has_qr and badge.code:
        side = design.corner_mm * frame.unit
        placed.append(PlacedCode(badge.code, _left(frame, side), top - side, side))
        widest = max(widest, side)
    return tuple(placed), widest + NAME_GAP_MM * frame.unit if placed else 0.0


def _left(frame: Frame, width_mm: float) -> float:
    if frame.mirrored:
        return frame.margin_mm
    return frame.width_mm - frame.margin_mm - width_mm
