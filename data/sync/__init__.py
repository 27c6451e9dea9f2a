"""Bringing what happened at the door to where it belongs, and the guests from where they are."""
