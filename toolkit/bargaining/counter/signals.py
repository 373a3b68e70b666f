"""Is it less than we asked for? Signals in the words of two paragraphs, each a row of a table.

A signal compares how often the words of a list (see ``templates/bargaining/weakening``) stand in ours and in theirs. It
says what it saw and how sure it is; it never says that nothing was lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from toolkit.bargaining.counter.lexicon import Found, Lexicon, plain
from toolkit.bargaining.counter.numbers.quantities import quantities
from toolkit.languages import translatable

Effect = Literal["weakened", "doubtful", "open", "strengthened"]  # doubtful: a loss that is more likely none
When = Literal["more", "fewer", "gone"]


@dataclass(frozen=True)
class Signal:
    """One row: if there is more (or less) of these words in theirs, this is what it means.

    Attributes
    ----------
    words
        The lists that are counted together.
    when
        ``more`` or ``fewer`` than in ours, or ``gone``: in ours, and not once in theirs.
    unless
        Lists of which one more excuses it: consultation may go where consent comes.
    sure
        Whether a reader need not look twice.
    """

    id: str
    words: tuple[str, ...]
    when: When
    effect: Effect
    sentence: str
    unless: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True)
class Noticed:
    """A signal that was seen, with the values for its sentence."""

    id: str
    effect: Effect
    sentence: str
    sure: bool = True
    values: Mapping[str, Any] = field(default_factory=dict)


def _weaker(id: str, words: str, when: When, sentence: str, unless: str = "", sure: bool = True) -> Signal:
    return Signal(id, tuple(words.split()), when, "weakened", sentence, tuple(unless.split()), sure)


def _stronger(id: str, words: str, when: When, sentence: str, unless: str = "", sure: bool = False) -> Signal:
    return Signal(id, tuple(words.split()), when, "strengthened", sentence, tuple(unless.split()), sure)


CONDITION = translatable("A new condition: “{theirs}”.")
APPROVAL = translatable("It needs the yes of management now.")
DEEMED = translatable("Silence counts as a yes: who does not object has agreed.")
COUNTS_AS = translatable("Something counts as so now that nobody has shown, done or agreed to: read what.")
LESS_SAY = translatable("We have less say: consent, negotiation or consultation became something less.")
NOT_GONE = translatable("A “not” is gone: the sentence says the opposite.")
NOT_NEW = translatable("A “not” is new: the sentence says the opposite.")
PREVAILS = translatable("Which rule counts where two differ was changed.")
SIGNALS: tuple[Signal, ...] = (
    _weaker(
        "may", "employer_may", "more", translatable("A duty or ban became a possibility, or the employer may more.")
    ),
    _weaker("should", "should", "more", translatable("What was a duty is now only wished for.")),
    _weaker("released", "released", "more", translatable("The employer is let off a duty or liability.")),
    _weaker("soft", "soft", "more", translatable("Soft words: the employer has to try, not to do it.")),
    _weaker("feasible", "feasible", "more", translatable("A new condition: it no longer comes by itself.")),
    _weaker("ban", "must_not", "fewer", translatable("A ban is gone.")),
    # "The Employer pays" may bind as much as "shall pay": to be read, and no loss by itself.
    Signal(
        "duty", ("must",), "gone", "open", translatable("The word that makes it a duty is gone."), ("must_not",), False
    ),
    _weaker(
        "right", "union_may", "fewer", translatable("A right of the union or of workers is gone."), "must", sure=True
    ),
    _weaker("burden", "union_must", "more", translatable("A new duty for the union.")),
    _weaker("consent", "consent", "fewer", translatable("Less consent: what needed our yes may need it no longer.")),
    _weaker("negotiate", "negotiate", "gone", translatable("There is no negotiation any more."), "consent"),
    _weaker("consult", "consult", "gone", translatable("There is no consultation any more."), "consent negotiate"),
    _weaker(
        "inform",
        "inform",
        "gone",
        translatable("The duty to inform is gone."),
        "consent negotiate consult evidence",
        sure=False,
    ),
    _weaker("advisory", "advisory", "more", translatable("What bound the employer is now advice to be weighed.")),
    _weaker("exception", "exception", "more", translatable("A new exception or reservation.")),
    _weaker("condition", "condition", "more", translatable("A new condition: it no longer comes by itself.")),
    _weaker("discretion", "discretion", "more", translatable("The employer alone decides.")),
    _weaker("law", "law_only", "more", translatable("Cut down to what the law requires anyway.")),
    _weaker("narrow", "narrow", "more", translatable("A narrower scope: fewer cases are covered.")),
    _weaker("partial", "partial", "more", translatable("Only a part or a sample is covered.")),
    _weaker("only", "only", "more", translatable("A new “only” limits what is covered."), "must_not", sure=False),
    _weaker(
        "only-gone", "only", "gone", translatable("A limit on the employer (“only”) is gone."), "must_not", sure=False
    ),
    _weaker("secret", "secret", "more", translatable("Secrecy was added.")),
    _weaker("union-pays", "union_pays", "more", translatable("The cost falls on the union or on workers.")),
    _weaker("cap", "cap", "more", translatable("A new upper limit."), "before", sure=False),
    _weaker("about", "about", "more", translatable("A number that bound is now a rough one.")),
    _weaker("vague", "vague_time", "more", translatable("A vague time instead of a date.")),
    _weaker("trial", "trial", "more", translatable("It became a trial, or can be ended.")),
    _weaker(
        "lesser",
        "lesser",
        "more",
        translatable("A summary or a word of mouth instead of the thing itself."),
        "evidence",
    ),
    _weaker(
        "pays", "pays bears", "gone", translatable("Who pays was taken out: the employer no longer bears the cost.")
    ),
    _weaker("independent", "independent", "fewer", translatable("Independence or a joint choice is gone.")),
    _weaker("written", "written", "gone", translatable("It no longer has to be in writing.")),
    _weaker("reasons", "reasons", "gone", translatable("No reasons have to be given any more.")),
    _weaker("remedy", "remedy", "gone", translatable("A remedy is gone."), "remedy stops"),
    _weaker("remedies", "remedy", "fewer", translatable("There is less remedy than before."), sure=False),
    _weaker("stops", "stops", "gone", translatable("Nothing stops any more."), "must_not"),
    _weaker("public", "public", "gone", translatable("It is no longer made public.")),
    _weaker("evidence", "evidence", "gone", translatable("Documents or access to them are gone.")),
    _weaker("human", "human", "gone", translatable("The human being who decides is gone.")),
    _weaker("burden-of-proof", "proof", "gone", translatable("The employer no longer has to prove it.")),
    _weaker("shield", "shield", "gone", translatable("Protection from disadvantage is gone.")),
    _weaker("appeal", "appeal", "gone", translatable("The way to object or to have a dispute decided is gone.")),
    _weaker("binding", "binding", "gone", translatable("It binds nobody any more."), "consent", sure=False),
    _weaker(
        "liable", "liable", "gone", translatable("The employer no longer answers for it."), "pays remedy", sure=False
    ),
    _weaker("deducted", "deducted", "more", translatable("Something is deducted from it now."), sure=False),
    _weaker(
        "asks", "asks", "more", translatable("It is only asked for, or looked into: nobody has to do it."), sure=False
    ),
    _weaker("at-once", "at_once", "gone", translatable("It no longer has to happen at once.")),
    _weaker("before", "before", "gone", translatable("It no longer has to come before the act."), "at_once consent"),
    _weaker("delete", "delete", "gone", translatable("Nothing has to be deleted any more.")),
    _weaker("at-least", "at_least", "gone", translatable("“At least” is gone."), sure=False),
    _weaker("union-gone", "union", "gone", translatable("The union no longer appears."), sure=False),
    _weaker("workers-gone", "workers", "gone", translatable("Workers no longer appear."), "person", sure=False),
    _weaker(
        "users-gone",
        "service_users",
        "gone",
        translatable("The people who use the service no longer appear."),
        "person",
    ),
    _weaker("applicants-gone", "applicants", "gone", translatable("Applicants no longer appear."), "person"),
    _weaker("supplier-gone", "supplier", "gone", translatable("Suppliers no longer appear.")),
    _stronger("may-gone", "employer_may", "gone", translatable("The employer may less than before.")),
    _stronger("should-gone", "should", "gone", translatable("What was only wished for is now more.")),
    _stronger("soft-gone", "soft feasible", "fewer", translatable("Soft words are gone."), sure=True),
    _stronger("exception-gone", "exception", "gone", translatable("An exception is gone."), "employer_may"),
    _stronger("condition-gone", "condition", "gone", translatable("A condition is gone.")),
    _stronger(
        "discretion-gone", "discretion", "gone", translatable("The employer no longer decides alone."), sure=True
    ),
    _stronger("narrow-gone", "narrow", "gone", translatable("The scope became wider.")),
    _stronger("vague-gone", "vague_time", "gone", translatable("A vague time is gone.")),
    _stronger("secret-gone", "secret", "gone", translatable("Less secrecy.")),
    _stronger("consent-more", "consent", "more", translatable("More needs our consent."), sure=True),
    _stronger("negotiate-more", "negotiate", "more", translatable("There is more to negotiate.")),
    _stronger("right-more", "union_may", "more", translatable("The union or workers have a further right.")),
    _stronger("ban-more", "must_not", "more", translatable("A further ban on the employer."), "exception"),
    _stronger("pays-more", "pays bears", "more", translatable("The employer bears more of the cost.")),
    _stronger("independent-more", "independent", "more", translatable("More independence or joint choice.")),
    _stronger("written-more", "written", "more", translatable("It has to be in writing now.")),
    _stronger("reasons-more", "reasons", "more", translatable("Reasons have to be given now.")),
    _stronger("remedy-more", "remedy", "more", translatable("A further remedy.")),
    _stronger("public-more", "public", "more", translatable("It is made public now.")),
    _stronger("evidence-more", "evidence", "more", translatable("More documents or access.")),
    _stronger("at-once-more", "at_once", "more", translatable("It has to happen at once now.")),
    _stronger("human-more", "human", "more", translatable("A human being has to decide now.")),
)


def judge_words(ours: str, theirs: str, words: Lexicon, rows: Iterable[Signal] = SIGNALS) -> tuple[Noticed, ...]:
    """The signals that the change from one text to another gives.

    >>> from toolkit.bargaining.counter.lexicon import lexicon
    >>> [one.id for one in judge_words("The Employer shall stop.", "The Employer may stop.", lexicon("en"))]
    ['may', 'duty']
    >>> judge_words("The Employer shall stop at once.", "The Employer must cease at once.", lexicon("en"))
    ()
    """
    before, after = acts(ours, words), acts(theirs, words)
    changed = {name for name in {*before, *after} if before[name] != after[name]}
    return tuple(
        Noticed(row.id, row.effect, row.sentence, row.sure)
        for row in rows
        if not changed.isdisjoint(row.words)
        and _fires(row, before, after)
        and not any(after[name] > before[name] for name in row.unless)
    )


def _fires(row: Signal, before: Counter[str], after: Counter[str]) -> bool:
    had, has = sum(before[name] for name in row.words), sum(after[name] for name in row.words)
    match row.when:
        case "more":
            return has > had
        case "fewer":
            return has < had
    return had > 0 and has == 0


# Who the sentence is about decides what "may" and "shall" mean.
_OUR_SIDE = ("union", "workers", "service_users", "applicants", "person")
_ACTORS = (*_OUR_SIDE, "employer", "supplier")
_PAUSE = re.compile(r"[.,;:،؛]")
_WITHOUT = re.compile(
    r"(?<!\w)(?:without(?: any)?|دون(?: اي)?|بدون(?: اي)?|بلا|من غير(?: اي)?|sans(?: aucune?)?|sin(?: ningun\w*)?|"
    r"sem(?: qualquer| quaisquer| nenhum\w*)?) $"
)  # "without reservation" reserves nothing
_STOP = re.compile(r"[.;:؛]")
_COMPARES = re.compile(r"\s*(?:later|less|fewer|more|longer|mas|menos|plus|moins|mais)(?!\w)")  # "no later than"
_LAST_OF_A_LIST = re.compile(
    r"^[^,،]{1,30}(?:[,،][^,،]{1,40})*[,،][^,،]{1,40} (?:or|ou|o|u|nor|ni|nem|او) [^,،]{1,40}$"
)
_WHETHER = re.compile(r"(?<!\w)(?:whether|how|ما اذا)(?!\w)")
_ARTICLE = 6  # letters of an article, or of "each", before somebody
_BESIDE = 4  # letters between a word and the number that it makes a rough one
_THAT = re.compile(r"(?<!\w)(?:that|which|qui|que|التي|الذي) $")
_NOUN_BANS = ("ningun", "en ningun", "bajo ningun", "en aucun", "em nenhum")
_NOBODY = ("ningun", "nenhum", "aucun")
_MODALS = ("podra", "podran", "peut", "podera", "poderao")
_SUFFERS = ("be ", "receive", "get ", "ser ", "estar ", "recib", "receb", "etre ", "recevoir", "a etre")
_PASSIVE = (
    *("be ", "receive", "have ", "not be ", "get ", "take place", "take effect", "apply", "come into", "lapse"),
    *("a ", "an ", "the ", "any ", "no ", "such ", "this ", "it "),  # "only once the Union agrees shall a tool"
    *("ser ", "recib", "haber recib", "haber sido ", "disponer de", "contar con", "obtener", "estar informad"),
    *("receb", "ter receb", "ter sido ", "dispor de", "estar informad", "etre ", "recevoir", "avoir recu", "pouvoir"),
    *("ter ", "dispor ", "gozar ", "tener ", "disponer ", "avoir ", "disposer "),
)


def acts(text: str, words: Lexicon) -> Counter[str]:
    """How often each list occurs, with "may" and "shall" told apart by who acts.

    >>> from toolkit.bargaining.counter.lexicon import lexicon
    >>> sorted(acts("The Union may repeat the audit. The Employer may refuse.", lexicon("en")).items())[:2]
    [('employer', 1), ('employer_may', 1)]
    """
    bare = plain(text)
    counted: Counter[str] = Counter()
    actor = ""
    sentence_end = 0
    found = words.find(bare)
    none = -1  # where the first "none" of a sentence ends
    denied = by_noun = False
    numbers = [one.start for one in quantities(bare, words)]
    for place, one in enumerate(found):
        between = bare[sentence_end : one.start]
        if any(mark in between for mark in (". ", "; ", "؛ ")):
            actor = ""
            by_noun = False
            none = -1
        if one.list in ("must", "may") and _WHETHER.search(between):
            actor = ""  # "inform the Union whether the tool is to stay"
        if _PAUSE.search(between):
            between_none = bare[none : one.start]
            denied = one.list == "may" and none >= 0 and (_is_aside(between_none) or _is_list(between_none))
        sentence_end = one.end
        if one.list in _ACTORS:
            if not _is_object(bare, one, words):
                actor = one.list
            counted[one.list] += 1
            if bare.startswith(_NOBODY, one.start):  # "ningún profesional" is one phrase, and nobody
                denied, none = True, one.end
        elif one.list == "none":
            denied = True
            none = one.end if none < 0 else none
        elif by_noun and (one.list == "must_not" or (one.list == "may" and not _PAUSE.search(between))):
            by_noun = False  # "ningún contrato podrá", "en aucun cas … ne peut": the ban was counted
        elif one.list == "may" and denied:  # "in no case may it", "ningún sistema podrá"
            counted["must_not"] += 1
            denied = False
            none = -1
        elif one.list == "near":  # "about ten" is a rough number, "about data" is none
            counted["about"] += any(0 <= number - one.end <= _BESIDE for number in numbers)
        elif one.list == "may" and _of_a_thing(bare, found, place):
            continue  # "the error that may touch others"
        elif one.list in ("may", "right"):
            direct = _beside(found, place) if words.language == "ar" else ""
            acting = direct or actor or _next_actor(found, place)
            counted["union_may" if acting in _OUR_SIDE else "employer_may"] += 1
        elif one.list == "must_not":
            by_noun = bans_by_noun(bare[one.start : one.end])
            counted["must_not"] += 1
        elif one.list == "exception" and _WITHOUT.search(bare, 0, one.start):
            continue
        elif one.list == "released" and _is_free(bare, found, place, actor, words):
            continue  # who of us need not is free, and the employer let off nothing
        elif one.list == "bears" and (actor in _OUR_SIDE or _behind_it(bare, found, place, words)):
            counted["union_pays"] += 1
        elif one.list == "must" and actor == "union" and not bare[one.end :].lstrip().startswith(_PASSIVE):
            counted["union_must"] += 1
        else:
            counted[one.list] += 1
    return counted


def _of_a_thing(text: str, found: Sequence[Found], place: int) -> bool:
    """Whether "that may" follows something that is nobody: what may happen is no power of anybody."""
    match = _THAT.search(text, 0, found[place].start)
    if match is None:
        return False
    before = found[place - 1] if place else None
    return before is None or before.list not in _ACTORS or match.start() - before.end > 1


def _is_list(text: str) -> bool:
    """Whether a "none" goes on over a list to its verb: "no order, mark or other act may"."""
    return _STOP.search(text) is None and not _COMPARES.match(text) and _LAST_OF_A_LIST.search(text) is not None


def _is_aside(text: str) -> bool:
    """Whether two commas shut in what stands between a "none" and its verb: "none, nor whoever asked, may"."""
    bare = text.rstrip()
    return bare.endswith((",", "،")) and len(_PAUSE.findall(bare)) == 2


def bans_by_noun(phrase: str) -> bool:
    """Whether a ban lies in a noun or an adverb, behind which the verb of it still comes.

    >>> bans_by_noun("ningun contrato"), bans_by_noun("ningun trabajador podra"), bans_by_noun("no podra")
    (True, False, False)
    """
    return phrase.startswith(_NOUN_BANS) and not phrase.endswith(_MODALS)


def _is_free(text: str, found: Sequence[Found], place: int, actor: str, words: Lexicon) -> bool:
    """Whether it is one of us who need not do something; in Arabic they stand behind the verb."""
    if words.language == "ar" and _beside(found, place) in _OUR_SIDE:
        return True
    return actor in _OUR_SIDE and not _suffers(text[found[place].end :])


def _suffers(following: str) -> bool:
    """Whether the one before a verb is acted upon: "need not be told"."""
    return following.lstrip().startswith(_SUFFERS)


def _is_object(text: str, one: Found, words: Lexicon) -> bool:
    """Whether somebody is acted upon: *with the Union*, *to the Union*."""
    return any(word in words.before_objects for word in text[: one.start].split()[-words.reach :])


def _behind_it(text: str, found: Sequence[Found], place: int, words: Lexicon) -> bool:
    """Whether one of us stands as a subject directly behind a verb: "los costeará cada Trabajador"."""
    after = next(iter(found[place + 1 : place + 3]), None)
    if after is not None and after.list == "wide":  # "each"
        after = next(iter(found[place + 2 : place + 3]), None)
    if after is None or after.list not in ("union", "workers", "applicants") or _is_object(text, after, words):
        return False
    return 0 <= after.start - found[place].end <= _ARTICLE and not _PAUSE.search(text[found[place].end : after.start])


def _beside(found: Sequence[Found], place: int) -> str:
    """Who stands directly behind an Arabic word for what may be done."""
    after = next((one for one in found[place + 1 : place + 2] if one.start - found[place].end <= 1), None)
    return after.list if after is not None and after.list in _ACTORS else ""


def _next_actor(found: Sequence[Found], place: int) -> str:
    """Arabic names who may after the word for it."""
    behind = [one for one in found[place + 1 : place + 3] if one.list != "wide"]  # "may every Worker"
    after = next((one for one in behind[:1] if one.list in _ACTORS), None)
    return after.list if after is not None else ""
