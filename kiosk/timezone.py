"""Where this laptop's clock lives."""

from babel.localtime import get_localzone


def own_timezone() -> str:
    """This laptop's time zone by its IANA name; UTC where it has none."""
    return getattr(get_localzone(), "key", None) or "UTC"
