"""Zebra's label language, for label printers that take nothing else."""
