"""Lists that were closed or open: "only", "among others", "as a rule", "and other things"."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.same_words import SameWords
from toolkit.bargaining.counter.sentences.which_cases import opens_a_way_out
from toolkit.bargaining.counter.signals import SIGNALS, Noticed
from toolkit.bargaining.counter.wordings.said_otherwise import said_otherwise
from toolkit.bargaining.counter.wordings.turns import limits_nothing
from toolkit.languages import translatable

OPENED = translatable("A closed list was opened: what was the only purpose or case is an example now.")
CLOSED = translatable("An open list was closed: what was an example is the only case now.")
LIMIT_GONE = next(row.sentence for row in SIGNALS if row.id == "only-gone")

# Mostly, and therefore not only.
_MOSTLY = word_patterns(
    en=r"as a (?:general )?rule|in general|generally|normally|usually|ordinarily|preferably|primarily|mainly|mostly|"
    r"chiefly|principally|in principle|predominantly|by preference|first and foremost|in most cases",
    ar=r"كقاعده عامه|عموما|بوجه عام|بصفه عامه|عاده|غالبا|في الغالب|في العاده|مبدئيا|من حيث المبدا|اساسا|في الاساس|"
    r"بصفه رئيسيه|بصوره رئيسيه|في الاصل|يفضل ان|تفضيلا|بالدرجه الاولي|في معظم الحالات",
    fr=r"en regle generale|en general|generalement|normalement|habituellement|ordinairement|de preference|"
    r"preferentiellement|principalement|essentiellement|surtout|en principe|par principe|prioritairement|en priorite|"
    r"avant tout|le plus souvent|dans la plupart des cas",
    es=r"por regla general|por lo general|en general|generalmente|normalmente|habitualmente|ordinariamente|"
    r"preferentemente|de preferencia|con preferencia|principalmente|fundamentalmente|sobre todo|en principio|"
    r"prioritariamente|ante todo|mayormente|por lo comun",
    pt=r"(?:por via|via) de regra|(?:em|por|de) regra(?: geral)?|em geral|de modo geral|geralmente|normalmente|"
    r"habitualmente|usualmente|ordinariamente|comumente|de preferencia|preferencialmente|preferentemente|"
    r"principalmente|prioritariamente|com prioridade|sobretudo|mormente|em principio|a partida|antes de tudo|"
    r"precipuamente|no mais das vezes|na maioria dos casos|as mais das vezes|essencialmente",
)
# And others, whatever they are.
_OTHERS = word_patterns(
    en=r"(?:and|or) (?:for |in |to |with )?(?:any |some )?other(?:s| \w+)|(?:and|or) the like|and so on",
    ar=r"و(?:غير(?:ه|ها|هم|هما|ذلك)|سوا(?:ه|ها|هم))|او غير(?:ه|ها|هم|ذلك)|و\w+ اخري|و\w+ (?:ال)?اخر\w*|"
    r"وما شابه\w*|وما الي ذلك",
    fr=r"(?:et|ou) (?:a |pour |dans |de |d')?(?:tout |toute |les |des )?d?'?autres?(?: \w+)?|et ainsi de suite",
    es=r"(?:y|u|o) (?:en |para |a |de )?(?:los |las |cualquier )?(?:otr[oa]s?)(?: \w+)?|y demas(?: \w+)?|"
    r"y asi sucesivamente",
    pt=r"(?:e|ou) (?:em |para |a |de |n|d|por |com )?(?:os |as |qualquer )?(?:outr[oa]s?)(?: \w+)?|"
    r"e (?:os |as )?demais(?: \w+)?|e assim por diante|e congeneres|e afins",
)


def compare_limits(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """A closed list that was opened, an open one that was closed, a limit that is gone.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> mine = "it shall be used only for safety"
    >>> [one.id for one in compare_limits(mine, "as a rule it shall be used for safety", en)]
    ['opened']
    >>> [one.id for one in compare_limits(mine, "it shall be used for safety", en)]
    ['only-gone']
    """
    closed = _closed(ours, theirs, same)
    if closed and same.has("examples", theirs) > same.has("examples", ours):
        yield Noticed("opened", "weakened", OPENED)
    elif opens_a_way_out(ours, theirs, same):
        yield Noticed("opened", "weakened", OPENED, sure=False)
    elif same.has("examples", ours) > same.has("examples", theirs):
        yield Noticed("closed", "weakened", CLOSED, sure=False)
    elif _limits_no_more(ours, theirs, same):
        patterns = _MOSTLY[same.words.language], _OTHERS[same.words.language]
        if any(len(one.findall(theirs)) > len(one.findall(ours)) for one in patterns):
            yield Noticed("opened", "weakened", OPENED, sure=False)
        else:
            yield Noticed("only-gone", "weakened", LIMIT_GONE, sure=False)


def _closed(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "only", or "not … except", is gone."""
    out = [sum(one.list == "exception" for one in same.phrases(text)) for text in (ours, theirs)]
    none_but = out[0] > out[1] and denials(ours, same).all - denials(theirs, same).all >= 2
    return none_but or same.has("closed", ours) > same.has("closed", theirs)


def _limits_no_more(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "only", "no more than" or "is limited to" is gone, and nothing denied in its place."""
    others = {start for start, _ in same.spans("negation", ours)}  # "no other" is denied in its own right
    had = [start for start, _ in same.spans("closed", ours) if start not in others]
    had = [start for start in had if not limits_nothing(ours, start, same)]
    fewer = len(had) > same.has("closed", theirs)
    denied = same.has("negation", theirs) > same.has("negation", ours) or _musts(theirs, same) > _musts(ours, same)
    return fewer and not denied and not said_otherwise("only-gone", ours, theirs, same)


def _musts(text: str, same: SameWords) -> int:
    return sum(one.list == "must" for one in same.phrases(text))
