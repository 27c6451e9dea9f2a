"""The print queue and its printers."""
