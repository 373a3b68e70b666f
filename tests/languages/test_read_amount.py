"""An amount with words for size and signs of money is read as people write it; what may mean two things is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.languages import KNOWN, amount_rules, read_amount, read_number

READ = {
    "en": {
        "300": 300,
        "300,000": 300_000,
        "1,200,000": 1_200_000,
        "1,234.5": 1_234.5,
        "300 000": 300_000,
        "300\u00a0000": 300_000,
        "1.2 million": 1_200_000,
        "2.125 million": 2_125_000,
        "1,200 million": 1_200_000_000,
        "a million": 1_000_000,
        "One million dollars": 1_000_000,
        "$1.2m": 1_200_000,
        "£300k": 300_000,
        "US$ 5 billion": 5_000_000_000,
        "KSh 40 million": 40_000_000,
        "KES 40,000": 40_000,
        "300 thousand Kenyan shillings": 300_000,
        "40 lakh": 4_000_000,
        "₹ 2 crore": 20_000_000,
        "1 lakh crore": 1_000_000_000_000,
        "R 350 000": 350_000,
        "1 million and 200 thousand": 1_200_000,
        "1 million 200 thousand 50": 1_200_050,
        "-$300": -300,
        "€ -2,5": -2.5,
        "0.125": 0.125,
        "5 hundred": 500,
        "3 trillion": 3_000_000_000_000,
    },
    "ar": {
        "300": 300,
        "٣٠٠": 300,
        "٣٠٠٬٠٠٠": 300_000,
        "١٫٢ مليون": 1_200_000,
        "۳۰۰ ألف": 300_000,
        "300 ألف درهم": 300_000,
        "300 ألفاً": 300_000,
        "5 آلاف دينار تونسي": 5_000,
        "٣ ملايين جنيه": 3_000_000,
        "2 مليار د.ج": 2_000_000_000,
        "مليون و200 ألف": 1_200_000,
        "مليون و 200 ألف ريال سعودي": 1_200_000,
        "ألف دولار": 1_000,
        "300 000 د.ت": 300_000,
        "500 ج.م.": 500,
        "1,200": 1_200,
        "٢٥٠٠ دولار أمريكي": 2_500,
        "4 بلايين": 4_000_000_000,
        "MAD 300": 300,
    },
    "fr": {
        "300 mille": 300_000,
        "1,2 million": 1_200_000,
        "1,2 million d’euros": 1_200_000,
        "1,2 million d'euros": 1_200_000,
        "2 millions de francs CFA": 2_000_000,
        "300 000 F CFA": 300_000,
        "300.000 FCFA": 300_000,
        "1.200.000": 1_200_000,
        "1\u202f200\u202f000,50 €": 1_200_000.5,
        "5 milliards": 5_000_000_000,
        "5 Md€": 5_000_000_000,
        "1 billion": 1_000_000_000_000,
        "300 k€": 300_000,
        "12 M€": 12_000_000,
        "mille euros": 1_000,
        "un million et 200 mille": 1_200_000,
        "2,125 milliards": 2_125_000_000,
        "1.200 milliards": 1_200_000_000_000,
        "300 dirhams marocains": 300,
        "XOF 300": 300,
    },
    "es": {
        "300 mil": 300_000,
        "1,2 millones": 1_200_000,
        "1.2 millones de pesos": 1_200_000,
        "un millón": 1_000_000,
        "UN MILLON": 1_000_000,
        "2 mil millones": 2_000_000_000,
        "mil millones": 1_000_000_000,
        "1 billón": 1_000_000_000_000,
        "S/ 300": 300,
        "S/. 300 mil": 300_000,
        "$ 1.200.000": 1_200_000,
        "$1,200,000.50": 1_200_000.5,
        "300.000": 300_000,
        "300,000": 300_000,
        "300 mil pesos colombianos": 300_000,
        "₲ 5 MM": 5_000_000,
        "1 millón y 200 mil": 1_200_000,
        "1 millón 200 mil": 1_200_000,
        "300 mil dólares estadounidenses": 300_000,
        "RD$ 45": 45,
        "Q 300": 300,
    },
    "pt": {
        "1,2 milhão": 1_200_000,
        "300 mil": 300_000,
        "100 mil": 100_000,
        "R$ 1.200.000": 1_200_000,
        "R$1.200.000,50": 1_200_000.5,
        "R$ 300 000": 300_000,
        "300.000": 300_000,
        "R$ 300.000": 300_000,
        "300 mil reais": 300_000,
        "1 milhão e 200 mil": 1_200_000,
        "1 milhão e 200 mil reais": 1_200_000,
        "um milhão de reais": 1_000_000,
        "2 bilhões": 2_000_000_000,
        "2 mil milhões de euros": 2_000_000_000,
        "5 mi": 5_000_000,
        "5 mi.": 5_000_000,
        "1 bi": 1_000_000_000,
        "mil reais": 1_000,
        "300 MIL": 300_000,
        "MZN 300 mil": 300_000,
        "1,200 milhão": 1_200_000,
        "1.200 milhões": 1_200_000_000,
        "-R$ 2,5": -2.5,
    },
}
# What is said in none of them: a rate, a share, a guess, a range, two numbers, half a number, something else.
REFUSED = [
    *(
        "",
        " ",
        "R$",
        "million",
        "millions",
        "%",
        "20 %",
        "20%",
        "٢٠٪",
        "6x",
        "× 6",
        "about 300",
        "~300",
        "300+",
        "≈300",
    ),
    *("300-400", "300 – 400", "300 / 12", "300 por ano", "300 mil reais por ano", "300 a year", "300 par an"),
    *("300 per month", "300 في السنة", "300 al año", "2 years", "3 meses", "300 hours", "9 h", "five", "six million"),
    *("1 2", "6 2", "1 2345", "1 234 5", "300 000 0", "1,2,3", "1..2", "300.000 000", "1,23,456", "--300", "-300-"),
    *("300 € 200 €", "300 + 200", "= 300", "1e6", "0x10", "½ million", "6²", "nan", "inf", "<b>300</b>", "9" * 61),
    *(
        "300 million million",
        "200 thousand 1 million",
        "1.5 million 200",
        "300 milhoesx",
        "300 xyz",
        "300 Euro?",
        "(300)",
    ),
]
REFUSED_IN = {
    "en": ["1.200", "300.000", "1.200.00 million", "300 mil", "1,2 milhão", "300 thousand a year", "millions", "5 MM"],
    "ar": [
        "1.200",
        "1,200 مليون",
        "1.200 مليون",
        "ملايين",
        "آلاف",
        "300 ألف سنوياً",
        "حوالي 300",
        "مليونان",
        "300 million",
    ],
    "fr": ["1,200", "300 m", "millions d’euros", "300 mil", "environ 300", "300 €/an", "300 mille par an"],
    "es": ["1.200 millones", "1,200 millones", "5 M", "M$ 5", "miles", "300 al mes", "unos 300", "300 mil anuales"],
    "pt": ["1,200", "R$ 1,200", "5 M", "300 mil/ano", "milhões", "uns 300", "300 mil por mês", "dois milhões"],
}
HOURS = {
    "en": {"9": 9, "9 h": 9, "9 hours a week": 9, "2.5 hrs": 2.5, "2,5": 2.5, "9h/week": 9, "40 hours per week": 40},
    "ar": {"٩": 9, "9 ساعات": 9, "٧٫٥ ساعات في الأسبوع": 7.5, "20 ساعة": 20, "20 ساعة أسبوعياً": 20},
    "fr": {"9 h": 9, "7,5 heures": 7.5, "9 heures par semaine": 9},
    "es": {"9 hs": 9, "7,5 horas a la semana": 7.5, "9 horas semanales": 9},
    "pt": {"9h": 9, "7,5 horas por semana": 7.5, "9 horas": 9},
}
NO_HOURS = {
    "en": [
        "all day",
        "2 days",
        "3 hours a day",
        "9 €",
        "-3",
        "1h30",
        "1:30",
        "20%",
        "half",
        "3 to 4",
        "9 minutes",
        "hours",
    ],
    "ar": ["طوال اليوم", "3 أيام", "3 ساعات في اليوم", "9 دقائق"],
    "fr": ["toute la journée", "2 jours", "3 heures par jour", "1h30"],
    "es": ["todo el día", "2 días", "3 horas al día", "9 minutos"],
    "pt": ["o dia todo", "2 dias", "3 horas por dia", "R$ 9"],
}


@pytest.mark.parametrize(("code", "typed"), [(code, typed) for code in KNOWN for typed in READ[code]])
def test_an_amount_is_read_as_its_language_writes_it(code: str, typed: str) -> None:
    assert read_amount(typed, code) == READ[code][typed]


@pytest.mark.parametrize("code", KNOWN)
def test_what_is_not_one_amount_is_refused_and_nothing_of_it_dropped(code: str) -> None:
    typed = [*REFUSED, *REFUSED_IN[code]]
    assert [one for one in typed if read_amount(one, code) is not None] == []


@pytest.mark.parametrize("code", KNOWN)
def test_hours_of_a_week_are_hours_and_nothing_else(code: str) -> None:
    assert {typed: read_amount(typed, code, "hours") for typed in HOURS[code]} == HOURS[code]
    assert [typed for typed in NO_HOURS[code] if read_amount(typed, code, "hours") is not None] == []


@pytest.mark.parametrize("code", KNOWN)
def test_no_word_stands_for_money_and_for_size(code: str) -> None:
    rules = amount_rules(code)
    assert not {*rules.money} & {*rules.sizes, *rules.joins, *rules.of, *rules.one}
    assert {"USD", "XOF", "BRL", "KES"} <= {*rules.codes}
    assert "DEM" not in rules.codes, "no longer legal tender"


@given(st.text(max_size=40), st.sampled_from(KNOWN))
def test_any_text_gives_a_finite_amount_or_nothing(typed: str, code: str) -> None:
    amount = read_amount(typed, code)
    assert amount is None or abs(amount) < float("inf")


@given(st.integers(0, 10**9), st.sampled_from(KNOWN))
def test_plain_figures_are_what_they_are_as_a_number(value: int, code: str) -> None:
    assert read_amount(str(value), code) == read_number(str(value)) == value
