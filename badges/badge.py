"""The badge: what one piece of paper says, without knowing of whom."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge can say; a design chooses.

    Either ``first_name`` and perhaps ``last_name``, set in two sizes, or ``name`` alone where
    nobody knows how it divides (a mononym, a pasted list). ``countries``: codes as the flags are
    named, ISO 3166-1 alpha-2 or XK, EU, UN, GB-ENG, GB-SCT, GB-WLS, GB-NIR; may be empty, and an
    unknown one is printed as letters without a flag. ``country_names``: the same in words, in the
    language of the evening; empty: the codes are said instead.
    """

    first_name: str = ""
    last_name: str = ""
    name: str = ""
    countries: tuple[str, ...] = ()
    second_line: str = ""  # company, product, "Guest of …"
    event_name: str = ""
    country_names: tuple[str, ...] = ()
    company: str = ""
    product: str = ""
    languages: tuple[str, ...] = ()  # BCP 47
    ask_about: str = ""
    code: str = ""  # for the QR code: opaque, never the ticket's secret
