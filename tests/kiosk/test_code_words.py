from datetime import UTC, datetime, timedelta

import pytest

from data.tickets import CodeKind, ScannedCode, Signature, read_code
from kiosk.code_words import MOST_SHOWN, code_words, shown_code
from kiosk.words import ENGLISH
from tests.data.tickets.signing import Signer


def test_every_kind_but_one_is_told_and_no_two_alike() -> None:
    kinds = [kind for kind in CodeKind if kind is not CodeKind.OTHER]
    told = [code_words(ScannedCode("x", kind, ()), ENGLISH) for kind in kinds]
    assert all(told)
    assert len(set(told)) == len(told)
    assert code_words(read_code("zoya-9"), ENGLISH) == ""


def test_a_genuine_ticket_that_the_list_lacks_is_named_as_such() -> None:
    event, other = Signer(), Signer()
    genuine = read_code(event.ticket(), keys=[event.public_key])
    assert "genuine" in code_words(genuine, ENGLISH)
    assert "not one of this event" in code_words(
        read_code(other.ticket(), keys=[event.public_key]), ENGLISH
    )
    assert read_code(event.ticket()).signature is Signature.UNCHECKED


def test_a_genuine_ticket_is_told_when_it_would_be_valid() -> None:
    event = Signer()
    begins, ends = datetime(2026, 11, 22, 18, tzinfo=UTC), datetime(2026, 11, 23, 2, tzinfo=UTC)
    text = event.ticket(valid_from=begins, valid_until=ends)
    code = read_code(text, keys=[event.public_key])
    hour = timedelta(hours=1)
    early = code_words(code, ENGLISH, begins - hour, "Europe/Moscow")
    late = code_words(code, ENGLISH, ends + hour, "Europe/Moscow")
    assert early == "This ticket is genuine, but valid only from 21:00."
    assert late == "This ticket was genuine, but only until 05:00."
    assert "missing from the list" in code_words(code, ENGLISH, begins, "Europe/Moscow")


def test_an_ean_is_told_to_be_a_product_barcode() -> None:
    assert "product barcode" in code_words(read_code("4006381333931"), ENGLISH)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc234", "abc234"),
        ("\x1dabc\r", "␝abc␍"),
        ("kcejm77sx2euxejjbd593ncus4e5vpar", "kcejm77sx2eux…vpar"),
    ],
)
def test_a_code_is_shown_as_it_arrived_and_a_long_one_without_its_middle(
    text: str, shown: str
) -> None:
    assert shown_code(text) == shown
    assert len(shown) <= MOST_SHOWN
