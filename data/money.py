"""Money as a person writes and reads it; inside it is an integer of minor units plus a currency."""

from decimal import Decimal, InvalidOperation

from babel.numbers import get_currency_precision


def parse_minor(text: str, currency: str) -> int | None:
    """The amount in minor units, or None where the text is no amount.

    Understands "10", "10.50", "10,50", "1.234,50", "€ 10", "10 EUR", "1 200 ₽".
    """
    digits = "".join(c for c in text if c.isdigit() or c in ".,-")
    if not any(c.isdigit() for c in digits):
        return None
    last = max(digits.rfind("."), digits.rfind(","))
    if last >= 0 and len(digits) - last - 1 != 3:
        whole, fraction = digits[:last], digits[last + 1 :]
    else:
        whole, fraction = digits, ""
    plain = whole.replace(".", "").replace(",", "") + "." + (fraction or "0")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        return None
    return int((amount * 10 ** get_currency_precision(currency)).to_integral_value())
