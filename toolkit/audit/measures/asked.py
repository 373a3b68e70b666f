"""Which measures an audit is asked for: ours by name, and measures of somebody's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.audit.arguments import shown
from toolkit.audit.log import phrase_of
from toolkit.audit.measures.measures import BY_ID, Measure, Words
from toolkit.errors import AuditError, translatable
from toolkit.languages import KNOWN
from toolkit.registers.codebook import Codebook

UNKNOWN_MEASURE = translatable(
    "There is no measure “{name}”. Choose among {available}, or give a Measure of your own with words for it."
)
NO_MEASURE = translatable("No measure is named. Name some of {available}, or leave them out to compare by all.")
TAKEN = translatable("The name “{name}” is taken. Call your measure otherwise than any of: {available}.")
WITHOUT_WORDS = translatable(
    "The measure “{name}” has no words for “{missing}”. Say in label what it counts (“were checked twice”) and, if it "
    "does not count among everybody, in among_label among whom (“have a score”): as text, or one text a language."
)
WRONG_HARM = translatable(
    "The harm of the measure “{name}” cannot be “{value}”. Say 1 if people with the higher share are worse off, -1 if "
    "people with the lower share are, 0 if neither."
)
# What stands in the place of a measure in tables and findings about something else.
_OTHER_NAMES = ("scores", "counts", "calibration", "equalized_odds", "no_decision", "no_outcome", "no_score")


@dataclass(frozen=True)
class Asked:
    """The measures that were named, as tables order them (none: all that the log supports), and which are own ones."""

    names: tuple[str, ...] = ()
    own: tuple[Measure, ...] = ()

    def words_in(self, codebook: Codebook, effect: str, high_scores: bool = False) -> Codebook:
        """The codebook with the words of the own measures, and which side they harm; also of scores, if it is known.

        `high_scores` says that people with high scores are the ones who are selected.
        """
        words: dict[str, dict[str, Any]] = {
            one.id: {"counted": _in_all(one.label), "among": _in_all(one.among_label), "harm": one.harm_for(effect)}
            for one in self.own
        }
        if high_scores:
            words["scoring_rate"] = {"harm": 1 if effect == "burden" else -1}
        return codebook.saying({"measures": words}, {}) if words else codebook


def measures_asked(wanted: Any) -> Asked:
    """What `measures` of an audit asks for.

    Raises
    ------
    AuditError
        If a name is unknown or taken, or an own measure has no words or looks at more than states of people.
    """
    if wanted is None:
        return Asked()
    listed = [wanted] if isinstance(wanted, (str, Measure)) or not isinstance(wanted, Iterable) else list(wanted)
    if not listed:
        raise AuditError(NO_MEASURE, available=list(BY_ID))
    own: dict[str, Measure] = {}
    named = set()
    for one in listed:
        if isinstance(one, str) and one in BY_ID or isinstance(one, Measure) and one is BY_ID.get(one.id):
            named.add(one if isinstance(one, str) else one.id)
        elif isinstance(one, Measure):
            if one.id in own or one.id in BY_ID or one.id in _OTHER_NAMES or not one.id:
                raise AuditError(TAKEN, name=shown(one.id), available=[*BY_ID, *own, *_OTHER_NAMES])
            own[one.id] = _checked(one)
        else:
            raise AuditError(UNKNOWN_MEASURE, name=shown(one), available=list(BY_ID))
    return Asked((*(name for name in BY_ID if name in named), *own), tuple(own.values()))


def _checked(measure: Measure) -> Measure:
    """An own measure that can be worked out and said."""
    if not isinstance(measure.id, str):
        raise AuditError(UNKNOWN_MEASURE, name=shown(measure.id), available=list(BY_ID))
    _, among = measure.states
    wanted = {"label": measure.label} | ({} if among.all() else {"among_label": measure.among_label})
    for name, words in wanted.items():
        if not _are_words(words):
            raise AuditError(WITHOUT_WORDS, name=measure.id, missing=name)
    sides = list(measure.harm.values()) if isinstance(measure.harm, Mapping) else [measure.harm]
    wrong = [side for side in sides if isinstance(side, bool) or side not in (-1, 0, 1)]
    if wrong:
        raise AuditError(WRONG_HARM, name=measure.id, value=shown(wrong[0]))
    return measure


def _are_words(words: Words) -> bool:
    """Whether there is a text: one for all languages, or one a language."""
    if isinstance(words, str):
        return bool(words.strip())
    texts = list(words.items()) if isinstance(words, Mapping) else []
    return bool(texts) and all(code in KNOWN and isinstance(text, str) and text.strip() for code, text in texts)


def _in_all(words: Words) -> str | dict[str, str]:
    """The words, the first of them also for languages that have none."""
    if isinstance(words, str):
        return phrase_of(words)
    texts = {code: phrase_of(text) for code, text in words.items()}
    return {"en": next(iter(texts.values()), ""), **texts}
