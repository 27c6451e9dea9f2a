"""The command line: the same work without a window, one file a command or two that belong together.

No module here imports Qt at its top: ``badge``, ``open`` and ``demo`` do so when they run.
"""
