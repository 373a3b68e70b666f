"""A letter to the employer where there were too few people to tell: which counts would be enough, and in which form.

The words lie in ``templates/letters``, one file a language, as those of clauses do; what is agreed or handed out is
written by people of that language and not put together from sentences.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from toolkit.audit.findings.finding import Finding, GapFinding
from toolkit.audit.findings.measure_words import measure_among
from toolkit.audit.findings.numbers import in_points
from toolkit.audit.findings.reading import say_not_settled
from toolkit.audit.publication.published import Published
from toolkit.documents import Bullets, Document, Facts, Paragraph, Part, write
from toolkit.errors import AuditError, RecordError, translatable
from toolkit.languages import Language
from toolkit.registers.locate import folder

FROM_WHOM = translatable("From")
TO_WHOM = translatable("To")
PLACE_AND_DATE = translatable("Place and date")
DATE = translatable("Date")
ENOUGH_PEOPLE = translatable(
    "This finding does not say “too few people to tell”, so there is nothing more to ask for here. Choose a gap with "
    "that verdict: {available}."
)
NO_SUCH_GAP = translatable(
    "This audit has no gap for which there are too few people to tell, so this letter has nothing to ask for."
)
ALL_WITHHELD = translatable(
    "Every gap of this audit is withheld, because so few people could be recognised. That does not mean that there is "
    "none: get counts of more people (more months, more offices) and audit again. This letter names numbers, and there "
    "are none that may be named."
)
SOME_WITHHELD = translatable(
    "No gap that this audit publishes has too few people to tell, but {withheld} of {all} comparisons are withheld, "
    "because so few people could be recognised. For these, get counts of more people and audit again."
)
NOTHING_COMPARED = translatable(
    "This audit compares nobody: no characteristic has two known groups. Get the groups of more people and audit again."
)
OUTCOMES_MISSING = translatable(
    "Where this audit cannot tell, outcomes are missing and not people, so this letter would ask for the wrong thing. "
    "Ask what turned out true for everybody, or for people drawn at random after either decision."
)
PERSONS_FIRST = translatable(
    "More people would not help here: persons may stand in the table twice. Say first whether these rows are decisions "
    "of their own, and audit again."
)
NAME_MISSING = translatable("The letter needs the name of the union and the name of the employer. Give both.")
GROUP_WHO = translatable("{group} who {who}")
NO_DAYS = translatable("“{value}” days are no time to answer in. Give a whole number from 1 to {most}.")
MOST_DAYS = 366
_BLANK = re.compile(r"\{\{ *([a-z_]+) *\}\}")
_NAMES = {
    *("union", "decision", "selected", "group", "reference", "now", "visible", "material", "people", "months"),
    *("characteristic", "within", "outcome", "outcome_true", "by", "reply_days"),
}


@dataclass(frozen=True)
class LetterText:
    """A letter in one language: its title, and its paragraphs and points with their blanks."""

    language: str
    title: str
    reviewed: bool
    source_hash: str
    parts: tuple[str | tuple[str, ...], ...]

    @property
    def blanks(self) -> set[str]:
        """The blanks that the letter uses."""
        lines = [line for part in self.parts for line in ((part,) if isinstance(part, str) else part)]
        return {name for line in lines for name in _BLANK.findall(line)}


def letter_document(
    result: Published,
    finding: Finding | None,
    language: Language | str = "en",
    *,
    union: str,
    employer: str,
    place: str = "",
    on: datetime.date | None = None,
    reply_days: int = 30,
) -> Document:
    """Ask the employer for as many counts as would answer the question.

    Parameters
    ----------
    result : Published
    finding : Finding, optional
        A gap of it with the verdict "too_few"; if None, the one that matters most of these.
    language : Language or str
        One that the letter is written in.
    union, employer : str
        Who writes to whom.
    place : str
        The town that stands before the date.
    on : date, optional
        The day of the letter; today if left out.
    reply_days : int
        In how many days an answer is asked for.

    Raises
    ------
    AuditError
        If the finding is no "too few people to tell", or a name is missing.
    RecordError
        If the letter is not written in that language.
    """
    speech = Language.of(language)
    few = [one for one in result.findings if isinstance(one, GapFinding) and one.asks_for_people]
    if isinstance(finding, GapFinding) and finding.is_open:
        raise AuditError(OUTCOMES_MISSING)
    if isinstance(finding, GapFinding) and finding.hangs_on == "persons":
        raise AuditError(PERSONS_FIRST)
    if not few:
        raise _nothing_to_ask(result)
    asked = weightiest_open(few, result) if finding is None else finding
    if not isinstance(asked, GapFinding) or asked.verdict != "too_few":
        raise AuditError(ENOUGH_PEOPLE, available=[f"{one.group} ({one.measure})" for one in few])
    if not union.strip() or not employer.strip():
        raise AuditError(NAME_MISSING)
    if not 1 <= reply_days <= MOST_DAYS:
        raise AuditError(NO_DAYS, value=str(reply_days), most=MOST_DAYS)
    text = letter_text("ask-for-more-data", speech)
    day = on or datetime.date.today()
    values = _values(result, asked, speech) | {
        "union": union,
        "by": speech.show(day + datetime.timedelta(days=reply_days)),
        "reply_days": speech.show(reply_days),
    }
    written = speech.isolate(speech.show(day))
    when = f"{speech.isolate(place)} – {written}" if place else written
    head = Facts(
        (
            (speech.say(FROM_WHOM), speech.isolate(union)),
            (speech.say(TO_WHOM), speech.isolate(employer)),
            (speech.say(PLACE_AND_DATE if place else DATE), when),
        )
    )
    filled = {name: speech.isolate(value) for name, value in values.items() if value}
    return Document(
        title=text.title,
        language=speech,
        blocks=(
            head,
            *map(Paragraph, say_not_settled(result.findings, speech)),
            *_signed(list(_filled(text, filled))),
            Paragraph(speech.isolate(union)),
        ),
        author=union,
    )


def _nothing_to_ask(result: Published) -> AuditError:
    """Why there is no gap to ask about: not one is unsure, or outcomes are what is missing, or all is withheld."""
    gaps = [one for one in result.findings if isinstance(one, GapFinding)]
    if any(one.is_open for one in gaps):
        return AuditError(OUTCOMES_MISSING)
    if any(one.hangs_on == "persons" for one in gaps):
        return AuditError(PERSONS_FIRST)
    rates, table = result.plain("rates"), result.plain("gaps")
    counted = zip(*(rates[name] for name in ("characteristic", "group", "measure", "numerator")), strict=True)
    shown = {(name, group, measure): people is not None for name, group, measure, people in counted}
    pairs = zip(*(table[name] for name in ("characteristic", "group", "reference", "measure")), strict=True)
    told = [shown[name, group, measure] and shown[name, other, measure] for name, group, other, measure in pairs]
    if not told:
        return AuditError(NOTHING_COMPARED)
    if not any(told):
        return AuditError(ALL_WITHHELD)
    if not all(told):
        return AuditError(SOME_WITHHELD, withheld=told.count(False), all=len(told))
    return AuditError(NO_SUCH_GAP)


def weightiest_open(few: Sequence[GapFinding], result: Published) -> GapFinding:
    """The gap that matters most of those that nobody can tell: the one to ask for more counts about.

    Plain characteristics before crossed ones, who was selected before errors, then gaps that would matter if they are
    as large as they look, and of these the one that the most people stand behind.
    """
    plain = result.question.groups

    def weight(gap: GapFinding) -> tuple[bool, bool, bool, int]:
        matters = abs(gap.rate - gap.reference_rate) >= gap.material_difference
        return gap.characteristic not in plain, gap.measure != "selection_rate", not matters, -gap.people

    return min(few, key=weight)


def write_letter(
    result: Published,
    finding: Finding | None,
    path: str | Path,
    language: Language | str = "en",
    *,
    union: str,
    employer: str,
    place: str = "",
    on: datetime.date | None = None,
    reply_days: int = 30,
) -> Path:
    """Write the letter: .docx, .pdf, .html or .md, as the ending of the file says. See `letter_document`."""
    document = letter_document(
        result, finding, language, union=union, employer=employer, place=place, on=on, reply_days=reply_days
    )
    return write(document, path)


def letter_text(name: str, language: Language | str) -> LetterText:
    """A letter's words in a language; a letter half in another language helps nobody.

    >>> letter_text("ask-for-more-data", "en").title
    'Request for the counts that are still missing'
    """
    code = Language.of(language).code
    home = folder("templates") / "letters" / name
    if not (home / f"{code}.md").is_file():
        written = ", ".join(sorted(path.stem for path in home.glob("*.md")))
        raise RecordError(f"letters/{name}", f"there is no text in “{code}”; it is written in: {written}")
    return read_letter(home / f"{code}.md")


def read_letter(path: Path) -> LetterText:
    """Read one language's file of a letter, and refuse it as a whole if a part does not hold."""
    where = f"letters/{path.parent.name}/{path.name}"
    match = re.fullmatch(r"---\n(.*?)\n---\n(.*)", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    if match is None:
        raise RecordError(where, "it must begin with a head between two lines of ---")
    head = yaml.safe_load(match[1])
    if head.get("language") != path.stem:
        raise RecordError(where, f"“language” must be {path.stem}")
    text = LetterText(
        path.stem,
        str(head["title"]),
        head.get("status") in ("source", "reviewed"),
        str(head.get("source_hash", "")),
        tuple(_part(block) for block in re.split(r"\n\s*\n", match[2].strip())),
    )
    if unknown := text.blanks - _NAMES:
        raise RecordError(where, f"nothing fills the blanks {', '.join(sorted(unknown))}")
    return text


def _part(block: str) -> str | tuple[str, ...]:
    lines = block.splitlines()
    if all(line.startswith("- ") for line in lines):
        return tuple(line[2:].strip() for line in lines)
    return " ".join(line.strip() for line in lines)


def _filled(text: LetterText, values: Mapping[str, str]) -> Iterator[Part]:
    """The letter with its blanks filled in; a paragraph or point whose blank has nothing to hold is left out."""

    def holds(line: str) -> bool:
        return all(name in values for name in _BLANK.findall(line))

    def fill(line: str) -> str:
        return _BLANK.sub(lambda blank: values[blank[1]], line)

    for part in text.parts:
        if isinstance(part, str):
            if holds(part):
                yield Paragraph(fill(part))
        else:
            yield Bullets(tuple(fill(line) for line in part if holds(line)))


def _signed(parts: list[Part]) -> list[Part]:
    """The letter, its last two paragraphs on one page with the name that follows them."""
    closing = [replace(part, leads=True) if isinstance(part, Paragraph) else part for part in parts[-2:]]
    return [*parts[:-2], *closing]


def _values(result: Published, finding: GapFinding, speech: Language) -> dict[str, str]:
    """What the letter says of this gap and of what the log was asked; every number is one that the finding says."""
    question, codebook = result.question, finding.codebook

    def named(column: str, values: tuple[str, ...]) -> str:
        return speech.list([codebook.label(column, speech, value) for value in values])

    def people(group: str) -> str:
        who = measure_among(finding.measure, codebook, speech)
        found = codebook.people(finding.characteristic, group, speech)
        return speech.say(GROUP_WHO, group=found, who=who) if who else found

    def points(value: float) -> str:
        return "" if math.isnan(value) else in_points(value, speech)

    return {
        "decision": codebook.label(question.decision, speech),
        "selected": named(question.decision, question.selected),
        "group": people(finding.group),
        "reference": people(finding.reference),
        "characteristic": codebook.label(finding.characteristic, speech),
        "now": speech.show(finding.people),
        "visible": points(finding.smallest_visible),
        "material": points(finding.material_difference) if finding.people_needed else "",
        "people": speech.show(finding.people_needed) if finding.people_needed else "",
        "months": speech.show(finding.months_needed) if finding.months_needed else "",
        "within": speech.list([codebook.label(name, speech) for name in question.within]) if question.within else "",
        "outcome": codebook.label(question.outcome, speech) if question.outcome else "",
        "outcome_true": named(question.outcome, question.outcome_true) if question.outcome else "",
    }
