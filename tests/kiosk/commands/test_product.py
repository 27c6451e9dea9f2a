"""``pennant product``"""

from collections.abc import Callable
from typing import Any

Prompt = Callable[..., Any]


def test_a_new_price_is_what_the_next_guest_pays(prompt: Prompt, event: str) -> None:
    told = prompt("product", event, "basic", "--price", "12,50", "--hand-out", "Voucher", "--json")
    (basic,) = told.json
    assert (basic["name"], basic["price_minor"], basic["hand_out"]) == ("Basic", 1250, "Voucher")
    answer = prompt("walk-in", event, "--name", "Ada", "--product", "Basic", "--json").json
    assert answer["due"] == 1250


def test_without_a_name_all_products_are_listed(prompt: Prompt, event: str) -> None:
    assert [one["name"] for one in prompt("product", event, "--json").json] == [
        "Albatross",
        "Basic",
    ]


def test_a_price_that_is_no_amount_changes_nothing(prompt: Prompt, event: str) -> None:
    assert prompt("product", event, "Basic", "--price", "cheap").status == 2
    (_, basic) = prompt("product", event, "--json").json
    assert basic["price_minor"] == 1000


def test_a_kind_of_ticket_has_a_name(prompt: Prompt, event: str) -> None:
    assert prompt("product", event, " ", "--price", "5").status == 2
    assert len(prompt("product", event, "--json").json) == 2
