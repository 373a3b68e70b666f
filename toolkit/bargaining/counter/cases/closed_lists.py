"""Lists that were closed or open: "only", "among others", "as a rule", "and other things"."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.bargaining.counter.cases.which_cases import opens_a_way_out
from toolkit.bargaining.counter.excuses.said_otherwise import said_otherwise
from toolkit.bargaining.counter.lexicon import more_often, word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.same_words import SameWords
from toolkit.bargaining.counter.signals import SIGNALS, Noticed
from toolkit.bargaining.counter.wordings.turns import limits_nothing
from toolkit.languages import translatable

OPENED = translatable("A closed list was opened: what was the only purpose or case is an example now.")
CLOSED = translatable("An open list was closed: what was an example is the only case now.")
GONE = translatable("“{ours}” is gone.")
SHARE = translatable("Only a share is left of what we have in full: “{theirs}”.")
LIMIT_GONE = next(row.sentence for row in SIGNALS if row.id == "only-gone")

_BESIDE = 1  # letters between an example and the "not" that belongs to it
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
    en=r"(?:and|or) (?:for |in |to |with )?(?:any |some )?other(?:s| \w+)|(?:and|or) the like|and so on|"
    r"kindred|related|allied|cognate|as well|too|also|further \w+|other (?:lawful|legitimate|proper|suitable|good) \w+|"
    r"more besides|and beyond|ancillary|incidental|adjacent",
    ar=r"و(?:غير(?:ه|ها|هم|هما|ذلك)|سوا(?:ه|ها|هم))|او غير(?:ه|ها|هم|ذلك)|و\w+ اخري|و\w+ (?:ال)?اخر\w*|"
    r"وما شابه\w*|وما الي ذلك",
    fr=r"(?:et|ou) (?:a |pour |dans |de |d')?(?:tout |toute |les |des )?d?'?autres?(?: \w+)?|et ainsi de suite",
    es=r"(?:y|u|o) (?:en |para |a |de )?(?:los |las |cualquier )?(?:otr[oa]s?)(?: \w+)?|y demas(?: \w+)?|"
    r"y asi sucesivamente",
    pt=r"(?:e|ou) (?:em |para |a |de |n|d|por |com )?(?:os |as |qualquer )?(?:outr[oa]s?)(?: \w+)?|"
    r"e (?:os |as )?demais(?: \w+)?|e assim por diante|e congeneres|e afins",
)

# Before some of the things that a word covers already.
_AMONG_THEM = word_patterns(
    en=r"includ\w+|among them|such as|in particular|not least|for example",
    ar=r"بما في\w* ذلك|بما فيها|بما فيهم|بما يشمل|ومن(?:ها|هم) |مثل|لا سيما|خاصه|علي سبيل المثال",
    fr=r"y compris|comprise?s?|notamment|dont|inclus\w*|comme|tels? que|telles? que|par exemple|en particulier",
    es=r"inclu[isy]\w*|inclusive|entre (?:ell|otr)[oa]s|como|tal(?:es)? como|en particular|por ejemplo|en especial",
    pt=r"inclu\w+|inclusive|entre (?:eles|elas|outr[oa]s)|como|tais como|em particular|por exemplo|nomeadamente",
)
# Of the kind of these, or these among others.
_LIKE = word_patterns(
    en=r"of (?:the|a|such a|that|this) (?:kind|sort|type)|like (?:those|these)|similar to|comparable to|including",
    ar=r"بما في(?:ها|ه|هم|هما)|بما في ذلك|شامل\w*|مماثل\w* ل\w*|شبيه\w*|كتلك|كالتي",
    fr=r"semblables? a|comparables? a|analogues? a|du (?:type|genre) de|comme (?:ceux|celles)|pareil\w* a|y compris",
    es=r"semejantes? a|parecid\w+ a|similares? a|analog\w+ a|del tipo|como l[oa]s que|"
    r"incluid[oa]s? (?:el|la|los|las|un\w*)|inclusive",
    pt=r"semelhantes? a\w*|parecid\w+ com|similares? a\w*|analog\w+ a\w*|do tipo|como [oa]s que|incluindo|inclusive",
)
# Before all there is of it.
_NAMELY = word_patterns(
    en=r"namely|viz|that is(?: to say)?|i\.e|consisting of|being|made up of|as follows|limited to|to wit",
    ar=r"وهي|وهو|وهم|اي|تحديدا|المتمثل\w*|والمتمثل\w*|المكون\w*|علي النحو الاتي",
    fr=r"a savoir|c'est-a-dire|(?<=, )soit|consistant en|constitue\w* (?:de|par)|compose\w* de|limite\w* a",
    es=r"a saber|es decir|esto es|o sea|consistentes? en|que consisten? en|que son|que es|integrad\w+ por"
    r"|compuest\w+ por|formad\w+ por|constituid\w+ por|concretamente|en concreto|limitad\w+ a|circunscrit\w+ a"
    r"|cenid\w+ a|referid\w+ a|relativ\w+ a",
    pt=r"a saber|isto e|ou seja|quer dizer|consistentes? em|que consiste\w* em|que sao|integrad\w+ por"
    r"|compost\w+ (?:por|de)|formad\w+ por|constituid\w+ por|concretamente|em concreto|limitad\w+ a|circunscrit\w+ a",
)
# As many as the other side has.
_AS_MANY = word_patterns(
    en=r"(?:the )?same number|an equal number|equal numbers?|as many(?! as possible)|in equal (?:number|parts)|parity",
    ar=r"(?:نفس|ذات|مثل) (?:ال)?عدد|العدد (?:نفسه|ذاته)|عدد\w* (?:مساو\w*|مماثل\w*|متساو\w*)|بالتساوي|مناصفه",
    fr=r"(?:le )?meme nombre|nombre (?:egal|identique)|(?<!pour )(?<!d')autant(?! que | de fois)"
    r"|en nombre egal|a parite|paritaire\w*",
    es=r"(?:el )?mismo numero|igual numero|numero igual|identico numero|otros tantos|otras tantas"
    r"|tantos como|tantas como|en igual numero|paritari\w+|paridad|misma cantidad",
    pt=r"(?:o )?mesmo numero|igual numero|numero igual|identico numero|outros tantos|tantos quantos|tantas quantas"
    r"|paritari\w+|paridade|mesma quantidade",
)

# So many for each of several, and so many for all of them.
_PER_EACH = word_patterns(
    en=r"(?:per|for each|for every|in each|at each|each) \w+", ar=r"(?:لكل|في كل|عن كل) \w+",
    fr=r"(?:par|pour chaque|dans chaque|pour chacun\w*) \w+", es=r"(?:por|para|en|de) cada \w+|por \w+",
    pt=r"(?:por|para|em|de) cada \w+|por \w+",
)  # fmt: skip
_ALTOGETHER = word_patterns(
    en=r"altogether|in total|in all|taken together|for (?:all|the whole of) the|combined|overall",
    ar=r"في المجموع|مجتمع\w*|اجمالا|لمجموع\w*|بالمجمل|لجميع",
    fr=r"au total|en tout|pour l'ensemble d\w*|tous \w+ confondus|toutes \w+ confondues|globalement",
    es=r"en total|en conjunto|(?:para|por|en|de) el conjunto de|globalmente|entre tod[oa]s|sumad[oa]s|en su totalidad",
    pt=r"no total|ao todo|em conjunto|(?:para|por|n|d)o conjunto d\w+|globalmente|entre tod[oa]s|somad[oa]s",
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
    closed, like = _closed(ours, theirs, same), _LIKE[same.words.language]
    if closed and same.has("examples", theirs) > same.has("examples", ours):
        yield Noticed("opened", "weakened", OPENED)
    elif opens_a_way_out(ours, theirs, same):
        yield Noticed("opened", "weakened", OPENED, sure=False)
    elif _opens(ours, same) > _opens(theirs, same) and not more_often(like, theirs, ours):
        yield Noticed("closed", "weakened", CLOSED, sure=False)
    elif _limits_no_more(ours, theirs, same):
        patterns = _MOSTLY[same.words.language], _OTHERS[same.words.language]
        if any(len(one.findall(theirs)) > len(one.findall(ours)) for one in patterns):
            yield Noticed("opened", "weakened", OPENED, sure=False)
        else:
            yield Noticed("only-gone", "weakened", LIMIT_GONE, sure=False)


def compare_named(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What is named as all there is, or in another number than ours.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> es = same_words("es")
    >>> mine, yours = "los datos, incluidas las notas y las horas", "los datos, a saber, las horas"
    >>> [one.id for one in compare_named(mine, yours, es)], list(compare_named(yours, mine, es))
    (['closed'], [])
    >>> [one.id for one in compare_named("cada parte nombra el mismo numero", "cada parte nombra a dos", es)]
    ['number-gone']
    """
    code = same.words.language
    if more_often(_AMONG_THEM[code], ours, theirs) and more_often(_NAMELY[code], theirs, ours):
        yield Noticed("closed", "weakened", CLOSED, sure=False)
    equal = _AS_MANY[code].search(ours)
    if equal is not None and not _AS_MANY[code].search(theirs):
        yield Noticed("number-gone", "weakened", GONE, False, {"ours": equal[0]})
    each, whole = _PER_EACH[code], _ALTOGETHER[code]
    if more_often(each, ours, theirs) and more_often(whole, theirs, ours):
        yield Noticed("share", "weakened", SHARE, False, {"theirs": next(whole.finditer(theirs))[0]})


def _opens(text: str, same: SameWords) -> int:
    """How often a text gives examples; "and in particular not for that" only repeats what is shut out."""
    nots = [start for start, _ in same.spans("negation", text)]
    return sum(not any(0 <= start - end <= _BESIDE for start in nots) for _, end in same.spans("examples", text))


def _closed(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "only", or "not … except", is gone."""
    out = [sum(one.list == "exception" for one in same.phrases(text)) for text in (ours, theirs)]
    none_but = out[0] > out[1] and denials(ours, same).all - denials(theirs, same).all >= 2
    return none_but or same.has("closed", ours) > same.has("closed", theirs)


def _limits_no_more(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "only", "no more than" or "is limited to" is gone, and nothing denied in its place."""
    fewer_nots = same.has("negation", theirs) < same.has("negation", ours)
    nots = {start for start, _ in same.spans("negation", ours)}  # "no other", and there is a "not" still
    had = [start for start, _ in same.spans("closed", ours) if fewer_nots or start not in nots]
    had = [start for start in had if not limits_nothing(ours, start, same)]
    fewer = len(had) > same.has("closed", theirs)
    denied = same.has("negation", theirs) > same.has("negation", ours) or _musts(theirs, same) > _musts(ours, same)
    return fewer and not denied and not said_otherwise("only-gone", ours, theirs, same)


def _musts(text: str, same: SameWords) -> int:
    return sum(one.list == "must" for one in same.phrases(text))
