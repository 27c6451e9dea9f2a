"""Guests from pretix: each trap of facts that the pull could fall into."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from data.editing import edit_guest
from data.guests import Guest, Reason, TicketStatus
from data.store import reading
from data.sync.pretix.lookup import NotForThisList
from tests.data.evening import Evening
from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.fake_faults import lost, stumbles, unplugged
from tests.data.sync.pretix.laptop import SETTINGS, Laptop


def test_every_page_is_turned_although_pretix_gives_fifty_whatever_is_asked(
    laptop: Laptop, fake: FakePretix
) -> None:
    for number in range(120):
        fake.sell(f"Guest {number}")
    assert laptop.sync().fetched == 120
    pages = [request.url.params.get("page") for request in fake.asked("/orders/")]
    assert pages[:3] == ["1", "2", "3"]
    assert {r.url.params["ordering"] for r in fake.asked("/orders/")[:3]} == {"datetime"}
    assert {request.url.host for request in fake.requests} == {"pretix.example"}


def test_afterwards_only_what_changed_is_fetched_with_two_minutes_of_overlap(
    laptop: Laptop, fake: FakePretix
) -> None:
    order = fake.sell("Anna")
    before = laptop.clock()
    laptop.sync()
    since = datetime.fromisoformat(laptop.since())
    assert timedelta(minutes=1, seconds=59) < before - since < timedelta(minutes=2)
    # A transaction that was committed after the page was made has an earlier time.
    late = fake.sell("Late")
    late["last_modified"] = order["last_modified"]
    assert laptop.sync().fetched == 1
    assert fake.asked("/orders/")[-1].url.params["ordering"] == "-last_modified"
    assert laptop.names() == {"Anna", "Late"}
    assert laptop.sync().fetched == 0


def test_a_first_run_cut_off_has_no_effect_and_goes_on_where_it_was(
    laptop: Laptop, fake: FakePretix
) -> None:
    for number in range(120):
        fake.sell(f"Guest {number}")
    whole = list(fake.orders.values())
    fake.fails("/orders/", lambda request, act: act(), unplugged)
    report = laptop.sync()
    assert report.problem is not None
    assert report.problem.code == "unreachable"
    assert laptop.names() == set()
    assert laptop.sync().fetched == 120
    resumed = next(r for r in fake.asked("/orders/") if "created_since" in r.url.params)
    assert resumed.url.params["created_since"] == whole[49]["datetime"]


def test_a_page_over_which_the_server_stumbles_is_asked_for_again(
    laptop: Laptop, fake: FakePretix
) -> None:
    fake.sell("Anna")
    fake.fails("/orders/", stumbles, lost)
    assert laptop.sync().fetched == 1


def test_a_page_that_vanished_meanwhile_is_the_end(laptop: Laptop, fake: FakePretix) -> None:
    orders = [fake.sell(f"Guest {number}") for number in range(51)]

    def first_page(request: Any, act: Any) -> Any:
        answer = act()
        del fake.orders[orders[-1]["code"]]
        return answer

    fake.fails("/orders/", first_page)
    assert laptop.sync().problem is None
    assert len(laptop.names()) == 50


def test_a_position_that_is_not_there_any_more_is_signed_off(
    laptop: Laptop, fake: FakePretix
) -> None:
    order = fake.sell("Anna", "Berta")
    laptop.sync()
    order["positions"][1]["canceled"] = True
    fake.touch(order)
    laptop.sync()
    assert laptop.guest("Berta").status is TicketStatus.CANCELED
    assert laptop.guest("Anna").status is TicketStatus.VALID
    order["positions"][1]["canceled"] = False
    fake.touch(order)
    laptop.sync()
    assert laptop.guest("Berta").status is TicketStatus.VALID


@pytest.mark.parametrize(
    ("order", "status"),
    [
        ({"status": "p"}, TicketStatus.VALID),
        ({"status": "n"}, TicketStatus.VALID),
        ({"status": "n", "require_approval": True}, TicketStatus.PENDING),
        ({"status": "e"}, TicketStatus.CANCELED),
        ({"status": "c"}, TicketStatus.CANCELED),
        ({"status": "p", "testmode": True}, TicketStatus.CANCELED),
    ],
)
def test_what_pretix_says_of_an_order(
    laptop: Laptop, fake: FakePretix, order: dict[str, Any], status: TicketStatus
) -> None:
    fake.sell("Anna", **order)
    laptop.sync()
    assert laptop.guest("Anna").status is status


def test_who_has_not_paid_is_asked_for_what_is_left(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    fake.sell(
        "Anna",
        "Berta",
        status="n",
        payments=[
            {"state": "confirmed", "amount": "15.00"},
            {"state": "canceled", "amount": "5.00"},
        ],
    )
    fake.sell("Carla", status="n", valid_if_pending=True)
    laptop.sync()
    evening.admitted(laptop.guest("Carla"))
    refused = evening.refused(laptop.guest("Berta"))
    assert (refused.reason, refused.due_minor) == (Reason.UNPAID, 500)


def test_orders_of_a_rehearsal_shop_count_while_it_is_one(laptop: Laptop, fake: FakePretix) -> None:
    fake.event["testmode"] = True
    fake.sell("Anna", testmode=True)
    laptop.sync()
    assert laptop.guest("Anna").status is TicketStatus.VALID
    fake.event["testmode"] = False
    laptop.sync_later()
    assert laptop.guest("Anna").status is TicketStatus.CANCELED


def test_a_blocked_ticket_is_blocked_and_a_revoked_code_told_from_an_unknown_one(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    order = fake.sell("Anna", "Berta")
    order["positions"][0]["blocked"] = ["admin"]
    fake.blocked.append(order["positions"][1]["secret"])
    fake.revoked.append("revoked-long-ago")
    laptop.sync()
    assert evening.reason(laptop.guest("Anna")) is Reason.BLOCKED
    assert evening.reason(laptop.guest("Berta")) is Reason.BLOCKED
    assert evening.reason("revoked-long-ago") is Reason.REVOKED
    assert evening.reason("never-heard-of") is Reason.INVALID


def test_a_new_code_makes_the_old_one_revoked(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    order = fake.sell("Anna")
    old = order["positions"][0]["secret"]
    laptop.sync()
    order["positions"][0]["secret"] = "another-code-of-26-letters"
    fake.touch(order)
    laptop.sync()
    assert len(laptop.names()) == 1
    assert evening.reason(old) is Reason.REVOKED
    evening.admitted("another-code-of-26-letters")


def test_an_address_is_never_a_nationality(evening: Evening, fake: FakePretix) -> None:
    order = fake.sell("Anna")
    order["positions"][0]["answers"] = [{"question_identifier": "NATION", "answer": "XK"}]
    fake.sell("Berta")  # answered nothing, lives in the US
    odd = fake.sell("Carla")  # an API stores any text
    odd["positions"][0]["answers"] = [{"question_identifier": "NATION", "answer": "XX"}]
    laptop = Laptop.joined(evening, fake)
    laptop.sync()
    assert laptop.guest("Anna").countries == ("XK",)
    assert laptop.guest("Berta").countries == ()
    assert laptop.guest("Carla").countries == ()


def test_without_a_chosen_question_nobody_has_a_flag(evening: Evening, fake: FakePretix) -> None:
    order = fake.sell("Anna")
    order["positions"][0]["answers"] = [{"question_identifier": "NATION", "answer": "DE"}]
    kept = SETTINGS.as_json() | {"question": "", "question_id": None}
    laptop = Laptop.joined(evening, fake, settings=SETTINGS.from_json(kept))
    laptop.sync()
    assert laptop.guest("Anna").countries == ()


def test_an_edit_at_the_door_wins_and_the_rest_follows(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    order = fake.sell("Anna")
    laptop.sync()
    edit_guest(
        evening.file, laptop.guest("Anna").id, {"name": "Ana"}, nonce="e", at=evening.clock.now
    )
    order["positions"][0] |= {"attendee_name": "Anna Smith", "company": "ACME"}
    fake.touch(order)
    laptop.sync()
    assert laptop.guest("Ana").company == "ACME"


def test_a_list_loaded_before_as_csv_and_pretix_are_the_same_guests(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    order = fake.sell("Anna Smith")
    secret = order["positions"][0]["secret"]
    anna = evening.guest("Anna Smith", secret=secret, external_id=order["code"])
    laptop.sync()
    assert [guest.id for guest in reading.guests(evening.file.connection)] == [anna.id]


def test_who_came_in_before_pretix_was_set_up_is_told_all_the_same(
    evening: Evening, fake: FakePretix
) -> None:
    secret = fake.sell("Anna")["positions"][0]["secret"]
    evening.admitted(evening.guest("Anna", secret=secret))
    laptop = Laptop.joined(evening, fake)
    report = laptop.sync()
    assert (report.sent, report.waiting, len(fake.check_ins())) == (1, 0, 1)


def test_a_drink_voucher_is_a_word_about_its_guest_and_no_guest(
    laptop: Laptop, fake: FakePretix
) -> None:
    fake.items.append({"id": 3, "name": {"en": "Drink"}, "default_price": "5.00"})
    order = fake.sell("Anna")
    fake.add_position(order, "", 3, addon_to=order["positions"][0]["id"])
    laptop.sync()
    assert laptop.names() == {"Anna"}
    assert laptop.guest("Anna").note == "Drink"


def test_a_list_for_a_workshop_knows_its_guests_by_their_main_ticket(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    fake.items.append({"id": 3, "name": {"en": "Workshop"}, "default_price": "5.00"})
    fake.lists[0] |= {"all_products": False, "limit_products": [3], "addon_match": True}
    order = fake.sell("Anna")
    fake.add_position(order, "", 3, addon_to=order["positions"][0]["id"])
    fake.sell("Berta")  # has no workshop
    laptop.sync()
    assert laptop.names() == {"Anna"}
    evening.admitted(order["positions"][0]["secret"])
    laptop.sync()
    assert [position for position, _, _ in fake.check_ins()] == [order["positions"][1]["id"]]


def test_who_gave_no_name_is_called_by_the_buyer_or_the_end_of_the_code(
    laptop: Laptop, fake: FakePretix
) -> None:
    fake.sell("", invoice_address={"name": "Ada Buyer"})
    nameless = fake.sell("")
    laptop.sync()
    end = nameless["positions"][0]["secret"][-4:]
    assert laptop.names() == {"Ada Buyer", f"Basic …{end}"}


def test_products_come_with_their_prices_and_keep_what_the_door_says_of_them(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    evening.product("Albatross", 300, alert="fetch an ambassador")
    fake.sell("Anna")
    laptop.sync()
    known = reading.products(evening.file.connection)
    assert known["basic"].price_minor == 1000
    assert (known["albatross"].price_minor, known["albatross"].alert) == (
        300,
        "fetch an ambassador",
    )


def test_a_code_just_bought_is_on_the_list_when_pretix_is_asked(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    fake.sell("Anna")
    laptop.sync()
    secret = fake.sell("Just Bought")["positions"][0]["secret"]
    assert evening.reason(secret) is Reason.INVALID
    found = laptop.look_for(secret)
    assert isinstance(found, Guest)
    assert found.name == "Just Bought"
    evening.admitted(secret)
    assert laptop.look_for("nobody has this") is None


def test_a_code_of_another_list_is_told_from_one_that_nobody_has(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    fake.lists[0] |= {"all_products": False, "limit_products": [2]}
    laptop.sync()
    secret = fake.sell("Basic Berta", item=1)["positions"][0]["secret"]
    assert laptop.look_for(secret) == NotForThisList("Basic")
    assert evening.reason(secret) is Reason.INVALID
    assert laptop.names() == set()


def test_a_code_asked_for_while_the_list_is_fetched_is_one_guest(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    fake.sell("Anna")
    laptop.sync()
    secret = fake.sell("Just Bought")["positions"][0]["secret"]

    def meanwhile(request: httpx.Request, act: Callable[[], httpx.Response]) -> httpx.Response:
        answer = act()
        assert laptop.look_for(secret) is not None
        return answer

    fake.fails("orders/", meanwhile)
    laptop.sync()
    assert [guest.name for guest in laptop.guests()] == ["Anna", "Just Bought"]


def test_pretix_is_not_asked_more_often_than_it_needs(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    laptop.sync()
    before = len(fake.requests)
    for _ in range(10):
        laptop.far_end.pull()
    assert len(fake.requests) == before
    evening.clock.now += timedelta(seconds=16)
    laptop.far_end.pull()
    assert len(fake.requests) == before + 1


def test_a_product_in_variations_is_several_products(
    evening: Evening, laptop: Laptop, fake: FakePretix
) -> None:
    fake.items.append(
        {
            "id": 3,
            "name": {"en": "Basic plus"},
            "default_price": "12.00",
            "variations": [
                {"id": 31, "value": {"en": "Student"}, "price": "6.00"},
                {"id": 32, "value": {"en": "Regular"}, "price": None},
            ],
        }
    )
    order = fake.sell()
    fake.add_position(order, "Anna", 3, variation=31)
    laptop.sync()
    assert laptop.guest("Anna").product == "Basic plus – Student"
    known = reading.products(evening.file.connection)
    assert known["basic plus – student"].price_minor == 600
    assert known["basic plus – regular"].price_minor == 1200
    assert "basic plus" not in known


def test_of_a_series_only_the_list_s_own_date_is_fetched(laptop: Laptop, fake: FakePretix) -> None:
    fake.lists[0]["subevent"] = 5
    order = fake.sell()
    fake.add_position(order, "Tonight", subevent=5)
    fake.add_position(order, "Tomorrow", subevent=6)
    laptop.sync()
    assert laptop.names() == {"Tonight"}


def test_a_server_that_does_not_say_when_a_page_was_made_is_not_asked_for_all_again(
    laptop: Laptop, fake: FakePretix
) -> None:
    fake.sell("Anna")

    def silent(request: Any, act: Any) -> Any:
        answer = act()
        answer.headers.pop("X-Page-Generated", None)
        return answer

    fake.fails("/orders/", silent)
    laptop.sync()
    assert laptop.since()
    laptop.sync()
    assert "modified_since" in fake.asked("/orders/")[-1].url.params
