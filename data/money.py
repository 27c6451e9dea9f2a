"""Money as a person writes and reads it; inside it is an integer of minor units plus a currency."""

import re
from decimal import Decimal, InvalidOperation

from babel.numbers import get_currency_precision

_AMOUNT = re.compile(r"\d(?:[\d.,'’\s]*\d)?")
_MOST_DIGITS = 12  # more is no price, and SQLite's integers end somewhere


def parse_minor(text: str, currency: str) -> int | None:
    """The amount in minor units, or None where the text is no amount, or a negative one.

    Understands "10", "10.50", "10,50", "1.234,50", "€ 10", "10 EUR", "1 200 ₽", "10,-". Three
    digits behind the last mark are thousands, unless the currency has three decimals.
    """
    numbers = _AMOUNT.findall(text)
    if len(numbers) != 1 or re.search(r"[-−]\s*\D?\s*\d", text):
        return None
    digits = re.sub(r"['’\s]", "", numbers[0])
    decimals = get_currency_precision(currency)
    last = max(digits.rfind("."), digits.rfind(","))
    whole, fraction = digits, ""
    if last >= 0 and (len(digits) - last - 1 != 3 or _is_decimal(digits, last, decimals)):
        whole, fraction = digits[:last], digits[last + 1 :]
    plain = re.sub(r"[.,]", "", whole)
    if len(plain) > _MOST_DIGITS:
        return None
    try:
        amount = Decimal(f"{plain}.{fraction or 0}")
    except InvalidOperation:
        return None
    return int((amount * 10**decimals).to_integral_value())


def _is_decimal(digits: str, last: int, decimals: int) -> bool:
    """Whether a mark before three digits can only be the decimal one, or is so by the currency."""
    before = digits[:last]
    other = "," if digits[last] == "." else "."
    return decimals == 3 or before == "0" or (other in before and digits[last] not in before)
