"""What was said not to be done and is done now is a loss, also in a sentence that was written anew."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon

DONE_NOW = [
    (
        "en",
        "The score is not shown to anybody under their name and does not serve to rank anybody.",
        "The score is shown under their name to the head of their unit and serves to rank them.",
    ),
    (
        "en",
        "A strike does not relieve the Employer of its duties to Workers.",
        "The Employer is relieved of its duties to Workers by a strike.",
    ),
    (
        "fr",
        "La note n’est lue par personne et ne sert à classer personne.",
        "La note est lue par le chef de service et sert à le classer.",
    ),
    (
        "fr",
        "La liste n’est transmise à personne et ne quitte pas le service.",
        "La liste est transmise au chef de poste et quitte le service.",
    ),
    (
        "es",
        "La nota no se enseña a nadie con su nombre y no sirve para clasificar a nadie.",
        "La nota se enseña con su nombre a su jefe inmediato y sirve para clasificarlo.",
    ),
    (
        "es",
        "Una huelga no exime al Empleador de sus deberes con los Trabajadores.",
        "El Empleador queda eximido de sus deberes con los Trabajadores por una huelga.",
    ),
]
NOT_DONE = [
    (
        "en",
        "The score is shown to nobody and serves to rank nobody.",
        "Nobody is shown the score and it serves to rank nobody.",
    ),
    (
        "en",
        "A call is not recorded without a sign on the wall.",
        "A call is recorded where a sign hangs on the wall.",
    ),
    ("en", "Where the test does not start in time, it is paid.", "A test that starts late is paid."),
    (
        "fr",
        "La note n’est lue par personne et ne sert à classer personne.",
        "Personne ne lit la note et elle ne sert à classer personne.",
    ),
    ("fr", "La note ne sert qu’à la paie.", "La note sert à la paie seulement."),
    (
        "es",
        "La nota no se enseña a nadie y no sirve para clasificar a nadie.",
        "A nadie se enseña la nota, que no sirve para clasificar a nadie.",
    ),
    (
        "es",
        "La nota no se lee sin la firma del Trabajador.",
        "La nota se lee solo con la firma del Trabajador.",
    ),
]


@pytest.mark.parametrize(("language", "ours", "theirs"), DONE_NOW)
def test_what_was_not_to_be_done_and_is_done_is_a_loss(language: str, ours: str, theirs: str) -> None:
    found = judge(ours, theirs, lexicon(language))
    assert found.kind == "weakened"


@pytest.mark.parametrize(("language", "ours", "theirs"), NOT_DONE)
def test_a_not_under_a_condition_or_up_to_a_bound_or_said_otherwise_is_kept(
    language: str, ours: str, theirs: str
) -> None:
    assert "denied-less" not in {one.id for one in judge(ours, theirs, lexicon(language)).noticed}
