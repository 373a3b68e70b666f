"""Closed lists that were opened, "and the like", and all of them that became some, "the Workers of the head office"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.bargaining.counter.cases.closed_lists import GONE, OPENED
from toolkit.bargaining.counter.cases.which_cases import EVERY
from toolkit.bargaining.counter.lexicon import plain, word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.excerpts import short
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import NOT, Piece, SameWords
from toolkit.bargaining.counter.signals import CONDITION, Noticed
from toolkit.bargaining.counter.wordings.until import UNTIL

# Whatever is like it.
_LIKE = word_patterns(
    en=r"(?:and|or) (?:the like|similar\b[^.;,]*|comparable\b[^.;,]*|other (?:similar|comparable|like|such) \w+)|"
    r"similar (?:cases?|purposes?|situations?|uses?|needs?|circumstances)|of (?:this|that|the same|a similar) kind|"
    r"(?:any|every) other (?:case|purpose|situation|use|need|reason|circumstance)|such cases as|akin to|"
    r"among (?:them|which|others)",
    ar=r"(?:او|و) ?ما (?:شابه|يماثل|يشبه|في حكم)\w*|مماثل\w*|مشابه\w*|شبيه\w*|من هذا (?:القبيل|النوع)|"
    r"(?:اي|ايه|كل) (?:حاله|غرض|سبب|ظرف|استعمال) اخر\w*|من بين\w*|ومن بين\w*",
    fr=r"analogues?|similaires?|comparables?|assimiles?|assimilees?|semblables?|"
    r"d[eu] (?:meme |ce |cet |cette )(?:nature|ordre|type|genre)|du meme (?:ordre|type|genre)|"
    r"tout(?:e)? autre (?:cas|fin|besoin|situation|usage|motif|hypothese|circonstance|raison|finalite|but)|"
    r"tou(?:te|t) (?:situation|cas|besoin|fin|usage|circonstance|hypothese) (?:comparable|analogue|similaire|"
    r"voisin\w*)|"
    r"parmi (?:lesquel\w+|eux|elles)|au nombre d\w+quel\w+|comme (?:ceux|celles)-ci|a l'instar d\w+",
    es=r"(?:y|u|o) (?:similares|analog[oa]s|semejantes|comparables|otr[oa]s (?:similares|analog[oa]s|semejantes))|"
    r"analog[oa]s?|semejantes|de (?:esta|esa|la misma|igual|similar) (?:naturaleza|indole|clase)|del mismo (?:tipo|"
    r"genero)|"
    r"(?:cualquier|todo|toda) otr[oa] (?:caso|fin|finalidad|situacion|uso|necesidad|motivo|circunstancia)|"
    r"entre (?:ell[oa]s|l[oa]s que|l[oa]s cuales)|como est[oa]s",
    pt=r"(?:e|ou) (?:similares|analog[oa]s|semelhantes|comparaveis|congeneres|outr[oa]s (?:similares|semelhantes))|"
    r"analog[oa]s?|semelhantes|congeneres|d(?:esta|essa|a mesma|e igual) (?:natureza|indole)|do mesmo (?:tipo|genero)|"
    r"(?:qualquer|todo|toda) outr[oa] (?:caso|fim|finalidade|situacao|uso|necessidade|motivo|circunstancia)|"
    r"entre (?:el[ea]s|[oa]s quais)|como est[ea]s",
)
# What follows is all there is.
_FOLLOWING = word_patterns(
    en=r"(?:the )?following|these (?:purposes|cases|uses)|namely",
    ar=r"(?:ال)?(?:تاليه?|اتيه?|الاتيه?)",
    fr=r"suivante?s?|ci-apres|que voici",
    es=r"siguientes?|a saber",
    pt=r"seguintes?|a saber",
)
_HEAD = re.compile(r"[^.!?؟]*:")  # what stands before a list
_ALL = {"en": "all", "ar": "كل", "fr": "tous", "es": "todo", "pt": "todo"}
# Behind a noun, that only some of its kind are meant.
_WHICH = word_patterns(
    en=r"(?:of|in|at|with|under|who|which|that|whose|from|on|employed|assigned|hired|having)",
    ar=r"(?:الذين|الدائم\w+|المعينين|المتعاقدين|العاملين)",
    fr=r"(?:de|du|des|d'|en|qui|que|dont|ayant|relevant|affecte\w*|recrute\w*|employe\w*|titulaires?|permanents?|"
    r"occup\w+|a|au|aux|sous)",
    es=r"(?:del?|de|en|que|con|cuy\w+|a|al|sujet\w+|contratad\w+|adscrit\w+|permanentes|fij[oa]s)",
    pt=r"(?:d[aeo]s?|em|n[ao]s?|que|com|cuj\w+|a|ao|sujeit\w+|contratad\w+|lotad\w+|permanentes|efetiv\w+)",
)
_PAUSE = re.compile(r"[,;.:()؛،]")
_NO_ADJECTIVE = re.compile(r"(?:either|one|such|same|other|both|neither|whole)(?!\w)")
_CLOSE = 24  # letters between a noun and the word that says which


def compare_like_cases(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """A list that limits what is allowed, or what is excepted, holds its like as well now.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "nobody may be called except in the following cases: fire and flood"
    >>> [one.id for one in compare_like_cases(mine, "nobody may be called except in cases such as fire", en)]
    ['opened']
    >>> list(compare_like_cases("the report names fire", "the report names fire and similar events", en))
    []
    """
    like = _LIKE[same.words.language]
    more = len(like.findall(theirs)) + same.has("examples", theirs)
    if more <= len(like.findall(ours)) + same.has("examples", ours):
        return
    limited = same.has("closed", ours) > 0 or any(one.list == "exception" for one in same.phrases(ours))
    banned = denials(ours, same).all > 0 and _FOLLOWING[same.words.language].search(ours) is not None
    if limited or banned:
        yield Noticed("opened", "weakened", OPENED)


def compare_listed(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """The same of a list behind a colon, whose head says that nothing else counts: plain paragraphs.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "it may be used only in the following cases: fire, flood."
    >>> [one.id for one in compare_listed(mine, "it may be used only in these cases: fire, flood and the like.", en)]
    ['opened']
    """
    like = _LIKE[same.words.language]
    if ":" not in ours or not any(_limits(head, same) for head in _HEAD.findall(ours)):
        return
    if len(like.findall(theirs)) > len(like.findall(ours)):
        yield Noticed("opened", "weakened", OPENED, sure=False)


def _limits(head: str, same: SameWords) -> bool:
    return same.has("closed", head) > 0 or any(one.list == "exception" for one in same.phrases(head))


def compare_only_if(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What came of itself comes only if something else is so.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, yours = same_words("en"), "a report is read only if papers support it"
    >>> [one.id for one in compare_only_if("a report needs no form", yours, en)]
    ['new-if']
    >>> list(compare_only_if("no report is read without papers", yours, en))
    []
    """
    only_if = _ONLY_IF[same.words.language]
    found = only_if.search(theirs)
    if found is None or only_if.search(ours) is not None or same.has("closed", ours) >= same.has("closed", theirs):
        return
    ifs = same.ifs
    bound = any(one.list in ("exception", "condition", "before", "consent") for one in same.phrases(ours))
    bound = bound or denials(ours, same).doubled > 0 or _LACK[same.words.language].search(ours) is not None
    needs = same.has("requires", ours) > 0 and not denials(ours, same).all
    bound = bound or UNTIL[same.words.language].search(ours) is not None
    if not bound and not needs and not any(one.name in ifs for one in same.pieces(ours)):
        yield Noticed("new-if", "weakened", CONDITION, False, {"theirs": short(theirs[found.start() :])})


_ONLY_IF = word_patterns(
    en=r"only (?:if|where|when|once)|solely (?:if|where)",
    ar=r"الا (?:اذا|ان|متي|عند)|فقط (?:اذا|ان|متي)",
    fr=r"que (?:si|s'il\w*|lorsque|lorsqu|dans le cas ou)|qu'(?:en cas|a condition|au cas)|seulement si|uniquement si",
    es=r"(?:solo|solamente|unicamente|sino) (?:si|cuando|en caso)",
    pt=r"(?:so|somente|apenas|senao) (?:se|quando|em caso)",
)
_LACK = word_patterns(
    en="without|unless", ar="دون|بدون|بلا|ما لم", fr=r"sans|tant qu\w*|qui n\w*", es="sin|mientras", pt="sem|enquanto"
)


def compare_some_of_all(ours: str, theirs: str, new: Sequence[Piece], same: SameWords) -> Iterator[Noticed]:
    """ "All" is gone before a noun, and behind it a new word says which.

    >>> from toolkit.bargaining.counter.meanings.same_words import left_over, same_words
    >>> en, mine = same_words("en"), "this agreement covers all workers"
    >>> def told(theirs):
    ...     _, new = left_over(en.pieces(mine), en.pieces(theirs))
    ...     return [one.id for one in compare_some_of_all(mine, theirs, new, en)]
    >>> told("this agreement covers workers of the head office"), told("workers are covered by this agreement")
    (['every'], [])
    """
    if denials(theirs, same).all > denials(ours, same).all:
        return
    every = same.group(_ALL[same.words.language])
    mine, yours = same.pieces(ours), same.pieces(theirs)
    if sum(one.name in every for one in mine) <= sum(one.name in every for one in yours):
        return
    nouns = {
        two.name for one, two in zip(mine, mine[1:], strict=False) if one.name in every and two.name[0] not in "#!"
    }
    covered = {two.name for one, two in zip(yours, yours[1:], strict=False) if one.name in every}
    said = [ours[one.start : one.end] for one in mine]
    for one, two in zip(yours, yours[1:], strict=False):
        adjective = one in new and one.name[0] not in "@#!=" and not _NO_ADJECTIVE.match(theirs, one.start)
        before = adjective and same.words.language == "en" and two.name in nouns - covered
        if before and theirs[one.end : two.start] == " ":  # "the chief steward"
            yield Noticed("every", "weakened", EVERY, sure=False)
            return
        between = theirs[one.end : two.start]
        fits = one.name in nouns - covered and two in new and two.name[0] not in "@#" and two.name != NOT
        word = theirs[two.start : two.end]
        if not fits or len(between) > _CLOSE or _PAUSE.search(between) or any(one_stem(word, x, same) for x in said):
            continue
        which = _WHICH[same.words.language]
        if which.search(between) or which.fullmatch(word):
            yield Noticed("every", "weakened", EVERY, sure=False)
            return


# "All the versions", and "the version" in their place.
_ALL_OF_THEM = {
    "en": re.compile(r"(?<!\w)(?:all|every one of) (?:of )?(?:the |its )?(\w{3,}?)(?:es|s)(?!\w)"),
    "fr": re.compile(r"(?<!\w)tou(?:s|tes) (?:les|ses) (\w{3,}?)(?:s|x)(?!\w)"),
    "es": re.compile(r"(?<!\w)tod[oa]s (?:l[oa]s|sus) (\w{3,}?)(?:es|s)(?!\w)"),
    "pt": re.compile(r"(?<!\w)tod[oa]s (?:[oa]s|suas|seus) (\w{3,}?)(?:oes|es|s)(?!\w)"),
}
_THE_ONE = {"en": r"the |an? |one ", "fr": r"l[ea] |l'|une? ", "es": r"el |la |una? ", "pt": r"[oa] |uma? "}
_ENDING = {"en": "e?", "fr": "", "es": "e?", "pt": "(?:ao|e)?"}
_MANY = {"en": "(?:e?s)", "fr": "[sx]", "es": "(?:e?s)", "pt": "(?:oes|e?s)"}


def compare_fewer(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """One of them where there were all, or several by a number in words.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> es = same_words("es")
    >>> [one.id for one in compare_fewer("todas las versiones del plano", "la version vigente del plano", es)]
    ['every']
    >>> [one.id for one in compare_fewer("podra llevar a dos expertos", "podra llevar a un experto", es)]
    ['number-gone']
    >>> list(compare_fewer("podra llevar a un experto", "podra llevar a dos expertos", es))
    []
    """
    code = same.words.language
    if code not in _ALL_OF_THEM:
        return
    for match in _ALL_OF_THEM[code].finditer(ours):
        noun = re.escape(match[1])
        one = re.compile(rf"(?<!\w)(?:{_THE_ONE[code]}){noun}{_ENDING[code]}(?!\w)")
        many = re.compile(rf"(?<!\w){noun}{_MANY[code]}(?!\w)")
        if one.search(theirs) and not many.search(theirs) and not one.search(ours):
            yield Noticed("every", "weakened", EVERY, False)
            return
    numbers = {word: value for word, value in same.words.table("numbers").items() if isinstance(value, int)}
    units = {word for words in same.words.record["units"].values() for word in map(plain, words)}
    had, has = _counted(ours, numbers, units, code), _counted(theirs, numbers, units, code)
    for noun, (value, phrase) in had.items():
        if value > 1 and noun in has and has[noun][0] < value and phrase not in theirs:
            yield Noticed("number-gone", "weakened", GONE, False, {"ours": phrase})
            return


def _counted(text: str, numbers: dict[str, int], units: set[str], code: str) -> dict[str, tuple[int, str]]:
    """How many of each thing a text names by a number in words, the thing without the ending of its plural."""
    found: dict[str, tuple[int, str]] = {}
    for match in re.finditer(r"(?<!\w)(\w+) (\w{4,})", text):
        if match[1] in numbers and match[2] not in units:
            found.setdefault(re.sub(rf"{_MANY[code]}$", "", match[2])[:7], (numbers[match[1]], match[0]))
    return found
