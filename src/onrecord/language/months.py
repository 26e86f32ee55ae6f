"""Names of months as pages of news write them in their dates: English, and the languages that stand around it."""

from __future__ import annotations

_NAMES = {
    1: "january jan januar jänner janvier enero gennaio janeiro januari",
    2: "february feb februar février febrero febbraio fevereiro februari",
    3: "march mar märz mars marzo março maart mrz",
    4: "april apr avril abril aprile",
    5: "may mai mayo maggio maio mei",
    6: "june jun juni juin junio giugno junho",
    7: "july jul juli juillet julio luglio julho",
    8: "august aug août agosto augustus",
    9: "september sept sep septembre septiembre settembre setembro",
    10: "october oct oktober okt octobre octubre ottobre outubro",
    11: "november nov novembre noviembre novembro",
    12: "december dec dezember dez décembre diciembre dicembre dezembro",
}
MONTHS = {name: number for number, names in _NAMES.items() for name in names.split()}
"""Number of each month by its names, in lower case."""
ANY_MONTH = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))
"""What matches any of them, the longest first."""
