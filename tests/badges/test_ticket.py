import pypdfium2
import pytest
import zxingcpp

from badges.errors import CodeTooLong
from badges.ticket import Ticket, in_groups, render_ticket

pytestmark = pytest.mark.usefixtures("qapp")
OURS = "PNF2DHEQ26EYD3GXEWXF"


@pytest.mark.parametrize(
    ("name", "event", "code"),
    [
        ("Zoya Vinogradova", "Moscow · November", OURS),
        ("Дмитрий Александрович Соколов-Преображенский", "A very long evening " * 5, "==/" * 60),
        ("محمد بن عبد الرحمن", "", "https://luma.com/check-in/evt-NKX1?pk=g-Ab12Cd"),
        ("X" * 500, "Ω", '{"i":[2,"events.example.org","ax+KUiweT3uaRA1fP2wbIA=="]}'),
        ("", "陈", OURS),
    ],
)
def test_a_ticket_is_one_page_a6_whose_code_is_read_back(name: str, event: str, code: str) -> None:
    with pypdfium2.PdfDocument(render_ticket(Ticket(name, code, event, "1 May", "Show"))) as pdf:
        assert len(pdf) == 1
        assert [round(side / 72 * 25.4) for side in pdf.get_page_size(0)] == [105, 148]
        image = pdf[0].render(scale=2).to_pil()
    read = zxingcpp.read_barcodes(
        image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    assert [one.text for one in read] == [code]


def test_nothing_runs_over_the_edge() -> None:
    ticket = Ticket("W" * 300, OURS, "M" * 300, "W" * 300, "W" * 300)
    with pypdfium2.PdfDocument(render_ticket(ticket)) as pdf:
        image = pdf[0].render(scale=2, grayscale=True).to_pil()
    margin = round(9 / 25.4 * 72 * 2)
    width, height = image.size
    for edge in (
        (0, 0, margin, height),
        (width - margin, 0, width, height),
        (0, 0, width, margin),
        (0, height - margin + 4, width, height),
    ):
        assert image.crop(edge).getextrema() == (255, 255)


def test_a_code_that_fits_no_qr_code_is_told() -> None:
    with pytest.raises(CodeTooLong):
        render_ticket(Ticket("Zoya", "x" * 4000, ""))


def test_our_codes_are_shown_in_groups_and_others_as_they_stand() -> None:
    assert in_groups(OURS) == "PNF2 DHEQ 26EY D3GX EWXF"
    assert in_groups("kcejm77sx2eu") == "kcejm77sx2eu"
