from typing import Any

import pytest

from data.editing import edit_guest
from data.errors import UsageError
from data.guests import Guest
from tests.data.evening import Evening, listed


def edit(evening: Evening, guest: Guest, **changes: Any) -> Guest:
    return edit_guest(evening.file, guest.id, changes, nonce="e", at=evening.clock.now)


def test_an_edit_at_the_door_outlives_the_list(evening: Evening) -> None:
    zoya = evening.guest("Zoya", company="ACME", external_id="7")
    edit(evening, zoya, badge_name="Zoya V.", company="")
    evening.load(listed("Zoya V", company="Other", external_id="7", badge_name="Z"))
    now = evening.state(zoya).guest
    assert (now.name, now.badge_name, now.company) == ("Zoya V", "Zoya V.", "")


def test_another_product_means_its_own_price(evening: Evening) -> None:
    evening.product("Basic", 1000)
    evening.product("Albatross", 0)
    zoya = evening.guest("Zoya", product="Basic", due_minor=1500)
    assert evening.state(zoya).due_minor == 1500
    edit(evening, zoya, product="Albatross")
    assert evening.state(zoya).due_minor == 0
    edit(evening, zoya, product="Basic")
    assert evening.state(zoya).due_minor == 1000


def test_an_amount_given_with_the_product_stands(evening: Evening) -> None:
    zoya = evening.guest("Zoya", product="Basic", due_minor=1500)
    assert edit(evening, zoya, product="Other", due_minor=300).due_minor == 300


def test_confirming_guessed_countries_outlives_the_list(evening: Evening) -> None:
    zoya = evening.guest("Zoya", countries=("DE",), countries_guessed=True, external_id="7")
    assert not edit(evening, zoya, countries=("DE",)).countries_guessed
    evening.load(listed("Zoya", countries=("FR",), countries_guessed=True, external_id="7"))
    now = evening.state(zoya).guest
    assert (now.countries, now.countries_guessed) == (("DE",), False)


def test_what_does_not_differ_is_not_written(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    rows = evening.rows()
    assert edit(evening, zoya, name=" Zoya ", product="") == zoya
    assert evening.rows() == rows


@pytest.mark.parametrize(
    ("changes", "code"), [({"secret": "x"}, "unknown_field"), ({"name": " "}, "no_name")]
)
def test_an_edit_that_makes_no_sense_is_refused(
    evening: Evening, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(UsageError, match=code):
        edit(evening, evening.guest("Zoya"), **changes)
    with pytest.raises(UsageError, match="unknown_guest"):
        edit(evening, Guest("nobody", "Nobody"), note="x")
