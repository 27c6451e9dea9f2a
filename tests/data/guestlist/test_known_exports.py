"""Headers as other programs write them; sources in facts/doors.md §6."""

import pytest

from data.guestlist import Field, GuestList
from data.guestlist.read import read_bytes, read_text
from data.guests import TicketStatus

LUMA = (
    "api_id,name,first_name,last_name,email,phone_number,created_at,approval_status,checked_in_at,"
    "custom_source,qr_code_url,amount,amount_tax,amount_discount,currency,coupon_code,eth_address,"
    "solana_address,survey_response_rating,survey_response_feedback,ticket_type_id,ticket_name,"
    "Where are you from?"
)
EVENTBRITE_US = (
    "Order #,Order Date,First Name,Last Name,Email,Quantity,Price Tier,Ticket Type,"
    "Attendee #,Group,"
    "Order Type,Currency,Total Paid,Fees Paid,Eventbrite Fees,Eventbrite Payment Processing,"
    "Attendee Status,Home Address 1,Home Address 2,Home City,Home State,Home Zip,Home Country,"
    "Job Title,Company"
)
EVENTBRITE_UK = (
    "Order no.,Order Date,First Name,Surname,Email,Quantity,Ticket Type,Order Type,Total Paid,"
    "Eventbrite Fees,Eventbrite Payment Processing,Attendee Status,Home Address 1,Home Address 2,"
    "Home City,County of Residence,Home Postcode,Home Country"
)
EVENTBRITE_BUYER = (
    "Order No.,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Order Type,Total Paid,"
    "Event Name,Buyer First Name,Buyer Last Name,Buyer Email"
)
EVENTBRITE_OLD = (
    "Attendee #,Date,Last Name,First Name,Email,QTY,Ticket Type,Date Attending,Order #,Order Type,"
    "Amount (USD),Fees Paid (USD),Attendee Status"
)
MEETUP_OLD = (
    "Name,User ID,Title,Event Host,RSVP,Guests,RSVPed on,Joined Group on,URL of Member Profile"
)
MEETUP = "Name,User ID,Title,RSVP,Guests,RSVPed on,Event Host"
MEETUP_NEW = '"Name","User ID","RSVP","Guests","RSVPed on"'
MEETUP_PRO = "updatedAt,chapter.name,event.title,First name,Last name,Organization name"
PRETIX_EN = (
    "Order code,Attendee name,Attendee name: Given name,Attendee name: Family name,Product,Price,"
    "Checked in,Checked out,Automatically checked in,Paid,Secret,Email,Phone number,Company,"
    "Voucher code,Order date,Order time,Requires special attention,Comment,Check-in text,Seat ID,"
    "Blocked,Valid from,Valid until,Address,ZIP code,City,Country,State"
)
PRETIX_DE = (
    "Bestellnummer;Name Teilnehmer*in;Teilnehmer*innenname: Vorname;Produkt;Preis;Eingecheckt;"
    "Ausgetreten;Automatisch eingecheckt;bezahlt;Secret;E-Mail;Telefonnummer;Firma;Gutscheincode;"
    "Bestelldatum;Bestelluhrzeit;Benötigt besondere Behandlung;Kommentar;"
    "Check-in-Hinweis;Land;Stadt"
)
PRETIX_RU = (
    "Код заказа;Имя посетителя;Продукт;Price;Checked in;Оплачено;Secret;Электронная почта;"
    "Номер телефона;Компания;Промокод;Дата заказа;Страна;Город"
)
PRETIX_ORDERS = (
    "Event slug,Event name,Order code,Position ID,Status,Email,Phone number,Order date,Order time,"
    "Product,Attendee name,Attendee email,Attendee company,Address,ZIP code,City,Country,State,"
    "Voucher,Pseudonymization ID,Ticket secret,Blocked,Valid from,Valid until,Order comment,"
    "Sales channel,Order locale,Check-in lists,Payment providers,Position order link"
)
PRETIX_CODES = "Secret,Product,Variation,Paid,Valid from,Valid until"
INDICO = (
    "ID,Name,Affiliation,Country,Registration date,Modification date,"
    "Registration state,Created by,"
    "Price,Checked in,Check-in date,Payment date,Tags"
)
ALFIO = (
    "ID,Category,Event,Status,OriginalPrice,PaidPrice,Discount,VAT,ReservationID,"
    "Full Name,First Name,"
    "Last Name,E-Mail,Locked,Language,Confirmation,Billing Address,Country Code,"
    "Promo Code,Payment ID"
)
HI_EVENTS = (
    "ID,First Name,Last Name,Email,Status,Is Checked In,Checked In At,Ticket ID,"
    "Event ID,Public ID,"
    "Short ID,Created Date,Last Updated Date"
)
ATTENDIZE = (
    "First Name,Last Name,Email,Ticket Reference,Order Reference,Ticket Type,"
    "Order Date,Has Arrived,"
    "Arrival Time"
)
MAILCHIMP = (
    "Email Address,First Name,Last Name,Phone Number,MEMBER_RATING,OPTIN_TIME,"
    "OPTIN_IP,CONFIRM_TIME,"
    "CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,"
    "LEID,EUID,NOTES,TAGS"
)
FORMS = "Timestamp,Email Address,Your full name,Which country are you from?,WhatsApp number"


def loaded(header: str, *rows: dict[str, str], delimiter: str = ",") -> GuestList:
    """Reads a list with this header; the rows name the cells that are filled."""
    names = [cell.strip('"') for cell in header.split(delimiter)]
    assert all(set(row) <= set(names) for row in rows)
    lines = [delimiter.join(f'"{row.get(name, "")}"' for name in names) for row in rows]
    return read_text("\r\n".join([header, *lines]))


ZOYA = {"First Name": "Zoya", "Last Name": "Vinogradova", "Email": "zoya@example.org"}


def test_luma() -> None:
    url = "https://luma.com/check-in/evt-1?pk=g-1"
    row = {"api_id": "gst-1", "name": "Zoya Vinogradova", "approval_status": "approved"}
    row |= {"qr_code_url": url, "amount": "$10.00", "ticket_name": "Albatross"}
    other = {"api_id": "gst-2", "name": "Eric", "approval_status": "pending_approval"}
    third = {"api_id": "gst-3", "name": "Jochen", "approval_status": "declined", "amount": "$0.00"}
    found = loaded(LUMA, row | {"Where are you from?": "Russia"}, other, third)
    zoya, eric, jochen = found.guests
    assert found.source == "Luma"
    assert (zoya.secret, zoya.external_id, zoya.product) == (url, "gst-1", "Albatross")
    assert (zoya.countries, zoya.paid) == (("RU",), True)
    assert [g.status for g in (zoya, eric, jochen)] == [
        TicketStatus.VALID,
        TicketStatus.PENDING,
        TicketStatus.CANCELED,
    ]
    assert not jochen.paid


@pytest.mark.parametrize("status", ["waitlist", "invited", "session"])
def test_luma_has_further_states(status: str) -> None:
    [guest] = loaded(LUMA, {"api_id": "gst-1", "name": "Z", "approval_status": status}).guests
    assert (guest.status is TicketStatus.VALID) == (status == "session")


@pytest.mark.parametrize("header", [EVENTBRITE_US, EVENTBRITE_BUYER, EVENTBRITE_OLD])
def test_eventbrite_in_three_variants(header: str) -> None:
    found = loaded(header, ZOYA | {"Ticket Type": "Albatross"})
    [guest] = found.guests
    assert found.source == "Eventbrite"
    assert (guest.name, guest.product) == ("Zoya Vinogradova", "Albatross")
    assert guest.email == "zoya@example.org"


def test_eventbrite_says_who_paid_and_who_was_refunded_and_where_they_live() -> None:
    paid = ZOYA | {"Total Paid": "25.00", "Attendee Status": "Attending", "Attendee #": "7"}
    other = ZOYA | {"Total Paid": "0.00", "Attendee Status": "Refunded", "Attendee #": "8"}
    found = loaded(EVENTBRITE_US, paid | {"Home Country": "US", "Company": "Firm"}, other)
    first, second = found.guests
    assert (first.paid, first.status, first.company) == (True, TicketStatus.VALID, "Firm")
    assert (second.paid, second.status) == (None, TicketStatus.CANCELED)
    assert first.external_id == "7"
    assert first.countries == ()
    assert Field.ADDRESS_COUNTRY in found.columns


def test_eventbrite_of_the_united_kingdom() -> None:
    row = {"First Name": "Zoya", "Surname": "Vinogradova", "Attendee Status": "Not Attending"}
    [guest] = loaded(EVENTBRITE_UK, row | {"Order no.": "123"}).guests
    assert (guest.name, guest.external_id) == ("Zoya Vinogradova", "123")
    assert guest.status is TicketStatus.CANCELED


@pytest.mark.parametrize("header", [MEETUP_OLD, MEETUP, MEETUP_NEW])
def test_meetup_with_commas_and_with_tabs(header: str) -> None:
    row = {"Name": "Zoya", "User ID": "user 12537919", "RSVP": "Yes", "Guests": "2"}
    no = {"Name": "Eric", "User ID": "user 2", "RSVP": "No", "Guests": "0"}
    tabbed = header.replace(",", "\t")
    for found in (loaded(header, row, no), loaded(tabbed, row, no, delimiter="\t")):
        assert found.source == "Meetup"
        assert [g.companions_allowed for g in found.guests] == [2, 0]
        assert [g.external_id for g in found.guests] == ["user 12537919", "user 2"]
        assert found.guests[1].status is TicketStatus.CANCELED


def test_meetups_tab_separated_file_that_is_called_xls() -> None:
    data = f"{MEETUP_OLD.replace(',', chr(9))}\nZoë\tuser 1\t\tNo\tYes\t0\t11/20/2026\t\t\n"
    found = read_bytes(data.encode("utf-16"))
    assert (found.source, found.encoding, found.guests[0].name) == ("Meetup", "utf-16", "Zoë")


def test_meetup_pro() -> None:
    row = {"First name": "Zoya", "Last name": "V", "Organization name": "Firm"}
    found = loaded(MEETUP_PRO, row)
    assert found.source == "Meetup Pro"
    assert (found.guests[0].name, found.guests[0].company) == ("Zoya V", "Firm")


def test_pretix_check_in_list_in_english() -> None:
    row = {"Order code": "AB1CD", "Attendee name": "Zoya Vinogradova", "Product": "Basic"}
    row |= {"Attendee name: Given name": "Zoya", "Attendee name: Family name": "Vinogradova"}
    row |= {"Price": "10.00", "Paid": "No", "Secret": "kz3xw", "Valid from": "2026-11-20 18:00:00"}
    found = loaded(PRETIX_EN, row | {"Country": "DE", "Blocked": "Yes", "Check-in text": "Hello"})
    [guest] = found.guests
    assert found.source == "pretix check-in list"
    assert (guest.name, guest.first_name, guest.last_name) == (
        "Zoya Vinogradova",
        "Zoya",
        row["Attendee name: Family name"],
    )
    assert (guest.secret, guest.external_id, guest.due_minor) == ("kz3xw", "AB1CD", 1000)
    assert (guest.status, guest.paid, guest.note) == (TicketStatus.BLOCKED, False, "Hello")
    assert guest.countries == ()
    assert guest.valid_from is not None


def test_pretix_without_the_paid_column_asks_nobody_for_the_price() -> None:
    header = PRETIX_EN.replace("Paid,", "")
    [guest] = loaded(header, {"Attendee name": "Zoya V", "Price": "10.00"}).guests
    assert guest.due_minor is None


def test_pretix_check_in_list_in_german() -> None:
    row = {"Bestellnummer": "AB1CD", "Name Teilnehmer*in": "Jochen Schäfer", "bezahlt": "Ja"}
    row |= {"Produkt": "Albatross", "Secret": "s3cr3t", "Firma": "Firm", "Land": "DE"}
    found = loaded(PRETIX_DE, row, delimiter=";")
    [guest] = found.guests
    assert (found.source, found.delimiter) == ("pretix check-in list", ";")
    assert (guest.name, guest.product, guest.secret) == ("Jochen Schäfer", "Albatross", "s3cr3t")
    assert (guest.paid, guest.countries, guest.company) == (True, (), "Firm")


def test_pretix_check_in_list_in_russian() -> None:
    row = {"Код заказа": "AB1CD", "Имя посетителя": "Зоя Виноградова", "Оплачено": "Нет"}
    found = loaded(PRETIX_RU, row | {"Price": "10.00", "Secret": "x1"}, delimiter=";")
    [guest] = found.guests
    assert found.source == "pretix check-in list"
    assert (guest.name, guest.paid, guest.due_minor) == ("Зоя Виноградова", False, 1000)


def test_pretix_orders_join_order_and_position_and_tell_pending_from_unpaid() -> None:
    row = {"Order code": "AB1CD", "Position ID": "2", "Status": "pending", "Attendee name": "Zoya"}
    row |= {"Ticket secret": "s1", "Attendee email": "z@example.org", "Order locale": "de"}
    canceled = row | {"Position ID": "3", "Status": "canceled", "Ticket secret": "s2"}
    found = loaded(PRETIX_ORDERS, row | {"Email": "buyer@example.org"}, canceled)
    first, second = found.guests
    assert found.source == "pretix orders"
    assert (first.external_id, first.secret, first.language) == ("AB1CD-2", "s1", "de")
    assert (first.email, first.status, first.paid) == ("z@example.org", TicketStatus.VALID, False)
    assert second.status is TicketStatus.CANCELED


def test_pretix_codes_can_be_scanned_although_nobody_is_named() -> None:
    secret = "abcdef123456"
    found = loaded(PRETIX_CODES, {"Secret": secret, "Product": "Basic", "Paid": "Yes"})
    [guest] = found.guests
    assert (found.source, guest.name, guest.secret) == (
        "pretix codes",
        "Basic #123456",
        "abcdef123456",
    )
    assert "name" not in guest.given
    assert guest.paid


def test_indico() -> None:
    row = {"ID": "17", "Name": "Zoya Vinogradova", "Affiliation": "Firm", "Country": "Russia"}
    state = {"Registration state": "Withdrawn", "Payment date": "2026-11-01T10:00:00"}
    found = loaded(INDICO, row | state)
    [guest] = found.guests
    assert (found.source, guest.external_id, guest.company) == ("Indico", "17", "Firm")
    assert (guest.status, guest.paid, guest.countries) == (TicketStatus.CANCELED, True, ())


def test_alfio_with_its_tab_before_formulas() -> None:
    row = {"ID": "u-1", "Category": "Basic", "Full Name": "\t=Zoya", "Status": "TO_BE_PAID"}
    found = loaded(ALFIO, row | {"ReservationID": "r", "Language": "en", "PaidPrice": ""})
    [guest] = found.guests
    assert (found.source, guest.name, guest.product) == ("alf.io", "=Zoya", "Basic")
    assert (guest.status, guest.paid, guest.language) == (TicketStatus.VALID, False, "en")


def test_hi_events() -> None:
    row = ZOYA | {"ID": "5", "Public ID": "A-XY12", "Status": "CANCELLED", "Ticket ID": "1"}
    found = loaded(HI_EVENTS, row)
    [guest] = found.guests
    assert (found.source, guest.secret, guest.external_id) == ("Hi.Events", "A-XY12", "5")
    assert guest.status is TicketStatus.CANCELED


def test_attendize() -> None:
    found = loaded(ATTENDIZE, ZOYA | {"Ticket Reference": "T-1", "Has Arrived": "No"})
    assert (found.source, found.guests[0].secret) == ("Attendize", "T-1")
    assert found.guests[0].status is TicketStatus.VALID


def test_mailchimp_names_nobody_a_flag_by_the_place_of_a_computer() -> None:
    row = {"Email Address": "z@example.org", "First Name": "Zoya", "Last Name": "V", "CC": "RU"}
    found = loaded(MAILCHIMP, row, {"Email Address": "nobody@example.org", "LEID": "12"})
    assert found.source == "Mailchimp"
    assert [(g.name, g.countries) for g in found.guests] == [("Zoya V", ())]
    assert [(p.row, p.code, p.value) for p in found.skipped] == [
        (3, "no_name", "n…@example.org · 12")
    ]


def test_google_forms_ask_in_whole_sentences() -> None:
    row = {"Your full name": "Zoya V", "Which country are you from?": "Russia"}
    found = loaded(FORMS, row | {"Timestamp": "2026/09/20 10:00:00 AM"})
    [guest] = found.guests
    assert (found.source, guest.name, guest.countries) == ("Google Forms", "Zoya V", ("RU",))
    assert guest.valid_from is None


def test_zkipster_counts_the_guest_among_the_total() -> None:
    rows = [{"Name": f"Guest {n}", "Total Guests": str(n)} for n in (0, 1, 3)]
    guests = loaded("Name,Total Guests", *rows).guests
    assert [g.companions_allowed for g in guests] == [0, 0, 2]
    assert guests[0].status is TicketStatus.PENDING


OWN = (
    "Guest ID,Name,First name,Last name,Name on badge,Nationality,Email,Company,"
    "Product,Ticket secret,"
    "External ID,Status,Arrived at,Device,Exit at,Companions,Host,Paid,"
    "Paid at the door,Payment,Due,"
    "Forced,Walk-in,No-show,Annulled,Note,Language"
)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("expected", TicketStatus.VALID),
        ("inside", TicketStatus.VALID),
        ("left", TicketStatus.VALID),
        ("no-show", TicketStatus.VALID),
        ("canceled", TicketStatus.CANCELED),
        ("blocked", TicketStatus.BLOCKED),
        ("pending", TicketStatus.PENDING),
    ],
)
def test_our_own_export_is_read_back(word: str, status: TicketStatus) -> None:
    row = {"Guest ID": "0198-x", "Name": "Zoya Vinogradova", "First name": "Zoya"}
    row |= {"Last name": "Vinogradova", "Name on badge": "'=Zoya", "Nationality": "RU/DE"}
    row |= {"Product": "Basic", "Ticket secret": "s1", "External ID": "e1", "Status": word}
    row |= {"Arrived at": "2026-11-20 20:14", "Companions": "2", "Due": "10.00", "Paid": "no"}
    row |= {"No-show": "yes", "Annulled": "1", "Note": "VIP", "Language": "de", "Walk-in": "no"}
    found = loaded(OWN, row)
    [guest] = found.guests
    assert (found.source, guest.guest_id, guest.status) == ("pennant", "0198-x", status)
    assert (guest.badge_name, guest.countries, guest.secret) == ("=Zoya", ("RU", "DE"), "s1")
    assert (guest.companions_allowed, guest.due_minor, guest.paid) == (2, 1000, False)
    assert (guest.note, guest.language, guest.external_id) == ("VIP", "de", "e1")
    assert not found.problems


def test_our_own_export_names_everybody_as_the_door_did() -> None:
    row = {"Guest ID": "0198-x", "Name": "Walker, Tom", "Status": "inside"}
    [guest] = loaded(OWN, row).guests
    assert (guest.name, guest.first_name) == ("Walker, Tom", "")
