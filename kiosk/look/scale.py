"""One factor for everything: the window's size against 1280 × 720.

Sizes are in Qt's device-independent pixels, so the system's own scale is in them already and only
the window's size is left to follow.
"""

REFERENCE_WIDTH = 1280
REFERENCE_HEIGHT = 720
SMALLEST = 0.75  # body text of 12 px; below this the window scrolls rather than shrinks
LARGEST = 4.0
STEP = 0.05  # while a window is dragged larger, text is laid out anew only now and then


def factor(width: int, height: int) -> float:
    """How much larger than at 1280 × 720 everything is drawn in a window of this size."""
    exact = min(width / REFERENCE_WIDTH, height / REFERENCE_HEIGHT)
    stepped = int(exact / STEP + 1e-6) * STEP
    return round(min(LARGEST, max(SMALLEST, stepped)), 2)
