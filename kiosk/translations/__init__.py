"""The words in other languages: one folder a language, and the script that keeps them current.

``python -m kiosk.translations.collect`` reads every message out of the source, brings the ``.po``
files up to date and compiles the ``.mo`` files. Both are committed, so that a fresh clone speaks.
"""
