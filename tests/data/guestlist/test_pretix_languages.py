"""pretix's exports as it writes them in other languages (headers of pretix 2026.8.0)."""

import pytest

from data.guestlist import Field, GuestList
from data.guestlist.pretix_exports import pretix_sources
from data.guestlist.read import read_text
from data.guests import TicketStatus

ORDERS_DE = (
    "Bestellnummer;Position;Status;E-Mail;Telefonnummer;Produkt;Preis;Name Teilnehmer*in;"
    "E-Mail Teilnehmer*in;Land;Pseudonyme ID;Ticket-Code;Bestellkommentar;"
    "Rechnungsadresse: Name;Rechnungsadresse: Name: Vorname;Zahlungsmethoden"
)
ORDERS_ES = (
    "Código del pedido;ID de posición;Estado;Correo electrónico;Producto;Precio;"
    "Nombre del asistente;ID Seudónimo;Secreto de la entrada;Proveedores de pago"
)
CHECK_IN_FR = (
    "Code de commande;Nom du participant;Nom du participant : Prénom;"
    "Nom du participant : Nom de famille;Produit;Prix;Enregistrement effectué;Payé;Secret;E-Mail;"
    "Pays;État"
)


def table(header: str, *rows: str) -> GuestList:
    return read_text("\r\n".join([header, *rows]))


def test_a_german_order_list_tells_who_still_owes_although_all_chose_a_way_to_pay() -> None:
    pending = "A1;1;ausstehend;k@example.org;;Basic;10,00;Zoya V;z@example.org;DE;KLMNOP23;abc2;;"
    paid = "A2;1;bezahlt;k@example.org;;Basic;10,00;Jo S;j@example.org;DE;KLMNOP24;abc3;;"
    gone = "A3;1;abgelaufen;k@example.org;;Basic;10,00;Er C;e@example.org;DE;KLMNOP25;abc4;;"
    ending = "Otto Zahler;Otto;Banküberweisung"
    found = table(ORDERS_DE, *(f"{row}{ending}" for row in (pending, paid, gone)))
    assert found.source == "pretix orders"
    assert [g.paid for g in found.guests[:2]] == [False, True]
    assert [g.status for g in found.guests] == [
        TicketStatus.VALID,
        TicketStatus.VALID,
        TicketStatus.CANCELED,
    ]
    zoya = found.guests[0]
    assert (zoya.secret, zoya.external_id, zoya.email) == ("abc2", "A1-1", "z@example.org")
    assert (zoya.first_name, zoya.due_minor, zoya.countries) == ("", 1000, ())


def test_a_spanish_order_list_tells_the_code_of_the_ticket_from_the_pseudonym() -> None:
    found = table(ORDERS_ES, "A1;1;pendiente;z@example.org;Basic;10,00;Zoya V;KLMNOP23;abc2;PayPal")
    assert (found.guests[0].secret, found.guests[0].paid) == ("abc2", False)


def test_a_french_check_in_list_is_told_with_its_country_and_its_order_code() -> None:
    row = "A1;Zoya Vinogradova;Zoya;Vinogradova;Basic;10,00;;Non;abc2;z@example.org;DE;Bayern"
    found = table(CHECK_IN_FR, row)
    [zoya] = found.guests
    assert found.source == "pretix check-in list"
    assert (zoya.first_name, zoya.last_name, zoya.external_id) == ("Zoya", "Vinogradova", "A1")
    assert (zoya.paid, zoya.due_minor, zoya.status) == (False, 1000, TicketStatus.VALID)
    assert found.columns[Field.ADDRESS_COUNTRY] == 10
    assert not found.problems


@pytest.mark.parametrize("kind", ["pretix orders", "pretix check-in list", "pretix codes"])
def test_each_export_is_known_in_more_than_ten_languages(kind: str) -> None:
    assert len({source.marks for source in pretix_sources() if source.name == kind}) > 10
