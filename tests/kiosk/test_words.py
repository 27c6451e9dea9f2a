"""What the door says: short, warm, exact, and in every language that we speak."""

from datetime import UTC, datetime, timedelta

import pytest

from data.guests import Entry, EventInfo, Guest, Reason, Refused
from kiosk.words import (
    ENGLISH,
    LANGUAGES,
    ReasonWords,
    Words,
    masked_email,
    money_words,
    reason_words,
    time_words,
    words_for,
)

AT = datetime(2026, 11, 18, 17, 14, tzinfo=UTC)  # 20:14 in Moscow
MOSCOW = EventInfo("e", "Moscow", timezone="Europe/Moscow", currency="EUR")
ZOYA = Guest("g", "Zoya Vinogradova", product="Albatross")


def refused(reason: Reason, **values: object) -> Refused:
    given = {"guest": ZOYA, "due_minor": 2000, "entering": 2, "candidates": (ZOYA, ZOYA), **values}
    return Refused("n", reason, AT, **given)  # type: ignore[arg-type]


def said(words: ReasonWords) -> str:
    return f"{words.title}\n{words.sentence}\n{words.what_to_do}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_has_words_in_every_language(reason: Reason, language: str) -> None:
    english = reason_words(refused(reason), MOSCOW)
    spoken = reason_words(refused(reason), MOSCOW, words_for(language))
    for part, original in zip(
        (spoken.title, spoken.sentence, spoken.what_to_do),
        (english.title, english.sentence, english.what_to_do),
        strict=True,
    ):
        assert part
        assert "{" not in part
        assert language == "en" or part != original


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_a_refusal_is_no_accusation(reason: Reason, language: str) -> None:
    text = said(reason_words(refused(reason), MOSCOW, words_for(language)))
    assert "!" not in text
    for cold in ("error", "invalid", "fail", "fehler", "ungültig", "ошибка:", "неверн"):
        assert cold not in text.lower()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_a_title_fits_the_panel(reason: Reason, language: str) -> None:
    assert len(reason_words(refused(reason), MOSCOW, words_for(language)).title) <= 28


@pytest.mark.parametrize("reason", Reason)
def test_a_refusal_without_a_guest_still_reads_well(reason: Reason) -> None:
    bare = said(reason_words(Refused("n", reason, AT), MOSCOW))
    if reason in {Reason.INVALID, Reason.REVOKED, Reason.AMBIGUOUS, Reason.NOT_INSIDE}:
        assert "  " not in bare


def earlier(minutes: int, device: str = "Desk 2") -> Entry:
    return Entry("c", "g", "m", AT - timedelta(minutes=minutes), "d", device)


def test_already_in_says_since_when_and_where() -> None:
    result = refused(Reason.ALREADY_REDEEMED, earlier=earlier(0))
    assert reason_words(result, MOSCOW).sentence == "Already in since 20:14, Desk 2."
    result = refused(Reason.ALREADY_REDEEMED, earlier=earlier(0, device=""))
    assert reason_words(result, MOSCOW).sentence == "Already in since 20:14."


def test_already_in_since_yesterday_says_the_date() -> None:
    result = refused(Reason.ALREADY_REDEEMED, earlier=earlier(24 * 60))
    assert "since 17 November, 20:14" in reason_words(result, MOSCOW).sentence


def test_what_is_due_is_said_with_its_currency_and_for_how_many() -> None:
    said_in = {
        language: reason_words(refused(Reason.UNPAID), MOSCOW, words_for(language))
        for language in LANGUAGES
    }
    assert said_in["en"].title == "€20 to pay"
    assert said_in["en"].sentence == "Entry for 2 people."
    assert said_in["de"].title == "20\N{NO-BREAK SPACE}€ zu zahlen"
    assert said_in["ru"].sentence == "Вход для 2 человек."


def test_unpaid_without_an_amount_asks_for_the_price() -> None:
    assert "not how much" in reason_words(refused(Reason.UNPAID, due_minor=0), MOSCOW).sentence


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "sentence"),
    [
        (AT + timedelta(hours=1), None, "This ticket begins at 21:14."),
        (None, AT - timedelta(hours=1), "This ticket ended at 19:14."),
        (None, None, "This ticket is for another time."),
    ],
)
def test_another_time_says_which(
    valid_from: datetime | None, valid_until: datetime | None, sentence: str
) -> None:
    guest = Guest("g", "Zoya", valid_from=valid_from, valid_until=valid_until)
    assert reason_words(refused(Reason.INVALID_TIME, guest=guest), MOSCOW).sentence == sentence


@pytest.mark.parametrize(
    ("minor", "currency", "written"),
    [
        (1000, "EUR", ("€10", "10 €", "10 €")),
        (1050, "EUR", ("€10.50", "10,50 €", "10,50 €")),
        (0, "EUR", ("€0", "0 €", "0 €")),
        (120000, "RUB", ("RUB 1,200", "1.200 RUB", "1 200 ₽")),
        (500, "JPY", ("JP¥500", "500 ¥", "500 ¥")),
        (1250, "KWD", ("KWD 1.250", "1,250 KWD", "1,250 KWD")),
    ],
)
def test_money_is_written_as_the_language_does(
    minor: int, currency: str, written: tuple[str, str, str]
) -> None:
    seen = tuple(money_words(minor, currency, language) for language in ("en", "de", "ru"))
    assert tuple(amount.replace("\N{NO-BREAK SPACE}", " ") for amount in seen) == written


def test_a_time_is_the_events_own() -> None:
    assert time_words(AT, "Europe/Moscow") == "20:14"
    assert time_words(AT, "America/New_York", near=AT) == "12:14"
    assert time_words(AT, "Europe/Moscow", "de", AT + timedelta(days=1)) == "18. November, 20:14"


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        ("krylova@example.org", "k…@example.org"),
        ("k@example.org", "k…@example.org"),
        (" k@example.org ", "k…@example.org"),
        ("@example.org", ""),
        ("krylova", ""),
        ("krylova@", ""),
        ("", ""),
    ],
)
def test_an_email_is_never_shown_in_full(email: str, shown: str) -> None:
    assert masked_email(email) == shown


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("ru_RU", "ru"),
        ("en-US", "en"),
        *((tag, "en") for tag in ("fr", "", "C", "../../x", "xx-yy-zz")),
    ],
)
def test_an_unknown_language_is_answered_in_english(wanted: str, spoken: str) -> None:
    assert words_for(wanted).language == spoken


def test_russian_counts_in_three_forms() -> None:
    words: Words = words_for("ru")
    forms = {
        words.ngettext("{number} guest has this code.", "{number} guests have this code.", n)
        for n in (1, 2, 5)
    }
    assert len(forms) > 1
    assert ENGLISH.ngettext("one", "many", 2) == "many"
