"""Facts as data: countries, persons, offices and their holders with dates, organizations, outlets, issues, events."""

from onrecord.reference._accounts import SocialAccount
from onrecord.reference._channels import ChannelFacts, ChannelMatch, ChannelTable
from onrecord.reference._outlets import Outlet
from onrecord.reference._phrases import WORD, PhraseMatch, PhraseTree, plain_text
from onrecord.reference._reference import Reference, holds
from onrecord.reference._tellers import LIKELY, UNION, most_named, teller_of
from onrecord.reference._types import Country, Issue, OfficeFacts, OrganizationFacts, Person, Pronoun, Tenure

__all__ = [
    "LIKELY",
    "UNION",
    "WORD",
    "ChannelFacts",
    "ChannelMatch",
    "ChannelTable",
    "Country",
    "Issue",
    "OfficeFacts",
    "OrganizationFacts",
    "Outlet",
    "Person",
    "PhraseMatch",
    "PhraseTree",
    "Pronoun",
    "Reference",
    "SocialAccount",
    "Tenure",
    "holds",
    "most_named",
    "plain_text",
    "teller_of",
]
