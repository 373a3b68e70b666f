"""How is it said, in which language, place and direction, with which digits and dates?"""

from toolkit.errors import translatable
from toolkit.languages.amounts import AmountRules, Measure, amount_rules, read_amount
from toolkit.languages.bidi import isolate, strip
from toolkit.languages.catalogue import COMPLETE, KNOWN, is_reviewed
from toolkit.languages.language import Language, Plural, UnknownLanguage, read_number, translatable_plural
from toolkit.languages.notebooks import write_notebooks

__all__ = [
    "COMPLETE",
    "KNOWN",
    "AmountRules",
    "Language",
    "Measure",
    "Plural",
    "UnknownLanguage",
    "amount_rules",
    "is_reviewed",
    "isolate",
    "read_amount",
    "read_number",
    "strip",
    "translatable",
    "translatable_plural",
    "write_notebooks",
]
