"""The steps at which somebody says what columns mean: which one holds the decision, and by what people are compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.app.audit.banding import band_items, reference_items, threshold_item, values_said
from toolkit.app.audit.effects import EFFECT, EFFECTS
from toolkit.app.audit.model import AuditModel
from toolkit.app.audit.own_table import MOST_VALUES
from toolkit.app.kit.fields import Choice, Choices, Field, Item, Option, Piece, Text
from toolkit.app.kit.pieces import feedback, paragraph
from toolkit.audit.counting.crosstabs import shared_heading
from toolkit.audit.counting.reading.totals import is_total
from toolkit.audit.log import LONGEST_PHRASE
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import Markup

ACROSS = "\0across"  # in place of a column: each decision has one of its own
_DECISION = translatable("Which column holds the decision?")
_NO_COLUMN = translatable("None: each decision has a column of its own, with numbers of people")
_ACROSS = translatable("Which columns count people, each those with one decision?")
_ACROSS_HELP = translatable(
    "For example “hired” and “not hired”. Leave out those that add up others, or hold percentages."
)
_CALLED = translatable("Decision")
_SELECTED = translatable("What does it say when the system chose somebody?")
_SELECTED_HELP = translatable("Tick all values that mean yes: hired, flagged, refused – whatever the system decides.")
_SELECTED_ACROSS = translatable("Which of them count people whom the system chose?")
_MANY_VALUES = translatable(
    "This column has more than {most} different values. Is it the decision? Only the commonest are shown."
)
_SAID = translatable("In a few words: people who were chosen …")
_SAID_HELP = translatable(
    "As the rest of that sentence: were hired, were checked, lost their job. Left open, the report says “had the "
    "decision” and the value itself."
)
_GROUPS = translatable("By what are people compared?")
_GROUPS_HELP = translatable("Tick up to three columns, such as sex, age group or origin.")
_NO_GROUPS = translatable(
    "No column has between 2 and {most} different values, so there are no groups to compare. Add a column with groups,"
    " for example age groups in place of ages."
)
_TURN = translatable(
    "In this file each group seems to have a column of its own, with numbers of people. Turn the table, so that each "
    "group has a row and each decision a column (in a spreadsheet: copy it, and paste it transposed), and choose it "
    "again."
)
_NOT_OFFERED = translatable(
    "Not offered, because they hold only one value or more than {most}: {columns}. Put numbers such as ages into "
    "groups."
)
_WITHIN = translatable("Compare like with like: inside which column?")
_WITHIN_HELP = translatable("For example the office, the grade or the risk class. Leave it open if there is none.")
_OUTCOME = translatable("Is it known what turned out true? In which column?")
_OUTCOME_HELP = translatable("For example whether a suspicion was confirmed. Leave it open if nobody knows.")
_TRUE = translatable("What does it say when it turned out true?")
_COUNT = translatable("Does a row stand for several people? Which column counts them?")
_COUNT_HELP = translatable("Leave it open if each row is one decision.")
_NONE = translatable("None")


def called(model: AuditModel, across: Sequence[str], speech: Language) -> str:
    """What the decision is called whose values have columns of their own: as the table calls it, or in plain words."""
    name = shared_heading(across) or speech.say(_CALLED)
    while model.table is not None and name in model.table.columns:
        name += "_"
    return name


def decision_items(model: AuditModel, speech: Language, *, is_across: bool = False) -> list[Item]:
    """Which column holds the decision, what it says of those who were chosen, and what that means for them."""
    own, said, say = model.table, model.meaning, speech.say
    options = _same(own.kept if own is not None else (), speech)
    if own is not None and own.counting:
        options = (*options, (ACROSS, say(_NO_COLUMN)))
    items: list[Item] = [Choice("decision", say(_DECISION), options=options, many=True)]
    if own is not None and is_across:
        items.append(Choices("across", say(_ACROSS), say(_ACROSS_HELP), options=_same(own.counting, speech)))
    if own is not None and said.decision:
        values = model.values(said.decision)
        items += [] if is_across else threshold_item(model, said.decision, speech)
        if len(values) > MOST_VALUES:
            items.append(Piece("many", feedback(say(_MANY_VALUES, most=MOST_VALUES), "tk-nearly")))
        label = say(_SELECTED_ACROSS if is_across else _SELECTED)
        options = values_said(model, said.decision, speech)
        items.append(Choices("selected", label, say(_SELECTED_HELP), options=options))
        items.append(Text("said", say(_SAID), say(_SAID_HELP), longest=LONGEST_PHRASE))
    effects = tuple((name, say(words)) for name, words in EFFECTS.items())
    return [*items, Choice("effect", say(EFFECT), options=effects)]


def people_items(model: AuditModel, speech: Language) -> list[Item]:
    """By what people are compared, inside what, and what turned out true."""
    own, said, say = model.table, model.meaning, speech.say
    columns = own.columns if own is not None else ()
    used = {said.decision, *said.across}
    if said.across:
        used |= {name for name in columns if is_total(name)}  # of a cross table: people once more
    offered = {*own.grouping, *own.numbers} if own is not None else set()
    grouping = [name for name in columns if name in offered - used]
    if _has_groups_across(model, grouping):
        return [Piece("turn", feedback(say(_TURN), "tk-notyet"))]
    if own is not None and not grouping:
        return [Piece("none", feedback(say(_NO_GROUPS, most=MOST_VALUES), "tk-notyet"))]
    free = [name for name in grouping if name not in said.groups]
    persons = own.persons if own is not None else ()
    rest = [name for name in columns if name not in {*grouping, *used, *persons}]
    told = paragraph(say(_NOT_OFFERED, most=MOST_VALUES, columns=rest)) if rest else Markup()
    items: list[Item] = [
        Choices("groups", say(_GROUPS), say(_GROUPS_HELP), options=_same(grouping, speech)),
        Piece("not_offered", told),
        *band_items(model, said.groups, speech),
        *reference_items(model, speech),
        _optional("within", _WITHIN, _WITHIN_HELP, free, speech),
        *band_items(model, [said.within] if said.within else [], speech),
    ]
    if said.across:  # its numbers are people, and of what turned out true it says nothing
        return items
    rest = [name for name in free if name != said.within]
    items.append(_optional("outcome", _OUTCOME, _OUTCOME_HELP, rest, speech))
    if own is not None and said.outcome:
        items += threshold_item(model, said.outcome, speech)
        options = values_said(model, said.outcome, speech)
        items.append(Choices("outcome_true", say(_TRUE), options=options))
    counting = [name for name in (own.kept if own else ()) if name not in {*used, *said.groups, said.within}]
    return [*items, _optional("count", _COUNT, _COUNT_HELP, counting, speech)]


def _has_groups_across(model: AuditModel, grouping: Sequence[str]) -> bool:
    """Whether this is a cross table the other way round: a row a decision, and nothing but numbers of people."""
    own, decision = model.table, model.meaning.decision
    if own is None or decision not in own.kept or own.rows > MOST_VALUES:
        return False
    is_list = len(own.values[decision]) == own.rows
    return is_list and bool(own.counting) and all(name in own.counting or is_total(name) for name in grouping)


def _same(values: Iterable[str], speech: Language) -> tuple[Option, ...]:
    """Options that are called as they are: columns and values of somebody's own table."""
    return tuple((value, speech.isolate(value)) for value in values)


def _optional(name: str, label: str, help_: str, columns: Iterable[str], speech: Language) -> Field:
    say = speech.say
    return Choice(name, say(label), say(help_), options=_same(columns, speech), many=True, prompt=say(_NONE))
