"""Headers that programs have come to write since; found in public files and sources."""

import pytest

from data.guestlist import Field, GuestList
from data.guestlist.read import read_text
from data.guests import TicketStatus

EVENTBRITE = (
    "Order ID,Order date,Attendee first name,Attendee last name,Attendee email,Phone number,"
    "Purchaser city,Purchaser state,Purchaser country,Event name,Event ID,Event start date,"
    "Event start time,Event timezone,Event location,Ticket quantity,Ticket tier,Ticket type,"
    "Currency,Ticket price,Buyer first name,Buyer last name,Buyer email,Seating location 1,"
    "Barcode number"
)
EVENTBRITE_ORDERS = (
    "Order ID,Order date,Buyer first name,Buyer last name,Buyer email,Phone number,"
    "Ticket quantity,Net sales,Event name,Event location"
)
LUMA = (
    "guest_id,name,first_name,last_name,email,phone_number,created_at,approval_status,"
    "checked_in_at,utm_source,referrer,referred_by,qr_code_url,amount,amount_tax,"
    "amount_discount,currency,ticket_type_id,ticket_name"
)
HI_EVENTS = (
    "ID,First Name,Last Name,Email,Status,Check Ins,Product ID,Product Name,Event ID,Public ID,"
    "Short ID,Created Date,Last Updated Date,Notes"
)
ALFIO = (
    "ID,Category,Event,Status,OriginalPrice,PaidPrice,ReservationID,Full Name,First Name,"
    "Last Name,E-Mail"
)


def table(header: str, *rows: str) -> GuestList:
    return read_text("\n".join([header, *rows]))


def test_eventbrite_tells_the_attendee_from_the_buyer_and_knows_the_barcode() -> None:
    where = ",,Berlin,,DE,Abend,1,2026-11-22,18:00:00,Europe/Berlin,Bar,1,,Albatross,EUR,10.00"
    row = f"12,2026-10-01 12:00:00,Zoya,Vinogradova,z@example.org{where},Otto,Zahler,o@e.org"
    found = table(EVENTBRITE, f"{row},,1122334499001", f"{row},,1122334499002")
    assert found.source == "Eventbrite"
    assert [g.secret for g in found.guests] == ["1122334499001", "1122334499002"]
    assert {(g.name, g.email, g.product, g.external_id) for g in found.guests} == {
        ("Zoya Vinogradova", "z@example.org", "Albatross", "12")
    }


def test_eventbrites_orders_name_the_buyer_who_brings_the_rest() -> None:
    row = "12,2026-10-01 12:00:00,Otto,Zahler,otto@example.org,,3,30.00,Abend,Bar"
    [otto] = table(EVENTBRITE_ORDERS, row).guests
    assert (otto.name, otto.email, otto.companions_allowed) == (
        "Otto Zahler",
        "otto@example.org",
        2,
    )


def test_luma_calls_its_own_id_guest_id_now() -> None:
    times = "2026-06-01T00:00:00.000Z,approved,,instagram,,"
    url = "https://luma.com/check-in/evt-1?pk=abc1"
    row = f"gst-1,Zoya V,Zoya,V,z@example.org,,{times},{url},€10.00,€0.00,€0.00,eur,t1,Albatross"
    found = table(LUMA, row)
    [zoya] = found.guests
    assert (found.source, zoya.guest_id, zoya.external_id) == ("Luma", "", "gst-1")
    assert (zoya.secret, zoya.paid, zoya.product) == (url, True, "Albatross")


def test_hi_events_names_the_product_and_who_has_not_paid() -> None:
    dates = "2026-10-01 10:00:00,2026-10-01 10:00:00"
    zoya = f"1,Zoya,V,z@example.org,ACTIVE,Bar (2026-10-01 10:00:00),3,Albatross,7,A-1,a_1,{dates},"
    eric = f"2,Eric,C,e@example.org,AWAITING_PAYMENT,,3,Basic - Early,7,A-2,a_2,{dates},vegan"
    found = table(HI_EVENTS, zoya, eric)
    assert [(g.product, g.secret, g.note) for g in found.guests] == [
        ("Albatross", "A-1", ""),
        ("Basic - Early", "A-2", "vegan"),
    ]
    assert [g.paid for g in found.guests] == [None, False]


def test_alfios_price_is_not_paid_before_the_ticket_is() -> None:
    rest = "10.00,10.00,AB,Zoya V,Zoya,V,z@e.org"
    rows = [f"8f,Basic,abend,{state},{rest}" for state in ("ACQUIRED", "TO_BE_PAID")]
    assert [g.paid for g in table(ALFIO, *rows).guests] == [True, False]


def test_a_french_pays_is_a_country() -> None:
    found = table("Nom;Prénom;Pays", "Dupont;Élodie;France", "Müller;Jörg;Allemagne")
    assert [g.countries for g in found.guests] == [("FR",), ("DE",)]
    assert Field.DUE not in found.columns


@pytest.mark.parametrize("header", ["Payment method", "Zahlungsart", "Fournisseurs de paiement"])
def test_a_way_to_pay_is_not_yet_a_payment(header: str) -> None:
    found = table(f"Name,{header}", "Zoya V,Bank transfer", "Eric C,Cash", "Jo S,PayPal")
    assert [g.paid for g in found.guests] == [None, None, None]


def test_a_column_of_ways_to_pay_says_who_paid_where_it_says_who_did_not() -> None:
    found = table("Name,Kasse", "Zoya V,PayPal", "Eric C,unpaid", "Jo S,Cash")
    assert [g.paid for g in found.guests] == [True, False, True]


@pytest.mark.parametrize(
    "question",
    [
        "Придёте с кем-то?",
        "Will you come with someone?",
        "Bringst du jemanden mit?",
        "Kommst du zu zweit?",
        "Porti qualcuno?",
        "Neem je iemand mee?",
        "Yanınızda misafir getirecek misiniz?",
    ],
)
def test_who_comes_without_company_comes_all_the_same(question: str) -> None:
    zoya, eric = table(f"Timestamp,Name,{question}", "1,Zoya V,No", "2,Eric C,Yes").guests
    assert (zoya.status, zoya.companions_allowed) == (TicketStatus.VALID, 0)
    assert eric.companions_allowed == 1


@pytest.mark.parametrize("question", ["Are you coming alone?", "Kommst du allein?"])
def test_who_does_not_come_alone_has_not_declined(question: str) -> None:
    [zoya] = table(f"Timestamp,Name,{question}", "1,Zoya V,No").guests
    assert (zoya.status, zoya.companions_allowed) == (TicketStatus.VALID, 0)


def test_the_day_on_which_a_member_joined_is_no_debt() -> None:
    found = table("Name;Eintritt;Bezahlt", "Zoya V;01.02.2020;ja", "Eric C;2020-02-01;nein")
    assert [g.due_minor for g in found.guests] == [None, None]
    assert [p.code for p in found.problems] == ["unknown_amount", "unknown_amount"]


@pytest.mark.parametrize("header", ["Quota pagata", "Cuota pagada", "Cotisation payée"])
def test_a_fee_that_was_paid_is_told_in_either_gender(header: str) -> None:
    found = table(f"Name;{header}", "Zoya V;1", "Eric C;no")
    assert [g.paid for g in found.guests] == [True, False]
