"""In which region of the union movement a country lies, so that what is near can come first.

Countries of the Arab League stand under MENA, with Iran and Israel beside them; the others under Africa, the Americas,
Asia and Pacific, or Europe. It is how unions meet and not a statement on any border.
"""

from __future__ import annotations

from toolkit.registers.law_records import REGIONS, WORLD

_COUNTRIES = {
    "Africa": (
        "AO BF BI BJ BW CD CF CG CI CM CV ER ET GA GH GM GN GQ GW KE LR LS MG ML MU MW MZ NA NE NG RW SC SL SN SS ST "
        "SZ TD TG TZ UG ZA ZM ZW"
    ),
    "Americas": (
        "AG AR BB BO BR BS BZ CA CL CO CR CU DM DO EC GD GT GY HN HT JM KN LC MX NI PA PE PR PY SR SV TT US UY VC VE"
    ),
    "Asia-Pacific": (
        "AF AU BD BN BT CN FJ FM HK ID IN JP KG KH KI KP KR KZ LA LK MH MM MN MO MV MY NP NR NZ PG PH PK PW SB SG TH "
        "TJ TL TM TO TV TW UZ VN VU WS"
    ),
    "Europe": (
        "AD AL AM AT AZ BA BE BG BY CH CY CZ DE DK EE ES EU FI FR GB GE GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT "
        "NL NO PL PT RO RS RU SE SI SK SM TR UA VA XK"
    ),
    "MENA": "AE BH DJ DZ EG IL IQ IR JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE",
}
_REGION = {country: region for region, countries in _COUNTRIES.items() for country in countries.split()}


def home_of(place: str) -> str:
    """The country of a place: of US-TX the United States."""
    return place.partition("-")[0]


def region_of(place: str) -> str | None:
    """The region in which a place lies; ``global`` for the world, none where we cannot say.

    >>> region_of("US-TX"), region_of("MA"), region_of("INT"), region_of("AQ")
    ('Americas', 'MENA', 'global', None)
    """
    return REGIONS[0] if place == WORLD else _REGION.get(home_of(place))
