from datetime import timedelta

import pytest

from data.admission import check_in
from data.attendance import counts, latest
from data.editing import edit_guest
from data.guests import (
    Direction,
    Force,
    ForceReason,
    Payment,
    PaymentMethod,
    PaymentPart,
    Reason,
    Scan,
    TicketStatus,
)
from data.store import reading
from data.store.prints import waiting_badges
from tests.data.evening import Evening, listed

KNOWN = Force(ForceReason.KNOWN)
CASH = Payment.whole(PaymentMethod.CASH)


def cash_and_card(cash: int, card: int | None) -> Payment:
    return Payment((PaymentPart(PaymentMethod.CASH, cash), PaymentPart(PaymentMethod.CARD, card)))


def test_a_code_on_the_list_is_admitted(evening: Evening) -> None:
    zoya = evening.guest("Zoya", secret="s1")
    answer = evening.admitted("s1")
    assert answer.entered == (zoya,)
    assert evening.state(zoya).open_entry is not None


def test_a_guest_chosen_by_name_goes_through_the_same_door(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    assert evening.admitted(zoya).entered == (zoya,)


def test_the_same_nonce_gets_the_same_answer_and_writes_nothing(evening: Evening) -> None:
    evening.guest("Zoya", secret="s1")
    first = evening.admitted("s1", "n1")
    rows = evening.rows()
    again = evening.admitted("s1", "n1")
    assert again.repeated
    assert again.entry_ids == first.entry_ids
    assert evening.rows() == rows


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize(
    ("who", "nth"),
    [("nobody", 0), ("double", 0), ("cancelled", 0), ("old", 0), ("payer", 0), ("in", 1)],
)
def test_a_refusal_is_given_again_in_every_word(
    evening: Evening, who: str, nth: int, direction: Direction
) -> None:
    evening.product("Basic", 1000, alert="fetch an ambassador")
    evening.load(
        listed("Anna", secret="double"),
        listed("Berta", secret="double"),
        listed("Carla", secret="cancelled", status=TicketStatus.CANCELED, product="Basic"),
        listed("Doris", secret="old", external_id="7"),
        listed("Emma", secret="payer", product="Basic"),
        listed("Frida", secret="in"),
    )
    evening.load(listed("Doris", secret="new", external_id="7"))
    for _ in range(nth):
        evening.admitted(who)
        if direction is Direction.EXIT:
            evening.admitted(who, direction=direction)
    first = evening.refused(who, "n1", direction=direction)
    again = evening.refused(who, "n1", direction=direction)
    assert again.repeated
    assert first == type(first)(
        **{f: getattr(again, f) for f in first.__slots__ if f != "repeated"}
    )


def test_an_unknown_code_is_invalid(evening: Evening) -> None:
    assert evening.reason("what is this") is Reason.INVALID


def test_an_empty_code_is_nobodys(evening: Evening) -> None:
    evening.guest("Zoya")
    assert evening.reason("") is Reason.INVALID


def test_a_code_that_was_replaced_is_revoked(evening: Evening) -> None:
    evening.guest("Zoya", secret="old", external_id="7")
    evening.load(listed("Zoya", secret="new", external_id="7"))
    assert evening.reason("old") is Reason.REVOKED
    assert evening.admitted("new").guest.name == "Zoya"


def test_a_code_of_two_guests_is_ambiguous_and_names_both(evening: Evening) -> None:
    evening.load(listed("Anna", secret="s"), listed("Berta", secret="s"))
    answer = evening.refused("s")
    assert answer.reason is Reason.AMBIGUOUS
    assert {guest.name for guest in answer.candidates} == {"Anna", "Berta"}


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (TicketStatus.CANCELED, Reason.CANCELED),
        (TicketStatus.BLOCKED, Reason.BLOCKED),
        (TicketStatus.PENDING, Reason.UNAPPROVED),
    ],
)
def test_what_the_list_says_decides(evening: Evening, status: TicketStatus, reason: Reason) -> None:
    assert evening.reason(evening.guest("Zoya", status=status)) is reason


def test_a_ticket_for_later_or_earlier_is_refused(evening: Evening) -> None:
    hour = timedelta(hours=1)
    later = evening.guest("Anna", valid_from=evening.clock.now + hour)
    earlier = evening.guest("Berta", valid_until=evening.clock.now - hour)
    assert evening.reason(later) is Reason.INVALID_TIME
    assert evening.reason(earlier) is Reason.INVALID_TIME
    assert evening.admitted(later, at=evening.clock.now + 2 * hour)


def test_a_ticket_for_something_else_is_refused(evening: Evening) -> None:
    evening.product("Workshop", admits=False)
    assert evening.reason(evening.guest("Zoya", product="workshop")) is Reason.PRODUCT


def test_the_checks_run_in_pretix_order(evening: Evening) -> None:
    evening.product("Workshop", 1000, admits=False)
    zoya = evening.guest(
        "Zoya",
        product="Workshop",
        status=TicketStatus.CANCELED,
        valid_until=evening.clock.now - timedelta(hours=1),
    )
    seen, follows = [], None
    for _ in range(4):
        answer = evening.refused(zoya, follows_nonce=follows, force=KNOWN if follows else None)
        seen.append(answer.reason)
        follows = answer.nonce
    assert seen == [Reason.CANCELED, Reason.INVALID_TIME, Reason.PRODUCT, Reason.UNPAID]
    assert answer.lifted == (Reason.CANCELED, Reason.INVALID_TIME, Reason.PRODUCT)


def test_a_signed_off_guest_let_in_anyway_still_pays(evening: Evening) -> None:
    evening.product("Basic", 1000)
    zoya = evening.guest("Zoya", product="Basic", status=TicketStatus.CANCELED)
    first = evening.refused(zoya)
    second = evening.refused(zoya, follows_nonce=first.nonce, force=KNOWN)
    assert (second.reason, second.due_minor) == (Reason.UNPAID, 1000)
    third = evening.admitted(zoya, follows_nonce=second.nonce, payment=CASH)
    assert third.paid_minor == 1000
    assert third.forced == (Reason.CANCELED,)


def test_a_force_lifts_one_refusal_only_even_without_an_earlier_scan(evening: Evening) -> None:
    evening.product("Basic", 1000)
    zoya = evening.guest("Zoya", product="Basic", status=TicketStatus.CANCELED)
    assert evening.reason(zoya, force=KNOWN) is Reason.UNPAID


def test_a_refusal_of_somebody_else_lifts_nothing(evening: Evening) -> None:
    anna = evening.guest("Anna", status=TicketStatus.CANCELED)
    berta = evening.guest("Berta", status=TicketStatus.CANCELED)
    evening.product("Basic", 1000)
    edit_guest(evening.file, anna.id, {"product": "Basic"}, nonce="e", at=evening.clock.now)
    forced = evening.refused(anna, follows_nonce=evening.refused(anna).nonce, force=KNOWN)
    assert forced.lifted == (Reason.CANCELED,)
    assert evening.reason(berta, follows_nonce=forced.nonce) is Reason.CANCELED


def test_what_was_lifted_stays_lifted_through_already_redeemed(evening: Evening) -> None:
    zoya = evening.guest("Zoya", secret="old", external_id="7")
    evening.load(listed("Zoya", secret="new", external_id="7"))
    evening.admitted(zoya)
    revoked = evening.refused("old")
    redeemed = evening.refused("old", follows_nonce=revoked.nonce, force=KNOWN)
    assert redeemed.reason is Reason.ALREADY_REDEEMED
    last = evening.admitted("old", follows_nonce=redeemed.nonce, force=KNOWN)
    assert set(last.forced) == {Reason.REVOKED, Reason.ALREADY_REDEEMED}


def test_a_second_scan_is_already_redeemed_and_says_when(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    entry_id = evening.admitted(zoya).entry_ids[0]
    answer = evening.refused(zoya)
    assert answer.reason is Reason.ALREADY_REDEEMED
    assert answer.earlier is not None
    assert answer.earlier.id == entry_id
    assert answer.earlier.device_name == "Desk 1"


@pytest.mark.parametrize(
    ("payment", "methods"),
    [
        (CASH, {PaymentMethod.CASH: 1000}),
        (Payment.whole(PaymentMethod.CARD), {PaymentMethod.CARD: 1000}),
        (Payment.whole(PaymentMethod.TRANSFER), {PaymentMethod.TRANSFER: 1000}),
        (cash_and_card(400, 600), {PaymentMethod.CASH: 400, PaymentMethod.CARD: 600}),
        (cash_and_card(400, None), {PaymentMethod.CASH: 400, PaymentMethod.CARD: 600}),
        (Payment.whole(PaymentMethod.FREE, "band"), {PaymentMethod.FREE: 0}),
    ],
)
def test_paying_admits(
    evening: Evening, payment: Payment, methods: dict[PaymentMethod, int]
) -> None:
    evening.product("Basic", 1000)
    zoya = evening.guest("Zoya", product="Basic")
    assert evening.reason(zoya) is Reason.UNPAID
    evening.admitted(zoya, payment=payment)
    assert counts(evening.file).takings_minor == methods
    assert evening.state(zoya).due_minor == 0


@pytest.mark.parametrize(
    "payment",
    [cash_and_card(400, 500), cash_and_card(400, 700), cash_and_card(-500, 1500)],
)
def test_a_wrong_sum_is_refused_and_nothing_is_paid(evening: Evening, payment: Payment) -> None:
    evening.product("Basic", 1000)
    zoya = evening.guest("Zoya", product="Basic")
    answer = evening.refused(zoya, payment=payment)
    assert (answer.reason, answer.due_minor) == (Reason.UNPAID, 1000)
    assert counts(evening.file).takings_minor == {}


def test_paying_and_entering_happen_together_or_not_at_all(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening.product("Basic", 1000)
    zoya = evening.guest("Zoya", product="Basic")
    rows = evening.rows()

    def break_off(*args: object, **kwargs: object) -> str:
        raise RuntimeError("cut off")

    monkeypatch.setattr("data.recording.want_badge", break_off)
    with pytest.raises(RuntimeError):
        evening.scan(zoya, payment=CASH)
    assert evening.rows() == rows
    assert evening.state(zoya).paid_minor == 0


def test_the_sum_for_a_party_is_everybodys_own_price(evening: Evening) -> None:
    evening.product("Basic", 1000)
    evening.product("Friend", 700)
    info = evening.file.info
    evening.file.change_info(type(info)(info.event_id, info.name, companion_product="Friend"))
    zoya = evening.guest("Zoya", product="Basic", companions_allowed=2)
    answer = evening.refused(zoya, party=3)
    assert (answer.due_minor, answer.entering) == (2400, 3)
    evening.admitted(zoya, party=3, payment=CASH, follows_nonce=answer.nonce)
    shares = evening.file.connection.execute("SELECT amount_minor FROM payment").fetchall()
    assert sorted(shares) == [(700,), (700,), (1000,)]


def test_a_complimentary_guest_never_pays(evening: Evening) -> None:
    evening.product("Press", 1000, complimentary=True)
    assert evening.admitted(evening.guest("Zoya", product="press", paid=False))


def test_not_paid_without_an_amount_asks_and_keeps_what_was_taken(evening: Evening) -> None:
    zoya = evening.guest("Zoya", paid=False)
    answer = evening.refused(zoya)
    assert (answer.reason, answer.due_minor) == (Reason.UNPAID, 0)
    payment = Payment((PaymentPart(PaymentMethod.CASH, 500),))
    assert evening.admitted(zoya, payment=payment).paid_minor == 500
    assert not evening.state(zoya).unpaid


def test_not_paid_without_an_amount_is_settled_by_saying_how(evening: Evening) -> None:
    zoya = evening.guest("Zoya", paid=False)
    evening.admitted(zoya, payment=CASH)
    assert evening.state(zoya).settled


def test_over_capacity_is_a_warning_never_a_wall(evening: Evening) -> None:
    info = evening.file.info
    evening.file.change_info(type(info)(info.event_id, info.name, capacity=1))
    assert not evening.admitted(evening.guest("Anna")).over_capacity
    assert evening.admitted(evening.guest("Berta")).over_capacity


def test_what_to_hand_out_and_whom_to_fetch_is_said(evening: Evening) -> None:
    evening.product("VIP", hand_out="wristband", alert="fetch an ambassador")
    answer = evening.admitted(evening.guest("Zoya", product="VIP", companions_allowed=1), party=2)
    assert answer.hand_out == ("wristband", "wristband")
    assert answer.alert == "fetch an ambassador"


def test_a_companion_who_joins_a_host_coming_back_gets_what_is_handed_out(evening: Evening) -> None:
    evening.product("VIP", hand_out="wristband")
    zoya = evening.guest("Zoya", product="VIP", companions_allowed=1)
    evening.admitted(zoya)
    evening.admitted(zoya, direction=Direction.EXIT)
    assert evening.admitted(zoya, party=2).hand_out == ("wristband",)


def test_an_exit_without_an_entry_is_not_inside(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    assert evening.reason(zoya, direction=Direction.EXIT) is Reason.NOT_INSIDE


def test_a_re_entry_names_the_exit_it_follows(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    evening.admitted(zoya)
    evening.admitted(zoya, direction=Direction.EXIT)
    assert counts(evening.file).inside == 0
    answer = evening.admitted(zoya)
    first, second = evening.state(zoya).entries
    assert answer.re_entry
    assert second.slot == first.exit_id
    now = counts(evening.file)
    assert (now.arrived, now.inside) == (1, 1)


def test_a_party_may_come_in_part_and_the_rest_later(evening: Evening) -> None:
    zoya = evening.guest("Zoya", companions_allowed=3)
    first = evening.admitted(zoya, party=2)
    assert (len(first.entered), first.companions_missing) == (2, 2)
    second = evening.admitted(zoya)
    assert (len(second.entered), second.companions_missing) == (2, 0)
    assert zoya not in second.entered
    assert evening.reason(zoya) is Reason.ALREADY_REDEEMED


def test_a_code_shown_again_brings_nobody_whom_the_list_does_not_allow(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    evening.admitted(zoya, party=1)
    assert evening.reason(zoya, party=1) is Reason.ALREADY_REDEEMED


def test_more_may_be_added_at_the_door_than_the_list_allows(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    assert len(evening.admitted(zoya, party=3).entered) == 3
    assert counts(evening.file).companions == 2


def test_who_came_in_by_another_desk_meanwhile_does_not_pay_for_a_companion(
    evening: Evening,
) -> None:
    evening.product("Basic", 1000)
    zoya = evening.guest("Zoya", product="Basic", companions_allowed=1)
    asked_here, asked_there = evening.refused(zoya), evening.refused(zoya)
    evening.admitted(zoya, follows_nonce=asked_there.nonce, payment=CASH)
    late = evening.refused(zoya, follows_nonce=asked_here.nonce, payment=CASH)
    assert late.reason is Reason.ALREADY_REDEEMED
    assert evening.admitted(zoya, payment=CASH).paid_minor == 1000


def test_companions_are_named_or_not_and_each_gets_a_badge(evening: Evening) -> None:
    zoya = evening.guest("Zoya", companions_allowed=2)
    answer = evening.admitted(zoya, party=3, companion_names=("Эрик",))
    assert [guest.name for guest in answer.entered] == ["Zoya", "Эрик", ""]
    assert {guest.host_id for guest in answer.entered[1:]} == {zoya.id}
    assert len(waiting_badges(evening.file)) == 3


def test_a_companion_can_be_named_when_coming_back(evening: Evening) -> None:
    zoya = evening.guest("Zoya", companions_allowed=1)
    evening.annulled(evening.admitted(zoya, party=2).nonce)
    answer = evening.admitted(zoya, party=2, companion_names=("Eric",))
    assert answer.entered[1].name == "Eric"
    assert len(reading.companions(evening.file.connection, zoya.id)) == 1


def test_an_entry_written_afterwards_keeps_its_real_time(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    hour_ago = evening.clock.now - timedelta(hours=1)
    evening.admitted(zoya, at=hour_ago, late=True)
    (entry,) = evening.state(zoya).entries
    assert entry.late
    assert entry.at == hour_ago


def test_every_scan_is_written_down_refused_ones_too(evening: Evening) -> None:
    rows = evening.rows()
    evening.refused("what is this")
    assert evening.rows() == rows + 1
    assert counts(evening.file).refused == 1


def test_the_feed_shows_whole_parties_newest_first(evening: Evening) -> None:
    zoya, eric = evening.guest("Zoya", companions_allowed=9), evening.guest("Eric")
    party = evening.admitted(zoya, party=10).nonce
    last = evening.admitted(eric).nonce
    feed = latest(evening.file, 2)
    assert [act.nonce for act in feed] == [last, party]
    assert len(feed[1].guests) == 10


def test_a_scan_names_one_guest_one_way(evening: Evening) -> None:
    with pytest.raises(ValueError, match="either"):
        check_in(evening.file, Scan("n", evening.clock.now))
    with pytest.raises(ValueError, match="party"):
        check_in(evening.file, Scan("n", evening.clock.now, secret="s", party=0))
