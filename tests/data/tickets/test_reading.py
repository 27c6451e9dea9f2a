import base64
import json
import sys
import unicodedata
import uuid
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.layouts import LAYOUTS
from data.tickets import CodeKind, Wrapping, candidate_secrets, clean, read_code
from data.tickets.cleaning import _INVISIBLE
from data.tickets.keyboards import type_on, undo_layout
from data.tickets.pennant_code import code_for
from tests.data.tickets.signing import Signer

TICKET = uuid.UUID("6b1f8a52-2c1e-4f7b-9a44-0d5f3f6c1b20")
PRETIX = "kcejm77sx2euxejjbd593ncus4e5vpar"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (PRETIX, CodeKind.PRETIX),
        ("https://luma.com/check-in/evt-NKX1?pk=g-Ab12Cd", CodeKind.LUMA),
        ("https://tickets.example.org/t/id/TESTTESTTESTTEST/", CodeKind.ADDRESS),
        (f"{TICKET}/nqTfR3yXz0m+5T/7bL9Vd2W8sQk1pH4uYcEoJxGaIr0=", CodeKind.ALF_IO),
        (f"{TICKET}::Zoya::Vinogradova::", CodeKind.ALF_IO),
        ('{"i":[2,"events.example.org","ax+KUiweT3uaRA1fP2wbIA=="]}', CodeKind.INDICO),
        ("4006381333931", CodeKind.PRODUCT_BARCODE),
        ("036000291452", CodeKind.PRODUCT_BARCODE),
        ("4006381333932", CodeKind.OTHER),
        ("12345678901234567890", CodeKind.NUMBER),
        ("PN0000000000000000Z0", CodeKind.PENNANT_MISREAD),
        ("A-9XK2LM", CodeKind.OTHER),
        ("", CodeKind.OTHER),
    ],
)
def test_a_code_is_known_by_its_looks(text: str, kind: CodeKind) -> None:
    assert read_code(text).kind is kind


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("https://luma.com/check-in/evt-NKX1?pk=g-Ab12Cd", "g-Ab12Cd"),
        ("https://luma.com/check-in/e1?pk=g-Ab12", "https://lu.ma/check-in/e1?pk=g-Ab12"),
        ("https://lu.ma/check-in/e1?pk=g-Ab12", "https://luma.com/check-in/e1?pk=g-Ab12"),
        ("https://t.example.org/civicrm/qrcodecheckin/12/9f86d081884c7d65", "9f86d081884c7d65"),
        ("https://x.example.org/t/id/TESTTESTTESTTEST/", "TESTTESTTESTTEST"),
        ("https://x.example.org/in?event=4&secret=Zoya77", "Zoya77"),
        ("https://x.example.org/in#ab12cd34", "ab12cd34"),
        (f"{TICKET}/nqTfR3yXz0m+5T/7bL9Vd2W8sQk1pH4uYcEoJxGaIr0=", str(TICKET)),
        (json.dumps({"i": [2, "h", base64.b64encode(TICKET.bytes).decode()]}), str(TICKET)),
        ("]Q3abc234", "abc234"),
        ("]C1\x1dabc234", "abc234"),
        ("\\000026abc234", "abc234"),
        ("\ufeff abc234\r\n", "abc234"),
        ("KCEJM77SX2EUXEJJ", "kcejm77sx2euxejj"),
    ],
)
def test_the_secret_is_found_and_the_text_as_it_stands_comes_first(text: str, secret: str) -> None:
    candidates = candidate_secrets(text)
    assert secret in candidates
    assert candidates[0] == text


def test_what_the_scanner_was_set_to_add_is_taken_away() -> None:
    assert "abc234" in candidate_secrets("##abc234$", Wrapping("##", "$"))


def test_short_texts_and_names_mean_nothing_else() -> None:
    assert candidate_secrets("ab12") == ("ab12",)
    assert candidate_secrets("Zoya Vinogradova") == ("Zoya Vinogradova",)


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "ar"])
def test_a_code_of_ours_typed_on_any_layout_is_read(layout: str) -> None:
    chance = Random(layout)
    for _ in range(50):
        code = code_for([chance.randrange(32) for _ in range(16)])
        typed = read_code(type_on(code, layout))
        assert (typed.kind, typed.text) == (CodeKind.PENNANT, code)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_pretix_code_typed_on_any_layout_is_among_what_is_looked_up(layout: str) -> None:
    typed = type_on(PRETIX, layout)
    assert undo_layout(typed, layout) == PRETIX
    assert PRETIX in candidate_secrets(typed)


@pytest.mark.parametrize("layout", ["ru", "de", "cs", "el", "en-GB", "es", "it"])
def test_a_signed_ticket_survives_a_layout_on_which_every_key_writes(layout: str) -> None:
    ticket = Signer().ticket()
    code = read_code(type_on(ticket, layout))
    assert (code.kind, code.text) == (CodeKind.PRETIX_SIGNED, ticket)


def test_arabic_writes_two_letters_with_one_key() -> None:
    assert undo_layout("\u0644\u0627", "ar") == "b"


def test_every_control_and_format_character_is_cleaned_away() -> None:
    for number in range(sys.maxunicode + 1):
        if unicodedata.category(chr(number)) in {"Cc", "Cf"}:
            assert _INVISIBLE.fullmatch(chr(number)), hex(number)


_PIECES = st.sampled_from(
    ["https://", "lu.ma", "/check-in/", "?pk=", "[", "]Q1", "{", '{"i":', "::", "%", "&", "=", "PN",
     "\\000026", "\x1d", "\ud800", "٣", "²", str(TICKET), "AQ", "://[", "A" * 40]
)  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(_PIECES | st.text(max_size=8)).map("".join)))
def test_any_text_is_understood_somehow(text: str) -> None:
    code = read_code(text, keys=["x"])
    assert len(code.candidates) <= 80
    assert len(set(code.candidates)) == len(code.candidates)
    assert all(code.candidates)
    if text:
        assert code.candidates[0] == text
    assert isinstance(clean(text), str)


@pytest.mark.parametrize("piece", ["x", "\u200b", "{", '"', "https://a/", "[", "ß", "a=1&", "A=/+"])
def test_four_kilobytes_are_compared_as_they_stand_and_never_taken_apart(piece: str) -> None:
    text = (piece * 4096)[:4096]
    assert read_code(text).kind is CodeKind.OTHER
    assert len(candidate_secrets(text)) <= 2
