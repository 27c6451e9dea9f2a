"""What longer headers mean ("What is your full name?"): the first pattern that matches counts."""

import re

from data.guestlist.fields import Field
from data.guestlist.vocabulary import plain

_SOURCES: tuple[tuple[Field, str], ...] = (
    (
        Field.IGNORE,
        r"\b(event|venue|file|user|buyer|purchaser|chapter|item|coupon|promo|voucher|emergency)\b",
    ),
    (
        Field.IGNORE,
        r"\b(phone|whatsapp|telephone|telegram|instagram|linkedin|birth|job title|diet\w*)\b",
    ),
    (
        Field.IGNORE,
        r"\b(telefon\w*|handy\w*|geburts\w*|anschrift|телефон\w*|рожд\w+|téléphone|teléfono)\b",
    ),
    (
        Field.IGNORE,
        r"\b(checked in|check in (date|time)|arriv\w+|eingecheckt|agree\w*|consent\w*)\b",
    ),
    (
        Field.NATIONALITY,
        r"\b(nationalit\w*|citizenship|passports?|staatsangeh\w+|nacionalidad\w*|nazionalit\w*)\b",
    ),
    (
        Field.NATIONALITY,
        r"\b(where (are|do) you (come )?(from)|(which|what) countr\w+ .*\bfrom|flags?|flagge)\b",
    ),
    (
        Field.NATIONALITY,
        r"\b(гражданств\w*|национальност\w*|откуда|narodowo\w+|obywatelstw\w*|nationaliteit\w*)\b",
    ),
    (
        Field.NATIONALITY,
        r"\b(woher|herkunft\w*|country of origin|uyru\w+|cittadinanza|pays d origine|флаг\w*)\b",
    ),
    (Field.NATIONALITY, r"国籍|國籍|来自"),
    (
        Field.ADDRESS_COUNTRY,
        r"\b(billing|invoice|residence|living|live|wohn\w*|rechnung\w*|прожива\w+) ?.*"
        r"\b(country|land|pays|страна)\b|\bcountry .*(live|residence|living)\b",
    ),
    (Field.EMAIL, r"\b(e ?mail\w*|courriel|correo|электронн\w+|e posta|eposta)\b|邮箱|电子邮件"),
    (  # "No" means no refusal here, but company
        Field.IGNORE,
        r"\b(com(e|ing)|komm(st|en)|viens|venez|vienes|vieni)\b.*\b(alone|allein\w*|seul\w*|sol[oa])\b",
    ),
    (Field.IGNORE, r"\b(придете (вы )?(один|одна|одни))\b"),
    (
        Field.COMPANIONS,
        r"\bwith ((some|any)(one|body)|(a |your )?(friends?|guests?|partner|others))\b",
    ),
    (
        Field.COMPANIONS,
        r"\b(jemand\w* mit|zu zweit|iemand mee|(con|porti) (qualcuno|alguien)|com alguém)\b",
    ),
    (
        Field.COMPANIONS,
        r"\b(с кем (то|нибудь|вы)|не один|(avec|amenez vous) quelqu un|misafir getir\w+)\b",
    ),
    (
        Field.COMPANIONS,
        r"\b(plus ones?|bring(ing)?|companions?|begleit\w*|accompagn\w*|acompañ\w*|acompanh\w*)\b",
    ),
    (
        Field.COMPANIONS,
        r"\b(сопровожда\w+|спутник\w*|towarzysz\w+|additional guests|introduc\w+)\b|同伴|随行",
    ),
    (
        Field.TOTAL_GUESTS,
        r"\b(how many (people|persons|of you)|wie viele personen|сколько человек)\b",
    ),
    (
        Field.BADGE_NAME,
        r"\b(badge|name ?tag|namensschild|бейдж\w*|crachá|identyfikatorz\w*|preferred name)\b",
    ),
    (
        Field.LAST_NAME,
        r"^(?!.*\b(first|given|vor)).*\b(last name|surname|family name|nachname|familienname)\b",
    ),
    (Field.FIRST_NAME, r"^(?!.*\b(last|sur|family|nach|and)).*\b(first name|given name|vorname)\b"),
    (
        Field.COMPANY,
        r"\b(company|organi[sz]ation|employer|affiliation|firma|unternehmen|компани\w+|entreprise)\b",
    ),
    (
        Field.SPEAKS,
        r"\b(languages?\b.*\bspe?ak\w*|spe?ak\w*\b.*\blanguages?|sprachen\b.*\bspr[ei]ch\w*|языках)\b",
    ),
    (Field.ASK_ABOUT, r"\b(ask (me|you) about|talk to (me|you) about|frag(t|en)? (mich|dich))\b"),
    (Field.LANGUAGE, r"\b(language|sprache|язык\w*|langue|idioma)\b"),
    (
        Field.STATUS,
        r"\b(rsvp|will you (attend|come|join)|are you (coming|attending)|kommst du|придете)\b",
    ),
    (
        Field.DUE,
        r"\b(abendkasse|zu zahlen|amount due|to pay|pays? at|к оплате|da pagare|a pagar)\b",
    ),
    (
        Field.PAID,
        r"\b(paid|(ge|be)zahlt|оплачен\w*|pagad[oa]|pagat[oa]|payée?|opłacon\w+|betaald|ödendi)\b",
    ),
    (
        Field.NOTE,
        r"\b(comments?|notes?|remarks?|anything else|bemerkung\w*|anmerkung\w*|комментари\w*)\b",
    ),
    (
        Field.NAME,
        r"\b(full name|your name|name of (the )?(guest|attendee|participant)|ваше имя|фио)\b",
    ),
    (
        Field.NAME,
        r"\b(vollständiger name|nombre completo|nome completo|nom complet|imię i nazwisko)\b|姓名",
    ),
)

PATTERNS = tuple((field, re.compile(plain(pattern))) for field, pattern in _SOURCES)
"""Searched in headers as ``vocabulary.header_key`` writes them."""
