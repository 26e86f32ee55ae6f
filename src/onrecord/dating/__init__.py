"""When a document was published, from all its evidence: a day or a range, and the reasons in words."""

from onrecord.dating._family import SameText, date_family
from onrecord.dating._judge import HasChronology, claims_of, date_alone

VERSION = "1"
"""Raised whenever the results change."""

__all__ = ["VERSION", "HasChronology", "SameText", "claims_of", "date_alone", "date_family"]
