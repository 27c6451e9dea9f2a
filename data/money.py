"""Money as a person writes and reads it; inside it is an integer of minor units plus a currency."""

import re
from decimal import Decimal, InvalidOperation

from babel.numbers import get_currency_precision

_AMOUNT = re.compile(
    r"[^\W\d_]{0,3}\.?\s*[^\w\s.,'’+-]?\s*"  # "EUR", "Fr.", "US$", "€"
    r"(?P<sign>[-−+]?)\s*[^\w\s.,'’-]?\s*"
    r"(?P<digits>\d[\d.,'’\s]{0,30})"
    r"(?P<even>[-–—]{1,2})?\s*"  # "12,-" and "12.–"
    r"[^\w\s.,'’-]?\s*[^\W\d_]{0,5}\.?"
)
_GROUPED = re.compile(r"[1-9]\d{0,2}([.,'’ ])\d{3}(?:\1\d{3})*")


def parse_minor(text: str, currency: str) -> int | None:
    """The amount in minor units, or None where the text is no amount.

    Understands "10", "10.50", "10,50", "1.234,50", "€ 10", "10 EUR", "1 200 ₽", "12,-",
    "CHF 1'200.–". Three digits after a single point or comma are thousands ("1.234"), unless the
    currency itself has three ("KWD 1.234") or nothing but a zero stands before ("0.500").
    """
    match = _AMOUNT.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    precision = get_currency_precision(currency)
    digits = match["digits"].strip()
    if match["even"]:
        digits = digits.rstrip(".,")
    last = max(digits.rfind("."), digits.rfind(","))
    after = len(digits) - last - 1
    alone = sum(digits.count(mark) for mark in ".,'’ ") == 1
    is_thousands = _GROUPED.fullmatch(digits) is not None and not (alone and precision == 3)
    whole, fraction = (digits, "") if last < 0 or is_thousands else (digits[:last], digits[-after:])
    if after == 0:
        whole, fraction = digits[:last], ""
    if not whole.isdigit() and _GROUPED.fullmatch(whole) is None and whole:
        return None
    whole = re.sub(r"[.,'’\s]", "", whole)
    if not re.fullmatch(r"\d{0,12}", whole) or not re.fullmatch(r"\d*", fraction):
        return None
    try:
        amount = Decimal(f"{match['sign'].replace('−', '-')}{whole or '0'}.{fraction or '0'}")
    except InvalidOperation:
        return None
    return int((amount * 10**precision).to_integral_value())
