"""From what was found or is missing to what a union can demand. The rules are rows; people pick."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from toolkit.audit import AdjustedFinding, Finding, GapFinding
from toolkit.audit.findings.worse_off import say_after, say_worse_off
from toolkit.bargaining.clauses.library import find_clause, library
from toolkit.bargaining.clauses.record import STRENGTH_NAMES, STRENGTHS
from toolkit.bargaining.demands.rules import RULES, Rule
from toolkit.documents import Document, Paragraph, Table, html_of
from toolkit.errors import AgreementError, translatable
from toolkit.languages import Language
from toolkit.registers.codebook import Codebook
from toolkit.rights import Provision, provisions

NEED = translatable("Asked “{question}”, we had to answer no.")
NOTE = translatable("We noted: {note}")
CLAUSE = translatable("Clause")
STRENGTH = translatable("Strength")
WHY = translatable("Why")
NOTHING_TO_ASK = translatable("Nothing that was found or is missing asks for a clause.")
NOT_A_FINDING = translatable("“{value}” is not a finding. Give the findings of an audit: result.findings.")
NOT_A_GAP = translatable(
    "“{value}” is not a row of gaps: it has no “{column}”. Give the table of gaps of an audit: result.gaps."
)
SEEN_ELSEWHERE = translatable("Seen elsewhere, not in our own numbers ({source}): {said}")
SPOKEN_ELSEWHERE = translatable(
    "We do not know our own numbers yet; we want to. Elsewhere this was found ({source}): {said}"
)
WOULD_FOLLOW = translatable("What would follow if our own numbers show the same: {reason}")
_GAP_COLUMNS = ("characteristic", "group", "reference", "measure", "verdict", "difference", "ratio")


@dataclass(frozen=True)
class Need:
    """A clause whose question was answered with no, and perhaps what was noted about it."""

    clause: str
    note: str = ""

    def say(self, language: Language | str = "en") -> str:
        """What is missing, in words."""
        speech = Language.of(language)
        said = speech.say(NEED, question=find_clause(self.clause).question.say(speech))
        return f"{said} {speech.say(NOTE, note=self.note)}" if self.note else said


@dataclass(frozen=True)
class Demand:
    """A suggestion: clauses, a strength, the reason in words and the law behind it. People decide.

    Attributes
    ----------
    evidence
        What it rests on, the weightiest first: findings, needs, gaps in how systems are governed.
    provisions
        Law in force in the place on the day.
    coming, guidance
        What is adopted but not applicable yet (with its date), and what persuades without binding.
    """

    clauses: tuple[str, ...]
    strength: str
    evidence: tuple[Any, ...]
    place: str
    on: date
    provisions: tuple[Provision, ...]
    coming: tuple[Provision, ...]
    guidance: tuple[Provision, ...]
    rule_reason: str

    @property
    def reason(self) -> str:
        """Why, in English; `say` has it in every language."""
        return self.say("en")

    @property
    def own(self) -> tuple[Any, ...]:
        """The evidence that is ours: what our own audit found and what we lack."""
        return tuple(one for one in self.evidence if not is_elsewhere(one))

    @property
    def elsewhere(self) -> tuple[Finding, ...]:
        """Findings of a published or invented case: they can be cited, and are no evidence about this workplace."""
        return tuple(one for one in self.evidence if is_elsewhere(one))

    def say(self, language: Language | str = "en") -> str:
        """Our own reason, then what was seen elsewhere, with its source and what it would mean here."""
        said = (self.say_own(language), self.say_elsewhere(language), self.say_would_follow(language))
        return " ".join(filter(None, said))

    def say_own(self, language: Language | str = "en") -> str:
        """The weightiest findings of ours, the plain gap before the like-with-like, and what follows from them."""
        speech, findings = Language.of(language), [one for one in self.own if isinstance(one, Finding)]
        said = _say_weightiest(findings, speech)
        if self.rule_reason and (findings or not self.elsewhere):
            said.append(speech.say(self.rule_reason))
        return " ".join([*said, *(str(one.say(speech)) for one in self.own if not isinstance(one, Finding))])

    def say_elsewhere(self, language: Language | str = "en") -> str:
        """What was seen in a case that is not ours, called so and with where it stands; nothing if there is none."""
        speech = Language.of(language)
        if not self.elsewhere:
            return ""
        source = self.elsewhere[0].codebook.cite(speech)
        return speech.say(SEEN_ELSEWHERE, source=source, said=" ".join(_say_weightiest(self.elsewhere, speech)))

    def say_aloud(self, language: Language | str = "en") -> str:
        """The same for an ear: of a case from elsewhere no label and no table word, and that our numbers are wanted."""
        speech = Language.of(language)
        if not self.elsewhere or any(isinstance(one, Finding) for one in self.own):
            return self.say(speech)
        said = " ".join(_say_weightiest(self.elsewhere, speech))
        for one in self.elsewhere:
            if isinstance(one, GapFinding | AdjustedFinding) and (label := say_worse_off(one, speech)):
                said = said.removeprefix(label).strip()
        case = speech.say(SPOKEN_ELSEWHERE, source=self.elsewhere[0].codebook.cite(speech), said=said)
        return " ".join(filter(None, (self.say_own(speech), case, self.say_would_follow(speech))))

    def say_would_follow(self, language: Language | str = "en") -> str:
        """What a case from elsewhere would mean if our own numbers showed the same; nothing where they are at hand."""
        speech = Language.of(language)
        if not self.elsewhere or not self.rule_reason or any(isinstance(one, Finding) for one in self.own):
            return ""
        return speech.say(WOULD_FOLLOW, reason=speech.say(self.rule_reason))


class Demands(tuple[Demand, ...]):
    """Suggestions, the strongest first; a notebook shows them as a table."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        language = Language.of("en")
        rows = tuple(
            (find_clause(one.clauses[0]).texts["en"].title, language.say(STRENGTH_NAMES[one.strength]), one.reason)
            for one in self
        )
        heads = (language.say(CLAUSE), language.say(STRENGTH), language.say(WHY))
        blocks = (Table(heads, rows),) if rows else (Paragraph(language.say(NOTHING_TO_ASK)),)
        return html_of(Document("", language, blocks))


def is_elsewhere(one: Any) -> bool:
    """Whether a piece of evidence is of a case that is not ours."""
    return isinstance(one, Finding) and one.codebook.elsewhere


def _say_weightiest(findings: Sequence[Finding], speech: Language) -> list[str]:
    about = [one for one in findings if _who(one) == _who(findings[0])]
    gap = next((one for one in about if isinstance(one, GapFinding)), None)
    inside = next((one for one in about if isinstance(one, AdjustedFinding)), None)
    said = [gap.say(speech)] if gap else []
    if inside is not None:
        said.append(say_after(inside, gap, speech) if gap else inside.say(speech))
    return said


def suggest(
    findings: Any,
    place: str,
    on: date | None = None,
    *,
    gaps: Any = (),
    needs: Iterable[str | Need] = (),
    about: str | None = None,
    rules: Iterable[Rule] = RULES,
) -> Demands:
    """What these findings, gaps and needs let a union demand in a place on a day, the strongest first.

    Parameters
    ----------
    findings
        Findings of an audit. A finding that shows nothing asks for nothing. Rows of ``result.gaps``, needs, and
        whatever names its ``clauses`` and can ``say`` why may stand among them.
    place : str
        ISO 3166 code.
    on : date, optional
        The day from which law is read; today if left out.
    gaps
        ``result.gaps``, or some of its rows, where the findings themselves are not at hand.
    needs
        Clauses (by id, or as `Need` with a note) whose question was answered with no.
    about : str, optional
        What the decisions are about, where that matters: ``"hiring"``.

    Returns
    -------
    Demands
        A tuple of `Demand`: one a clause, with the highest strength that something supports. Nothing is chosen
        for anyone.
    """
    day = on or date.today()
    given = [*_evidence(findings), *_evidence(gaps), *(_need(one) for one in needs)]
    supported: dict[str, dict[str, list[tuple[Any, str]]]] = {}

    def support(clause: str, strength: str, evidence: Any, reason: str) -> None:
        supported.setdefault(clause, {}).setdefault(strength, []).append((evidence, reason))

    for rule in rules:
        if rule.clause in library() and rule.about in (None, about):
            for finding in (one for one in given if isinstance(one, Finding)):
                if rule.applies(finding):
                    support(rule.clause, rule.strength, finding, rule.reason)
    for one in given:
        if not isinstance(one, Finding):
            for clause in _clauses_of(one):
                strengths = library()[clause].strengths
                wanted = getattr(one, "strength", "standard")
                support(clause, wanted if wanted in strengths else strengths[0], one, "")
    demands = [_demand(clause, by_strength, place, day) for clause, by_strength in supported.items()]
    return Demands(sorted(demands, key=lambda demand: (not demand.rule_reason, -STRENGTHS.index(demand.strength))))


def _evidence(given: Any) -> Iterator[Any]:
    """Findings, needs and gaps one by one; rows of a table of gaps as findings."""
    if hasattr(given, "to_dict") and hasattr(given, "columns"):
        given = given.to_dict("records")
    for one in given:
        if isinstance(one, Mapping):
            gap = _gap(one)
            if gap is not None:
                yield gap
        elif isinstance(one, (Finding, Need)) or (hasattr(one, "clauses") and callable(getattr(one, "say", None))):
            yield one
        else:
            raise AgreementError(NOT_A_FINDING, value=str(one))


def _gap(row: Mapping[str, Any]) -> GapFinding | None:
    """A row of a table of gaps as a finding, or None where its numbers were not published."""
    for column in _GAP_COLUMNS:
        if column not in row:
            raise AgreementError(NOT_A_GAP, value=str(dict(row))[:80], column=column)
    numbers = {name: _number(row.get(name)) for name in ("difference", "ratio", "ratio_low", "ratio_high")}
    difference, ratio = numbers["difference"], numbers["ratio"]
    if math.isnan(difference):
        return None
    rate, reference_rate = (_number(row.get(name)) for name in ("rate", "reference_rate"))
    if math.isnan(rate) or math.isnan(reference_rate):
        # A table from elsewhere holds both gaps and neither share: d = a - b and r = a / b give b = d / (r - 1).
        known = math.isfinite(ratio) and ratio != 1
        reference_rate = difference / (ratio - 1) if known else 0.0 if math.isinf(ratio) else math.nan
        rate = reference_rate + difference
    effect = "benefit" if row.get("effect") == "benefit" else "burden"
    return GapFinding(
        characteristic=str(row["characteristic"]),
        group=str(row["group"]),
        reference=str(row["reference"]),
        measure=str(row["measure"]),
        verdict=str(row["verdict"]),
        effect=effect,
        codebook=Codebook(roles={"effect": effect}),
        rate=rate,
        reference_rate=reference_rate,
        ratio=ratio,
        ratio_low=numbers["ratio_low"],
        ratio_high=numbers["ratio_high"],
        p_adjusted=_number(row.get("p_adjusted")),
        smallest_visible=_number(row.get("smallest_visible")),
        p_value=_number(row.get("p_value")),
        people=0 if math.isnan(_number(row.get("people"))) else int(_number(row.get("people"))),
    )


def _number(value: Any) -> float:
    empty = value is None or isinstance(value, str) or type(value).__name__ == "NAType"
    return math.nan if empty else float(value)


def _need(one: str | Need) -> Need:
    need = Need(one) if isinstance(one, str) else one
    find_clause(need.clause)
    return need


def _clauses_of(one: Any) -> tuple[str, ...]:
    """The clauses that a need or a gap in governance asks for, as far as the library has them."""
    return (one.clause,) if isinstance(one, Need) else tuple(clause for clause in one.clauses if clause in library())


def _demand(clause: str, by_strength: Mapping[str, list[tuple[Any, str]]], place: str, on: date) -> Demand:
    strength = max(by_strength, key=STRENGTHS.index)
    strongest_first = sorted(by_strength, key=STRENGTHS.index, reverse=True)
    # The weightiest finding of the strongest rules comes first, and its rule gives the reason.
    pairs = [pair for name in strongest_first for pair in sorted(by_strength[name], key=_weight)]
    reason = next((reason for _, reason in pairs if reason), "")
    return demand_for(clause, strength, _each_once(one for one, _ in pairs), place, on, reason)


def demand_for(clause: str, strength: str, evidence: tuple[Any, ...], place: str, on: date, reason: str) -> Demand:
    """A demand with the law that stands behind its clause in a place on a day."""
    found = supporting_provisions(clause, place, on)
    return Demand(
        (clause,),
        strength,
        evidence,
        place,
        on,
        tuple(one for one in found if one.status == "in_force"),
        tuple(one for one in found if one.status == "adopted"),
        tuple(one for one in found if one.status == "guidance"),
        reason,
    )


def _each_once(items: Iterable[Any]) -> tuple[Any, ...]:
    kept: list[Any] = []
    for one in items:  # by comparison: what other rooms hand in need not have a hash
        if one not in kept:
            kept.append(one)
    return tuple(kept)


def supporting_provisions(clause: str, place: str, on: date) -> tuple[Provision, ...]:
    """The law on record that a clause can lean on in a place on a day, whatever its state."""
    wanted = find_clause(clause)
    return tuple(
        one for one in provisions(place, on=on) if one.id in wanted.provisions or set(one.rights) & set(wanted.rights)
    )


def _who(finding: Finding) -> tuple[str, str, str]:
    return finding.characteristic, finding.group, finding.reference


def _weight(pair: tuple[Any, str]) -> float:
    """The larger the gap, the earlier it is named; what is no number comes last."""
    one = pair[0]
    if not isinstance(one, Finding):
        return 1.0
    ratio = one.adjusted_ratio if isinstance(one, AdjustedFinding) else getattr(one, "ratio", 1.0)
    if ratio == 0:
        return -math.inf  # nobody at all in the group
    return -max(ratio, 1 / ratio) if ratio > 0 else 0.0
