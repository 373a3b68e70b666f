"""Words that are shown have the letters that they have in the text, and never a word that the text has not."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.changes import Change
from toolkit.bargaining.counter.meanings.excerpts import spelled
from toolkit.bargaining.counter.signals import Noticed


@pytest.mark.parametrize(
    ("text", "shown", "written"),
    [
        ("L’Employeur remet l’évaluation au Comité d’été.", "evaluation, comite", "évaluation, Comité"),
        ("La dirección decidirá según su criterio.", "segun su criterio", "según su criterio"),
        ("A avaliação não é pública.", "avaliacao, publica", "avaliação, pública"),
        ("تُسلَّم النسخةُ إلى الأمانة المؤقتة.", "الامانه الموقته", "الأمانة المؤقتة"),
        ("The Board decides, if the board can.", "board, decides", "board, decides"),
        ("The Board decides.", "council", "council"),  # a word that does not stand there stays as it is
        ("", "comite", "comite"),
    ],
)
def test_what_is_shown_is_written_as_in_the_text(text: str, shown: str, written: str) -> None:
    assert spelled(shown, text) == written


def test_each_side_is_quoted_from_its_own_text() -> None:
    noticed = Noticed("x", "open", "“{ours}” → “{theirs}”", False, {"ours": "comite", "theirs": "comite"})
    change = Change("bias", "reworded", True, "Le Comité", "Un comité", noticed=(noticed,))
    assert change.say("en") == "“Comité” → “comité”"
