import sqlite3

from data.guests import Admitted, Reason
from data.roll import Roll
from data.store.journal import rows
from data.tickets import new_code
from data.tickets.keyboards import type_on
from tests.data.evening import Evening, listed

LUMA = "https://luma.com/check-in/evt-NKX1?pk=g-Ab12Cd"


def test_a_code_typed_on_a_russian_layout_lets_its_guest_in_and_is_kept_as_it_came(
    evening: Evening,
) -> None:
    code = new_code()
    zoya = evening.guest("Zoya", secret=code)
    typed = type_on(code, "ru")
    assert evening.admitted(typed).guest.id == zoya.id
    again = evening.refused(typed)
    assert again.reason is Reason.ALREADY_REDEEMED
    assert _scanned(evening.file.connection) == [typed]


def test_a_list_may_hold_the_whole_address_or_its_key(evening: Evening) -> None:
    evening.guest("Whole", secret=LUMA)
    evening.guest("Key", secret="g-Zz98Yy")
    assert evening.admitted(LUMA.replace("luma.com", "lu.ma")).guest.name == "Whole"
    assert evening.admitted(LUMA.replace("g-Ab12Cd", "g-Zz98Yy")).guest.name == "Key"


def test_the_text_as_it_stands_wins_over_every_other_reading(evening: Evening) -> None:
    evening.guest("Small", secret="abc234xyz")
    evening.guest("Capital", secret="ABC234XYZ")
    assert evening.admitted("ABC234XYZ").guest.name == "Capital"
    assert evening.admitted("abc234xyz").guest.name == "Small"


def test_two_guests_of_one_code_are_a_question_in_any_reading(evening: Evening) -> None:
    evening.load(listed("One", secret="abc234xyz"), listed("Two", secret="abc234xyz"))
    refused = evening.refused("]Q3ABC234XYZ")
    assert refused.reason is Reason.AMBIGUOUS
    assert {guest.name for guest in refused.candidates} == {"One", "Two"}


def test_the_list_in_memory_knows_a_code_in_every_reading_too(evening: Evening) -> None:
    zoya = evening.guest("Zoya", secret="abc234xyz")
    roll = Roll()
    roll.put([evening.state(zoya)])
    assert roll.knows_secret("\\000026ABC234XYZ")
    assert not roll.knows_secret("Zoya Vinogradova")
    assert not roll.knows_secret("")


def test_a_code_in_every_reading_unknown_is_written_down_as_it_came(evening: Evening) -> None:
    assert not isinstance(evening.scan("]C1ЗТ12345"), Admitted)
    assert _scanned(evening.file.connection) == ["]C1ЗТ12345"]


def _scanned(connection: sqlite3.Connection) -> list[object]:
    told = [written.row.personal.get("scanned") for written in rows(connection)]
    return [text for text in told if text is not None]
