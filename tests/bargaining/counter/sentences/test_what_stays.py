"""How long it lasts, what follows from a breach, which rule counts, which cases: told where less is left."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon

# Language, ours, theirs, what is told.
LESS = [
    (
        "en",
        "This Agreement is concluded for an indefinite period.",
        "This Agreement is concluded for 2 years.",
        "effect",
    ),
    ("fr", "L’Accord est conclu sans limitation de durée.", "L’Accord est conclu pour trois ans.", "effect"),
    ("es", "El Acuerdo se celebra por tiempo indefinido.", "El Acuerdo se celebra por 3 años.", "effect"),
    ("pt", "O Acordo é celebrado por tempo indeterminado.", "O Acordo é celebrado por 3 anos.", "effect"),
    ("ar", "يبرم هذا الاتفاق لمدة غير محددة.", "يبرم هذا الاتفاق لمدة 3 سنوات.", "effect"),
    ("fr", "À son terme, ses effets se poursuivent.", "À son terme, ses effets s’éteignent.", "effect"),
    ("en", "After that, its rules continue to apply.", "After that, its rules cease to apply.", "effect"),
    ("es", "Después, sus reglas siguen vigentes.", "Después, sus reglas dejan de aplicarse.", "effect"),
    ("pt", "Depois, as suas regras continuam em vigor.", "Depois, as suas regras caducam.", "effect"),
    (
        "fr",
        "Le présent Accord s’applique aux baux en cours.",
        "Il ne s’applique qu’aux baux conclus après lui.",
        "effect",
    ),
    ("fr", "Un avertissement donné ainsi est nul.", "Un avertissement donné ainsi est réexaminé.", "remedy"),
    ("en", "A warning given in this way is void.", "A warning given in this way is reconsidered.", "remedy"),
    ("es", "La amonestación hecha así es nula.", "La amonestación hecha así se revisa.", "remedy"),
    ("pt", "A advertência feita assim é nula.", "A advertência feita assim é revista.", "remedy"),
    (
        "fr",
        "En cas de manquement, l’Employeur verse 40 euros à l’équipe.",
        "En cas de manquement, les parties en parlent.",
        "remedies",
    ),
    ("fr", "L’Accord couvre tous les Travailleurs.", "L’Accord couvre les Travailleurs du siège.", "every"),
    ("en", "The Agreement covers all Workers.", "The Agreement covers Workers of the head office.", "every"),
    ("es", "El Acuerdo cubre a todos los Trabajadores.", "El Acuerdo cubre a los Trabajadores de la sede.", "every"),
    ("pt", "O Acordo abrange todos os Trabalhadores.", "O Acordo abrange os Trabalhadores da sede.", "every"),
    (
        "fr",
        "Nul n’est appelé la nuit, sauf dans les cas suivants : le feu et la crue.",
        "Nul n’est appelé la nuit, sauf dans des cas tels que le feu et la crue.",
        "opened",
    ),
    (
        "en",
        "Nobody is called at night except in these cases: fire and flood.",
        "Nobody is called at night except for fire, flood and the like.",
        "opened",
    ),
    (
        "fr",
        "Si l’Accord et la charte se contredisent, l’Accord l’emporte.",
        "Si l’Accord et la charte se contredisent, c’est la charte qui s’applique.",
        "prevails",
    ),
    (
        "es",
        "Si el Acuerdo y el manual se contradicen, prevalece el Acuerdo.",
        "Si el Acuerdo y el manual se contradicen, se aplica el manual.",
        "prevails",
    ),
    (
        "pt",
        "Se o Acordo e o manual divergirem, prevalece o Acordo.",
        "Se o Acordo e o manual divergirem, aplica-se o manual.",
        "prevails",
    ),
]
AS_MUCH = [
    ("en", "This Agreement is concluded for an indefinite period.", "This Agreement is open-ended."),
    ("fr", "L’Accord est conclu sans limitation de durée.", "L’Accord est conclu pour une durée indéterminée."),
    ("fr", "À son terme, ses effets se poursuivent.", "À son terme, ses effets demeurent."),
    ("fr", "Un avertissement donné ainsi est nul.", "Un avertissement donné ainsi est privé d’effet."),
    ("en", "A warning given in this way is void.", "A warning given in this way has no effect."),
    ("fr", "L’Accord couvre tous les Travailleurs.", "Les Travailleurs sont couverts par l’Accord."),
    ("fr", "Le rapport cite le feu.", "Le rapport cite le feu et les faits analogues."),
    (
        "fr",
        "Si l’Accord et la charte se contredisent, l’Accord l’emporte.",
        "Si la charte contredit l’Accord, c’est l’Accord qui s’applique.",
    ),
]


def told(language: str, ours: str, theirs: str) -> set[str]:
    return {one.id for one in judge(ours, theirs, lexicon(language)).noticed if one.effect == "weakened"}


@pytest.mark.parametrize(("language", "ours", "theirs", "id"), LESS)
def test_what_is_less_is_told(language: str, ours: str, theirs: str, id: str) -> None:
    assert id in told(language, ours, theirs)


@pytest.mark.parametrize(("language", "ours", "theirs"), AS_MUCH)
def test_what_is_as_much_is_not(language: str, ours: str, theirs: str) -> None:
    assert not told(language, ours, theirs) & {"effect", "remedies", "remedy", "every", "opened", "prevails"}
