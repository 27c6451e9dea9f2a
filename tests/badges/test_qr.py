import io

import pypdfium2 as pdfium
import pytest
import zxingcpp
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from badges.errors import CodeTooLong
from badges.qr import draw_qr, qr_matrix


def read_back(text: str, side_mm: float, dpi: int) -> list[str]:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(60 * mm, 60 * mm))
    draw_qr(canvas, text, 5, 5, side_mm)
    canvas.save()
    with pdfium.PdfDocument(target.getvalue()) as document:
        image = document[0].render(scale=dpi / 72).to_pil()
    return [found.text for found in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize("text", ["PENNANT-7F3K", "Zoë · 王小明", "x" * 300, "42"])
def test_a_code_is_read_back_at_any_printers_resolution(text: str, dpi: int) -> None:
    assert read_back(text, 45, dpi) == [text]


def test_a_small_code_on_a_label_is_read_back() -> None:
    assert read_back("PENNANT-7F3K", 16, 203) == ["PENNANT-7F3K"]


def test_a_code_is_square_with_its_three_finders() -> None:
    matrix = qr_matrix("PENNANT")
    size = len(matrix)
    assert all(len(row) == size for row in matrix)
    for row, column in ((0, 0), (0, size - 7), (size - 7, 0)):
        assert all(matrix[row][column + i] for i in range(7))


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(CodeTooLong):
        qr_matrix("x" * 5000)
