"""What a scanner types, told from what people type by its looks alone.

By their times keys are told apart in ``kiosk.scanning``, before any widget sees them.
"""

LONG_CODE = 16  # longer than nearly every single name
SHORT_CODE = 6  # with a figure in it; shorter than any code, longer than a roll of a few fingers


def looks_like_a_code(text: str) -> bool:
    """Whether this may be a ticket's code and is hardly a name: one word, long or with a figure."""
    if any(c.isspace() for c in text):
        return False
    return len(text) >= LONG_CODE or (len(text) >= SHORT_CODE and any(map(str.isdigit, text)))
