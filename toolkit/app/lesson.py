"""What the notebooks call: one line a cell, each returning something to show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from toolkit.app.agreement.clause_view import DraftView
from toolkit.app.exercises.sorting_view import SortingView
from toolkit.app.exercises.view import ExerciseView
from toolkit.app.kit.pieces import columns, fold, html, paragraph, table
from toolkit.app.kit.sheet import Sheet
from toolkit.audit import AuditResult, ClaimAnswer, DecisionLog, Finding
from toolkit.audit.follow_up.by_stratum import Inside, inside_strata
from toolkit.bargaining import library
from toolkit.bargaining.clauses.record import STRENGTH_NAMES
from toolkit.charts import PeoplePanel, PeoplePicture, draw_people, share_out
from toolkit.course import ChoiceExercise, MarkingExercise, NumberExercise, SortingExercise, quiz
from toolkit.course.exercises.clause_strength import examples_of, words_of
from toolkit.course.worksheets import worksheet as read_worksheet
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import joined, markup

_SOURCE = translatable("Source: {title}, {publisher}, {year}.")
_INVENTED = translatable("Source: invented for these lessons in {year}.")
_EVERYBODY = translatable("Of 100 people whom the system decided about")
_SELECTED = translatable("Of 100 people who {affected}")
_FINDINGS = translatable("Show what the numbers say")
_CAPTION = translatable("Each figure stands for one in a hundred.")
_PANEL_IN_WORDS = translatable("{title}: {numbers}.")
_INSIDE = translatable("Among people of the same {within}: how many {affected}")
_OF = translatable("{number} of {all} ({share})")
_TIMES = translatable("Times as often")
_WITHHELD = translatable("withheld")
_NOBODY = translatable("nobody to compare with")
_CLAIM = translatable("Show the answer and three questions to send")
_PART_IN_WORDS = translatable("{number} {people}")


def show_case(log: DecisionLog, language: str) -> Any:
    """The story behind a decision log, with what to beware of and its source."""
    speech = Language(language)
    codebook = log.codebook
    source = codebook.record.get("source", {})
    told = paragraph(codebook.text("story", speech)) + paragraph(codebook.text("caution", speech), "tk-caution")
    if source:
        year = str(source.get("year", "–"))
        words = {name: source.get(name, "–") for name in ("title", "publisher")}
        # The title of an invented table tells those who work on it where it is made, and readers nothing.
        named = speech.say(_INVENTED, year=year) if source.get("synthetic") else speech.say(_SOURCE, year=year, **words)
        told += paragraph(named, "tk-source")
    return html(markup('<div class="tk-case">{}</div>', told), speech)


def show_people(result: AuditResult, characteristic: str, groups: Iterable[str], language: str) -> Any:
    """A hundred of all people beside a hundred of those whom the decision met, by group."""
    speech = Language(language)
    named = list(groups)
    counts = [result.people(characteristic, group) for group in named]
    parts = tuple(result.codebook.people(characteristic, group, speech) for group in named)
    panels = (
        PeoplePanel(speech.say(_EVERYBODY), share_out([everybody for _, everybody in counts])),
        PeoplePanel(
            speech.say(_SELECTED, affected=result.codebook.phrase("affected", speech)),
            share_out([met for met, _ in counts]),
        ),
    )
    spoken = " ".join(
        speech.say(
            _PANEL_IN_WORDS,
            title=panel.title,
            numbers=[
                speech.say(_PART_IN_WORDS, number=number, people=part)
                for number, part in zip(panel.people, parts, strict=True)
            ],
        )
        for panel in panels
    )
    return html(draw_people(PeoplePicture(parts, panels, speech.say(_CAPTION)), spoken), speech)


def show_inside(result: AuditResult, characteristic: str, group: str, reference: str, language: str) -> Any:
    """Two groups beside each other, among people of one stratum at a time."""
    speech = Language(language)
    codebook, within = result.codebook, result.question.within
    named = " × ".join(within)
    header = [
        codebook.label(named, speech),
        *(codebook.people(characteristic, one, speech) for one in (group, reference)),
    ]
    rows = []
    for one in inside_strata(result, characteristic, group, reference):
        stratum = " × ".join(
            codebook.label(name, speech, value) for name, value in zip(within, one.stratum, strict=True)
        )
        shares = ((one.selected, one.people), (one.selected_reference, one.people_reference))
        rows.append([stratum, *(_share(number, people, speech) for number, people in shares), _times(one, speech)])
    affected = codebook.phrase("affected", speech)
    caption = speech.say(_INSIDE, within=codebook.label(named, speech), affected=affected)
    return html(table(caption, [*header, speech.say(_TIMES)], rows), speech)


def _share(number: int | None, people: int | None, speech: Language) -> str:
    if number is None or people is None:
        return speech.say(_WITHHELD)
    share = speech.percent(number / people, 1) if people else "–"
    return speech.say(_OF, number=number, all=people, share=share)


def _times(one: Inside, speech: Language) -> str:
    if one.selected is None or one.selected_reference is None:
        return speech.say(_WITHHELD)
    return speech.number(one.ratio, decimals=1) if one.ratio == one.ratio else speech.say(_NOBODY)


def show_answer(answer: ClaimAnswer, language: str) -> Any:
    """What a claimed accuracy leaves out, and three questions to send, folded away until somebody wants them."""
    speech = Language(language)
    items = joined(markup("<li>{}</li>", question) for question in answer.questions(speech))
    told = paragraph(answer.say_answer(speech))
    return html(fold(speech.say(_CLAIM), markup("{}<ol>{}</ol>", told, items), "tk-solution"), speech)


def ask(exercise: NumberExercise | ChoiceExercise | SortingExercise | MarkingExercise, language: str) -> Sheet:
    """An exercise to work on."""
    if isinstance(exercise, MarkingExercise):
        from toolkit.app.exercises.marking_view import MarkingView  # it makes a paper, which needs more

        return MarkingView(exercise, language)
    if isinstance(exercise, SortingExercise):
        return SortingView(exercise, language)
    return ExerciseView(exercise, language)


def fill_in(worksheet: str, language: str) -> Any:
    """A worksheet about one's own workplace, by its id, with a paper at its end."""
    from toolkit.app.worksheets.view import WorksheetView

    return WorksheetView(read_worksheet(worksheet), language)


def discuss(worksheet: str, language: str) -> Any:
    """The questions of a talk, by its id, with a place for one's own answers and those of others to open."""
    from toolkit.app.worksheets.view import TalkView

    return TalkView(read_worksheet(worksheet), language)


def ask_ten(topic: int, when: Literal["before", "after"], language: str) -> Any:
    """Ten questions before or after a topic; the answers stay in the reader's browser."""
    from toolkit.app.exercises.quiz_view import QuizView

    return QuizView(quiz(topic), when, language)


def say_findings(findings: Iterable[Finding], language: str) -> Any:
    """Findings in whole sentences, folded away until somebody wants to read them."""
    speech = Language(language)
    items = joined(markup("<li>{}</li>", finding.say(speech)) for finding in findings)
    return html(fold(speech.say(_FINDINGS), markup('<ul class="tk-findings">{}</ul>', items), "tk-solution"), speech)


def draft_clause(clause: str, findings: Iterable[Finding], language: str) -> DraftView:
    """A clause to fill in and take home."""
    return DraftView(clause, findings, language)


def choose_clause(language: str, findings: Iterable[Finding] = ()) -> Any:
    """An agreement out of the clauses of the library, with the findings of an audit behind it or without."""
    from toolkit.app.agreement.view import AgreementView

    return AgreementView(findings, language)


def compare_answer(language: str) -> Any:
    """What the other side's answer took away from a draft of one's own, or from an example."""
    from toolkit.app.counter.view import CounterView

    return CounterView(language)


def weaken_draft(language: str) -> Any:
    """Somebody plays the employer: weakens the paper of another group on the page, and hands it over."""
    from toolkit.app.counter.attack_view import AttackView

    return AttackView(language)


def follow_agreement(language: str) -> Any:
    """What was signed: who owes what by when, and what a later log says of its promises."""
    from toolkit.app.signed.view import SignedView

    return SignedView(language)


def record_system(language: str) -> Any:
    """A system that came: what is known of it, what is empty, who else has its supplier, and the letter."""
    from toolkit.app.systems.view import SystemsView

    return SystemsView(language)


def share_record(language: str) -> Any:
    """A case or practice of one's own as a file for other unions, checked before it leaves; and two files as one."""
    from toolkit.app.exchange.record_view import RecordView

    return RecordView(language)


def map_allies(language: str) -> Any:
    """Who has a say over a system: a map that is drawn as one taps, a plan with dates, the first words to one ally."""
    from toolkit.app.exchange.allies_view import AlliesView

    return AlliesView(language)


def claim_rights(language: str) -> Any:
    """What applies at one's own workplace: rights to use, a letter with its deadline, the reply, and what to demand."""
    from toolkit.app.rights.view import RightsView

    return RightsView(language)


def show_law(right: str, language: str, on: date | None = None) -> Any:
    """A kind of right over the places of the register on a day, as tiles."""
    from toolkit.app.rights.tiles import show_tiles

    return show_tiles(right, language, on)


def plan_course(language: str) -> Any:
    """A course that somebody plans: for whom, where, when and how, and its papers to take home."""
    from toolkit.app.course.view import CourseView

    return CourseView(language)


def take_materials(language: str) -> Any:
    """The materials of a topic to take home: brief, slides, cards, poster, and the exercises on paper."""
    from toolkit.app.course.materials_view import MaterialsView

    return MaterialsView(language)


def play_table(language: str) -> Any:
    """The table of a role-play: a sheet for each side, offers round by round, and the record to take home."""
    from toolkit.app.talks.view import TableView

    return TableView(language)


def show_strengths(clause: str, language: str) -> Any:
    """A clause in its three strengths side by side, every blank filled in as an example."""
    speech = Language(language)
    record = library()[clause]
    values = examples_of(record, speech)
    rungs = [(speech.say(STRENGTH_NAMES[one]), words_of(record, one, speech, values)) for one in record.strengths]
    return html(columns(record.text(speech).title, rungs), speech)


def audit_file(language: str) -> Any:
    """An audit of somebody's own file, from choosing it to the report, and on to a clause."""
    from toolkit.app.audit.onward import AuditAndClause  # a report needs more than a lesson does

    return AuditAndClause(language)


def ask_management(language: str) -> Any:
    """Questions to management: picked, asked, followed, as a letter and as the list for the next meeting."""
    from toolkit.app.governance.questions_view import QuestionsView

    return QuestionsView(language)


def build_body(language: str) -> Any:
    """A joint body out of options with their consequences, up to its charter."""
    from toolkit.app.governance.body_view import BodyView

    return BodyView(language)


def follow_charter(language: str) -> Any:
    """The charter of a joint body after the signature: whose evidence was seen in time, late, or not at all."""
    from toolkit.app.governance.watch_view import WatchView

    return WatchView(language)


def assess_system(language: str) -> Any:
    """The union's and the employer's answers about a system, two scores, and another way to propose."""
    from toolkit.app.governance.scores_view import ScoresView

    return ScoresView(language)
