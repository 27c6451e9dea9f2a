from datetime import UTC, datetime

import pytest

from data.annulment import Annulled, NothingToAnnul
from data.attendance import Arrival
from data.guests import (
    Admitted,
    Direction,
    EventInfo,
    Guest,
    GuestState,
    PaymentMethod,
    Product,
    Reason,
    Refused,
    TicketStatus,
)
from kiosk.door.actions import DoorAction
from kiosk.door.presenter import Presenter, sound_of
from kiosk.door.views import Standing
from kiosk.look.palette import Tone
from kiosk.words import ENGLISH

AT = datetime(2026, 11, 22, 17, 14, tzinfo=UTC)
ZOYA = Guest("1", "Zoya Vinogradova", countries=("RU",), email="zoya@example.org")
MIA = Guest("2", "", host_id="1")
PRESENTER = Presenter(EventInfo("e", "November", timezone="Europe/Moscow", capacity=5), ENGLISH)


def test_times_are_those_of_the_event() -> None:
    assert PRESENTER.time(AT) == "20:14"


@pytest.mark.parametrize("reason", [r for r in Reason if r is not Reason.UNPAID])
def test_red_is_for_stop_and_talk_alone(reason: Reason) -> None:
    guest = None if reason in (Reason.INVALID, Reason.AMBIGUOUS) else ZOYA
    view = PRESENTER.refused(Refused("n", reason, AT, guest))
    stop = {Reason.INVALID, Reason.REVOKED, Reason.BLOCKED, Reason.PRODUCT}
    assert (view.tone is Tone.REFUSED) == (reason in stop)
    assert sound_of(view.tone) is not None
    assert (DoorAction.LET_IN_ANYWAY in view.actions) == (
        guest is not None and reason is not Reason.NOT_INSIDE
    )


def test_a_row_tells_namesakes_apart_and_shows_no_address_in_full() -> None:
    row = PRESENTER.row(GuestState(ZOYA))
    assert row.detail == "z…@example.org"
    signed_off = Guest("3", "Zoya", status=TicketStatus.CANCELED)
    assert PRESENTER.row(GuestState(signed_off)).standing is Standing.CANCELED


def test_what_is_still_to_pay_stands_in_the_row() -> None:
    state = GuestState(Guest("3", "Eric", product="Basic"), Product("Basic", price_minor=1000))
    assert PRESENTER.row(state).status == "pays €10"


def test_a_host_with_companions_counts_them_and_companions_alone_too() -> None:
    both = Admitted("n", ZOYA, AT, entered=(ZOYA, MIA))
    alone = Admitted("n", ZOYA, AT, entered=(MIA, Guest("4", "", host_id="1")))
    assert PRESENTER.admitted(both, None, "").party == "+1"
    assert PRESENTER.admitted(alone, None, "").party == "+2"
    assert PRESENTER.admitted(alone, None, "").first_name == "Zoya"


def test_more_than_the_room_holds_is_said_on_green() -> None:
    view = PRESENTER.admitted(Admitted("n", ZOYA, AT, over_capacity=True), None, "")
    assert view.tone is Tone.ADMITTED
    assert "5" in view.reason


def test_what_several_people_get_is_counted() -> None:
    given = Admitted("n", ZOYA, AT, hand_out=("Voucher", "Wristband", "Voucher"))
    assert PRESENTER.admitted(given, None, "").collect == ("2 × Voucher", "Wristband")


def test_money_to_give_back_is_said_by_the_way_it_was_paid() -> None:
    taken_back = Annulled("n", (ZOYA,), ("e",), {PaymentMethod.CASH: 400, PaymentMethod.CARD: 600})
    view = PRESENTER.annulled(taken_back)
    assert view.reason == "Give back €4 in cash + €6 by card."
    assert view.tone is Tone.PAY


def test_an_exit_taken_back_leaves_the_guest_inside() -> None:
    view = PRESENTER.annulled(Annulled("n", (ZOYA,), ("e",), {}, direction=Direction.EXIT))
    assert view.next_step == "Inside again."


def test_nothing_to_undo_offers_nothing() -> None:
    assert PRESENTER.annulled(NothingToAnnul("n")).actions == ()


def test_the_feed_names_a_companion_by_the_host() -> None:
    assert PRESENTER.arrival(Arrival("n", AT, (MIA,)), ZOYA).name == "Guest of Zoya Vinogradova"
