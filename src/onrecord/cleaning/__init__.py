"""Cleaning: what each line of a page is, and what the page says about itself.

``clean`` makes a ``Document`` out of a raw page: the one text, a role with a plain-words reason for every line, and
the title, outlet, authors, agencies, corrections, language and claimed dates that the page gives away. It never
rewrites the text, judges no date and follows no link.
"""

from onrecord.cleaning._clean import VERSION, clean

__all__ = ["VERSION", "clean"]
