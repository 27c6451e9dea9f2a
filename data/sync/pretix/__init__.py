"""pretix (https://docs.pretix.eu/dev/api/) as a far end: where guests come from and go back to.

Observed against pretix 2026.8.0; the names of its fields are those of its REST API.
"""
