import pytest

from data.guestlist import Field
from data.guestlist.read import read_text
from data.guestlist.vocabulary import header_fields, status_words, yes_no_words

HEADERS = {
    "en": "First name|Last name|Nationality|E-Mail|Company|Ticket type|Status|Paid|Plus ones|Notes",
    "de": "Vorname|Nachname|Staatsangehörigkeit|E-Mail-Adresse|Firma|Ticketart|Zusage|Bezahlt|"
    "Begleitung|Bemerkung",
    "ru": "Имя|Фамилия|Гражданство|Эл. почта|Компания|Тип билета|Статус|Оплачено|Спутники|"
    "Примечание",
    "fr": "Prénom|Nom|Nationalité|Courriel|Entreprise|Type de billet|Statut|Payé|Accompagnants|"
    "Remarque",
    "es": "Nombre|Apellidos|Nacionalidad|Correo electrónico|Empresa|Tipo de entrada|Estado|Pagado|"
    "Acompañantes|Observaciones",
    "it": "Nome|Cognome|Nazionalità|Posta elettronica|Azienda|Tipo di biglietto|Stato|Pagato|"
    "Accompagnatori|Osservazioni",
    "pl": "Imię|Nazwisko|Obywatelstwo|Adres e-mail|Organizacja|Rodzaj biletu|Obecność|Zapłacono|"
    "Osoby towarzyszące|Uwagi",
    "tr": "Ad|Soyad|Uyruk|E-posta|Şirket|Bilet türü|Durum|Ödendi|Refakatçi|Açıklama",
    "pt": "Primeiro nome|Sobrenome|Nacionalidade|Correio eletrónico|Organização|Tipo de ingresso|"
    "Situação|Pago|Acompanhantes|Observações",
    "nl": "Voornaam|Achternaam|Nationaliteit|E-mailadres|Bedrijf|Kaartsoort|Aanwezigheid|Betaald|"
    "Introducés|Opmerkingen",
    "zh": "名|姓|国籍|电子邮箱|公司|票种|状态|已付款|随行人数|备注",
}
MEANINGS = [
    Field.FIRST_NAME,
    Field.LAST_NAME,
    Field.NATIONALITY,
    Field.EMAIL,
    Field.COMPANY,
    Field.PRODUCT,
    Field.STATUS,
    Field.PAID,
    Field.COMPANIONS,
    Field.NOTE,
]
ROW = "Zoya|Vinogradova|RU|z@example.org|Firm|Basic|{status}|{paid}|1|Hello"
CANCELED = {
    "en": "Declined no",
    "de": "Abgesagt nein",
    "ru": "Отменено нет",
    "fr": "Annulé non",
    "es": "Cancelado no",
    "it": "Annullato no",
    "pl": "Anulowano nie",
    "tr": "İptal hayır",
    "pt": "Cancelado não",
    "nl": "Geannuleerd nee",
    "zh": "已取消 否",
}


@pytest.mark.parametrize("language", HEADERS)
def test_headers_of_eleven_languages_are_recognised_in_any_case(language: str) -> None:
    for header in (HEADERS[language], HEADERS[language].upper(), HEADERS[language].lower()):
        found = read_text(f"{header}\n{ROW.format(status='ok', paid='1')}\n")
        assert dict(found.columns) == {meaning: i for i, meaning in enumerate(MEANINGS)}, header
        assert not found.unrecognised


@pytest.mark.parametrize("language", CANCELED)
def test_cancelled_and_no_are_understood_in_eleven_languages(language: str) -> None:
    status, paid = CANCELED[language].split()
    found = read_text(f"{HEADERS['en']}\n{ROW.format(status=status, paid=paid)}\n")
    assert found.guests[0].status == "canceled"
    assert not found.problems
    assert not found.guests[0].paid


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        ("Nombre;Correo", "Zoya Vinogradova;z@example.org", "Zoya Vinogradova"),
        ("Имя;Почта", "Зоя Виноградова;z@example.org", "Зоя Виноградова"),
        ("Name;Vorname;E-Mail", "Schäfer;Jochen;j@example.org", "Jochen Schäfer"),
        ("Name;Surname;E-Mail", "Jochen;Schäfer;j@example.org", "Jochen Schäfer"),
        ("Name;Vorname;E-Mail", "Jochen Schäfer;Jochen;j@example.org", "Jochen Schäfer"),
        ("姓;名;邮箱", "陈;伟;c@example.org", "陈伟"),
        ("Name;E-Mail", "Vinogradova, Zoya;z@example.org", "Zoya Vinogradova"),
        ("Name;E-Mail", "García Márquez, Gabriel;g@example.org", "Gabriel García Márquez"),
        ("Name;E-Mail", "Martin Luther King, Jr.;m@example.org", "Martin Luther King, Jr."),
        ("Name;E-Mail", "Zoya Vinogradova, PhD;z@example.org", "Zoya Vinogradova, PhD"),
    ],
)
def test_names_are_put_together_as_their_language_does(header: str, row: str, name: str) -> None:
    assert [g.name for g in read_text(f"{header}\n{row}\n").guests] == [name]


@pytest.mark.parametrize(
    ("question", "meaning"),
    [
        ("What is your full name?", Field.NAME),
        ("Which country are you from?", Field.NATIONALITY),
        ("Your nationality (for the flag on your badge)", Field.NATIONALITY),
        ("Woher kommst du ursprünglich?", Field.NATIONALITY),
        ("Из какой вы страны? (гражданство)", Field.NATIONALITY),
        ("Which company do you work for?", Field.COMPANY),
        ("Will you bring someone? How many companions?", Field.COMPANIONS),
        ("What should we print on your badge?", Field.BADGE_NAME),
        ("Which language do you prefer?", Field.LANGUAGE),
        ("Any other comments?", Field.NOTE),
    ],
)
def test_questions_of_forms_are_recognised(question: str, meaning: Field) -> None:
    header = f'"{question}"' if meaning is Field.NAME else f'Name,"{question}"'
    found = read_text(f"Timestamp,Email Address,{header}\n2026,z@example.org,Zoya V,x\n")
    assert meaning in found.columns


def test_questions_about_other_things_are_not_taken_for_names_or_flags() -> None:
    header = "Name;Event name;Phone number;Emergency contact name;Are you vegan?;Home address"
    found = read_text(f"{header}\nZoya;Party;+7 999;Eric;no;Germany\n")
    assert dict(found.columns) == {Field.NAME: 0}


def test_no_word_of_the_tables_means_two_things_by_mistake() -> None:
    """The shared words of yes and no stay what they are in the column of states."""
    for word, yes in yes_no_words().items():
        assert (status_words()[word][0] == "valid") is yes, word
    for word in ("name", "имя и фамилия", "姓名", "ad soyad", "nom complet"):
        assert header_fields()[word][0] is Field.NAME


@pytest.mark.parametrize(
    ("text", "name", "last_name"),
    [
        (
            "Voornaam;Tussenvoegsel;Achternaam\nAnna;van der;Berg\nPiet;;Bakker\n",
            "Anna van der Berg",
            "van der Berg",
        ),
        (
            "Naam;Voornaam;Tussenvoegsel\nBerg;Anna;van der\nBakker;Piet;\n",
            "Anna van der Berg",
            "van der Berg",
        ),
        (
            "Achternaam;Tussenvoegsel\nBerg;van der\nBakker;\n",
            "van der Berg",
            "van der Berg",
        ),
        (
            "Nombre;Primer apellido;Segundo apellido\nAna;García;López\nEva;Ruiz;\n",
            "Ana García López",
            "García López",
        ),
    ],
)
def test_a_surname_in_several_columns_is_whole(text: str, name: str, last_name: str) -> None:
    guests = read_text(text).guests
    assert (guests[0].name, guests[0].last_name) == (name, last_name)
    assert guests[1].last_name == guests[1].name.split()[-1]
