import pytest

from data.errors import GuestListError
from data.guestlist import Choice, Field, Recognition
from data.guestlist.listing import ProblemCode
from data.guestlist.read import read_bytes, read_text

GERMAN = "Name;Nationalität\r\nJochen Schäfer;Österreich\r\nZoë Müller;Köln\r\n"
RUSSIAN = "Имя и фамилия;Гражданство\r\nЗоя Виноградова;Россия\r\nДмитрий Ёлкин;Беларусь\r\n"
CHINESE = "姓名,国籍\r\n陈伟,中国\r\n王秀英,新加坡\r\n李娜,中国\r\n"
JAPANESE = "名前,国籍\r\n田中太郎,日本\r\nサトウ花子,日本\r\n"
POLISH = "Imię i nazwisko;Obywatelstwo\r\nŁukasz Śliwiński;Polska\r\nGrażyna Wójcik;Łotwa\r\n"
TURKISH = "Ad Soyad;Uyruk\r\nGülşen Yıldırım;Türkiye\r\nİbrahim Çağlar;Almanya\r\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"),
        (GERMAN, "cp1252"),
        (GERMAN, "utf-16-le"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-16-be"),
        (CHINESE, "gb18030"),
        (JAPANESE, "cp932"),
        (POLISH, "cp1250"),
        (TURKISH, "cp1254"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(text: str, encoding: str) -> None:
    found = read_bytes(text.encode(encoding))
    second_row = text.split("\r\n")[1].replace(",", ";").split(";")
    assert found.encoding == encoding
    assert found.guests[0].name == second_row[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_settles_the_encoding_and_is_no_part_of_the_header(encoding: str) -> None:
    found = read_bytes(GERMAN.encode(encoding))
    assert found.encoding == encoding.removesuffix("-sig")
    assert found.header == ("Name", "Nationalität")


def test_one_accent_in_three_hundred_rows_is_read_right() -> None:
    rows = "".join(f"Guest Number{chr(97 + n % 26)},DE\n" for n in range(300))
    found = read_bytes(f"Name,Country\n{rows}Zoë Müller,CH\n".encode("cp1252"))
    assert found.guests[-1].name == "Zoë Müller"


def test_a_few_broken_bytes_in_utf_8_are_reported_where_they_are() -> None:
    data = RUSSIAN.encode() + b"Er\xff\xfeic;DE\r\n"
    found = read_bytes(data)
    assert found.encoding == "utf-8"
    assert [(p.row, p.column, p.code) for p in found.problems] == [
        (4, "Имя и фамилия", "unreadable_characters")
    ]


def test_an_encoding_chosen_by_hand_is_used() -> None:
    data = "Name;Land\nDvořák;CZ\n".encode("cp1250")
    assert read_bytes(data, Choice(encoding="cp1250")).guests[0].name == "Dvořák"
    for wrong in ("no-such", "base64", "\x00"):
        with pytest.raises(GuestListError) as error:
            read_bytes(data, Choice(encoding=wrong))
        assert error.value.code == "unknown_encoding"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = "Name;Company;Status\nZoya;Firm, Ltd. | Sons;yes\nEric;A/B;no\n".replace(";", delimiter)
    quoted = text.replace("Firm, Ltd. | Sons", '"Firm, Ltd. | Sons"')
    found = read_text(quoted)
    assert (found.delimiter, found.guests[0].company) == (delimiter, "Firm, Ltd. | Sons")


@pytest.mark.parametrize("line", ["sep=|", "SEP=|", '"sep=|"', "\ufeffsep=|"])
def test_a_sep_line_names_the_delimiter_and_is_no_row(line: str) -> None:
    found = read_bytes(f"{line}\r\nName|Company\r\nZoya|A;B;C\r\n".encode("utf-8-sig"))
    assert (found.delimiter, found.header) == ("|", ("Name", "Company"))
    assert [(g.row, g.company) for g in found.guests] == [(2, "A;B;C")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_of_every_system_and_breaks_in_quotes_are_read(end: str) -> None:
    text = end.join(["Name;Note;Company", '"Zoya";"two', 'lines ""quoted""";Firm', "Eric;;"])
    zoya, eric = read_text(text).guests
    assert (zoya.note, zoya.company, zoya.row) == ('two lines "quoted"', "Firm", 2)
    assert (eric.name, eric.row) == ("Eric", 3)


def test_a_quote_that_is_never_closed_swallows_nobody() -> None:
    found = read_text('Name;Country\n"Zoya;Russia\nEric;China\n"Jo" the Man;Germany\n')
    assert [(g.row, g.name) for g in found.guests] == [(2, "Zoya"), (3, "Eric"), (4, "Jo the Man")]
    assert [(p.row, p.code) for p in found.problems] == [(2, "unclosed_quote")]


def test_titles_above_the_header_are_kept_as_titles() -> None:
    found = read_text(
        "Guest list of November\n\nA;B\n;;\nVorname;Nachname;E-Mail\nZoya;V;z@example.org\n"
    )
    assert (found.header_row, found.titles) == (5, ("Guest list of November",))
    assert [(p.row, p.code) for p in found.skipped] == [(3, "above_header")]
    assert [(g.row, g.name) for g in found.guests] == [(6, "Zoya V")]


def test_a_list_without_a_header_is_recognised_by_what_stands_in_it() -> None:
    rows = ["Zoya Vinogradova;RU;zoya@example.org;yes;kz3xw9aa", "Eric Chen;CN;e@example.org;no;b7"]
    rows += [
        "Jochen Schäfer;DE;j@example.org;no;kz3xw9ab",
        "Anna Lee;GB;a@example.org;yes;kz3xw9ac",
    ]
    found = read_text("\n".join(rows).replace(";b7", ";kz3xw9ad"))
    assert (found.header, found.header_row, found.fingerprint) == ((), 0, "")
    assert dict(found.columns) == {
        Field.NAME: 0,
        Field.NATIONALITY: 1,
        Field.EMAIL: 2,
        Field.PAID: 3,
        Field.SECRET: 4,
    }
    assert set(found.recognised.values()) == {Recognition.CONTENT}
    assert [g.row for g in found.guests] == [1, 2, 3, 4]


def test_first_and_last_names_without_a_header() -> None:
    found = read_text("Zoya;Vinogradova;RU\nEric;Chen;CN\nJochen;Schäfer;DE\n")
    assert [g.name for g in found.guests] == ["Zoya Vinogradova", "Eric Chen", "Jochen Schäfer"]


def test_a_header_in_a_language_we_do_not_know_is_still_a_header() -> None:
    rows = "".join(f"{n};{n[0].lower()}@example.org\n" for n in ("Zoya V", "Eric C", "Anna L"))
    found = read_text(f"Nimi;Sähköposti\n{rows}")
    assert (found.header_row, len(found.guests)) == (1, 3)
    assert found.columns == {Field.NAME: 0, Field.EMAIL: 1}


def test_blank_rows_and_columns_and_ragged_rows_do_no_harm() -> None:
    text = ";;;\n;Name;;Company\n;;;\n;Zoya\n;Eric;;Firm;;more\n;;;;\n"
    found = read_text(text)
    assert [(g.row, g.name, g.company) for g in found.guests] == [
        (4, "Zoya", ""),
        (5, "Eric", "Firm"),
    ]
    assert [(p.row, p.code, p.value) for p in found.problems] == [(5, "extra_cells", "more")]


def test_of_two_columns_with_one_header_the_first_counts() -> None:
    found = read_text("Name,Email,Email\nZoya,a@example.org,b@example.org\n")
    assert found.guests[0].email == "a@example.org"
    assert found.unrecognised == ("Email",)


def test_a_header_repeated_on_every_page_is_reported_not_loaded() -> None:
    found = read_text("Name;Email\nZoya;z@example.org\nName;Email\nEric;e@example.org\n")
    assert [g.name for g in found.guests] == ["Zoya", "Eric"]
    assert [(p.row, p.code) for p in found.skipped] == [(3, "repeated_header")]


def test_columns_are_changed_by_hand_by_header_or_place() -> None:
    text = "Who;Where;Name;Pass\nZoya;Russia;x1;Albatross\n"
    columns: dict[Field, str | int] = {
        Field.NAME: "who",
        Field.NATIONALITY: 1,
        Field.SECRET: "Name",
        Field.PRODUCT: "Pass",
    }
    found = read_text(text, Choice(columns=columns))
    [guest] = found.guests
    assert (guest.name, guest.countries, guest.secret) == ("Zoya", ("RU",), "x1")
    assert set(found.recognised.values()) == {Recognition.CHOSEN}


def test_an_address_is_a_nationality_only_when_somebody_says_so() -> None:
    text = "Name;City;Country\nZoya;Berlin;Germany\n"
    found = read_text(text)
    assert (found.guests[0].countries, found.columns[Field.ADDRESS_COUNTRY]) == ((), 2)
    assert "countries" not in found.guests[0].given
    choice = Choice(columns={Field.NATIONALITY: "Country"})
    assert read_text(text, choice).guests[0].countries == ("DE",)


def test_a_bare_country_is_likely_the_nationality() -> None:
    found = read_text("Name,Country\nZoya,Russia\n")
    assert found.guests[0].countries == ("RU",)
    assert found.recognised[Field.NATIONALITY] is Recognition.LIKELY


def test_ignored_columns_are_left_alone() -> None:
    found = read_text("Name;Status\nZoya;canceled\n", Choice(ignored=("Status",)))
    assert Field.STATUS not in found.columns
    assert found.guests[0].status == "valid"


def test_the_header_row_is_chosen_by_hand() -> None:
    text = "Name;Email\nZoya;x\nWer;Mail\nEric;e@example.org\n"
    found = read_text(text, Choice(header_row=3, columns={Field.NAME: "Wer"}))
    assert [g.name for g in found.guests] == ["Eric"]
    assert len(read_text(text, Choice(header_row=0, columns={Field.NAME: 0})).guests) == 4


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (Choice(columns={Field.NAME: "Nobody"}), "no_such_column"),
        (Choice(columns={Field.NAME: 9}), "no_such_column"),
        (Choice(header_row=99), "no_such_row"),
        (Choice(header_row=-1), "no_such_row"),
        (Choice(delimiter=";;"), "bad_delimiter"),
        (Choice(delimiter=""), "bad_delimiter"),
    ],
)
def test_a_choice_that_does_not_fit_is_refused(choice: Choice, code: str) -> None:
    with pytest.raises(GuestListError) as error:
        read_text("Name;Email\nZoya;z@example.org\n", choice)
    assert error.value.code == code


def test_a_table_without_names_shows_itself_so_that_columns_can_be_chosen() -> None:
    with pytest.raises(GuestListError) as error:
        read_text("Email;Colour\na@example.org;7\nb@example.org;8\n")
    assert error.value.code == "no_name_column"
    preview = error.value.values["preview"]
    assert getattr(preview, "header") == ("Email", "Colour")  # noqa: B009
    assert getattr(preview, "sample")[0] == ("a@example.org", "7")  # noqa: B009


def test_lists_with_the_same_header_have_the_same_fingerprint() -> None:
    first = read_text("Name;E-Mail\nZoya;z@example.org\n").fingerprint
    assert first
    assert first == read_text("NAME,e-mail\nEric,e@example.org\n").fingerprint
    assert first != read_text("Name;Mail\nZoya;z@example.org\n").fingerprint


def test_a_ticket_column_holds_kinds_or_codes_as_what_stands_below_says() -> None:
    kinds = read_text("Name;Ticket\nZoya;Albatross\nEric;Basic\nJo;Basic\n")
    codes = read_text("Name;Ticket\nZoya;abc123xyz9\nEric;abc123xyz8\nJo;abc123xyz7\n")
    assert [g.product for g in kinds.guests] == ["Albatross", "Basic", "Basic"]
    assert [g.secret for g in codes.guests] == ["abc123xyz9", "abc123xyz8", "abc123xyz7"]


def test_what_is_paid_at_the_door_is_due() -> None:
    found = read_text("Name;Zahlt an der Abendkasse\nZoya;0\nEric;10 €\n")
    assert [g.due_minor for g in found.guests] == [0, 1000]


def test_a_column_headed_plus_one_counts_companions() -> None:
    found = read_bytes(b"Name,+1\nAna Ruiz,1\nBo Li,2\n")
    assert [guest.companions_allowed for guest in found.guests] == [1, 2]


def test_a_form_of_many_questions_has_a_header_although_few_are_known() -> None:
    questions = [f"Question number {n} about life?" for n in range(58)]
    header = ",".join(["Timestamp", *questions, "Your full name"])
    rows = [
        ",".join(["22.09.2026", *"abcdefgh" * 7, "x", "y", name]) for name in ("Zoya V", "Eric C")
    ]
    found = read_text("\n".join([header, *rows]))
    assert (found.header_row, [g.name for g in found.guests]) == (1, ["Zoya V", "Eric C"])


def test_one_known_header_among_many_unknown_ones_is_enough() -> None:
    header = "Full name,What do you like?,T-shirt size,Allergies,Dinner,Roommate,Arrival"
    found = read_text(f"{header}\nZoya V,wine,M,nuts,yes,Eric,Mon\nEric C,beer,L,,no,Zoya,Mon\n")
    assert [g.name for g in found.guests] == ["Zoya V", "Eric C"]


@pytest.mark.parametrize(
    "text",
    [
        "Zoya V,Guest\nEric C,Guest\nJo S,Member\n",
        "Zoya V,Guest,yes\nEric C,Guest,no\nJo S,Member,yes\n",
        "Zoya V;Member;x\nEric C;Guest;y\nJo S;Member;z\n",
        "Zoya V,Teilnehmer\nEric C,Gast\nJo S,Mitglied\n",
    ],
)
def test_nobody_is_taken_for_a_header_who_is_called_a_guest(text: str) -> None:
    found = read_text(text)
    assert [g.name for g in found.guests] == ["Zoya V", "Eric C", "Jo S"]


def test_a_header_repeated_on_every_page_is_still_one() -> None:
    page = "Name,Country\nZoya V,Russia\n"
    assert read_text(page * 3).header_row == 1


def test_an_encoding_of_two_bytes_is_not_forced_on_a_list_of_one() -> None:
    with pytest.raises(GuestListError) as error:
        read_bytes(b"Name;Country\nZoya V;Russia\n", Choice(encoding="utf-16"))
    assert error.value.code == "wrong_encoding"


def test_a_column_that_is_not_there_is_told_by_the_number_that_was_typed() -> None:
    with pytest.raises(GuestListError) as error:
        read_text("Name;Country\nZoya V;Russia\n", Choice(columns={Field.NAME: 98}))
    assert error.value.values["column"] == "99"


def test_a_guest_who_is_called_guest_does_not_hide_the_header() -> None:
    found = read_text("Name,Email,Foo,Bar,Baz\nGuest,,1,2,3\nZoya V,z@example.org,1,2,3\n")
    assert [g.name for g in found.guests] == ["Guest", "Zoya V"]


@pytest.mark.parametrize(
    "row", ["Summe;2;20,00 €", ";Total: 2;", "Gesamt 2;;", "Итого;2;", "A;;", ";;B", "合计;2;"]
)
def test_a_sum_and_a_divider_are_no_guests_and_are_reported(row: str) -> None:
    found = read_text(f"Name;Begleitung;Preis\nAnna Berg;1;10,00 €\n{row}\nPiet Bakker;1;10,00 €\n")
    assert [guest.name for guest in found.guests] == ["Anna Berg", "Piet Bakker"]
    (problem,) = found.problems
    assert (problem.row, problem.code) == (3, ProblemCode.NOT_A_NAME)


@pytest.mark.parametrize("name", ["Suma", "Total Khan", "O", "李", "Å"])
def test_who_is_called_nearly_like_a_sum_is_a_guest(name: str) -> None:
    found = read_text(f"Name;Nationality;Ticket\nAnna Berg;DE;17\n{name};IN;18\n")
    assert [guest.name for guest in found.guests] == ["Anna Berg", name]
