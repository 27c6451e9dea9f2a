"""Numbers from the shelf: EAN and UPC with their check digit (GS1 General Specifications §7.9)."""

_LENGTHS = frozenset({8, 12, 13})


def is_product_barcode(text: str) -> bool:
    """Whether this is an EAN-8, UPC-A or EAN-13 with the right check digit.

    One number in ten of those lengths has it by chance: a hint, never a verdict.
    """
    if len(text) not in _LENGTHS or not (text.isascii() and text.isdigit()):
        return False
    figures = [int(figure) for figure in reversed(text)]
    return (sum(figures[::2]) + 3 * sum(figures[1::2])) % 10 == 0
