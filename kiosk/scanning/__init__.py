"""Keyboard-wedge scanners: their keys told from fingers' and made into the text of a code."""
