"""How much a guest list may be: far above any real one, low enough for a borrowed laptop."""

MAX_BYTES = 64 * 1024 * 1024  # of a file, and of pasted text
MAX_HTML_CHARS = 16 * 1024 * 1024
MAX_UNPACKED_BYTES = 384 * 1024 * 1024  # of a workbook's parts together
MAX_RATIO = 250  # unpacked to packed, for parts above FREE_OF_RATIO_BYTES
FREE_OF_RATIO_BYTES = 8 * 1024 * 1024
MAX_ENTRIES = 5_000  # files in a workbook
MAX_ROWS = 250_000
MAX_COLUMNS = 1_000
MAX_CELL = 32_767  # characters of one cell, as in Excel; the rest of a longer one is left away
MAX_CELLS = 10_000_000  # rows times columns of a workbook, filled or not
MAX_QUOTED_LINES = 60  # a quoted field with more line breaks was never closed
MAX_NAME = 200  # characters
MAX_LINE = 120  # of a line that stands on the badge
MAX_TEXT = 2_000
MAX_CODE = 4_000  # a ticket secret can be a signed blob or a URL
MAX_COMPANIONS = 99
SAMPLE_ROWS = 10
