"""What a sentence names: a list that is all there is now, as many as the others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.same_words import SameWords
from toolkit.bargaining.counter.sentences.closed_lists import CLOSED
from toolkit.bargaining.counter.signals import Noticed
from toolkit.languages import translatable

GONE = translatable("“{ours}” is gone.")

# Before some of the things that a word covers already.
_AMONG_THEM = word_patterns(
    en=r"includ\w+|among them|such as|in particular|not least|for example",
    ar=r"بما في\w* ذلك|بما فيها|بما فيهم|بما يشمل|ومن(?:ها|هم) |مثل|لا سيما|خاصه|علي سبيل المثال",
    fr=r"y compris|notamment|dont|inclus\w*|comme|tels? que|telles? que|par exemple|en particulier",
    es=r"inclu[isy]\w*|inclusive|entre (?:ell|otr)[oa]s|como|tal(?:es)? como|en particular|por ejemplo|en especial",
    pt=r"inclu\w+|inclusive|entre (?:eles|elas|outr[oa]s)|como|tais como|em particular|por exemplo|nomeadamente",
)
# Before all there is of it.
_NAMELY = word_patterns(
    en=r"namely|viz|that is(?: to say)?|i\.e|consisting of|being|made up of|as follows|limited to|to wit",
    ar=r"وهي|وهو|وهم|اي|تحديدا|المتمثل\w*|والمتمثل\w*|المكون\w*|علي النحو الاتي",
    fr=r"a savoir|c'est-a-dire|soit|consistant en|constitue\w* (?:de|par)|compose\w* de|limite\w* a",
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
    fr=r"(?:le )?meme nombre|nombre (?:egal|identique)|autant(?! que possible| de fois)"
    r"|en nombre egal|a parite|paritaire\w*",
    es=r"(?:el )?mismo numero|igual numero|numero igual|identico numero|otros tantos|otras tantas"
    r"|tantos como|tantas como|en igual numero|paritari\w+|paridad|misma cantidad",
    pt=r"(?:o )?mesmo numero|igual numero|numero igual|identico numero|outros tantos|tantos quantos|tantas quantas"
    r"|paritari\w+|paridade|mesma quantidade",
)


def compare_named(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What is named as all there is, or in another number than ours.

    >>>     from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> es = same_words("es")
    >>> mine, yours = "los datos, incluidas las notas y las horas", "los datos, a saber, las horas"
    >>> [one.id for one in compare_named(mine, yours, es)], list(compare_named(yours, mine, es))
    (['closed'], [])
    >>> [one.id for one in compare_named("cada parte nombra el mismo numero", "cada parte nombra a dos", es)]
    ['number-gone']
    """
    code = same.words.language
    if _more(_AMONG_THEM[code], ours, theirs) and _more(_NAMELY[code], theirs, ours):
        yield Noticed("closed", "weakened", CLOSED, sure=False)
    equal = _AS_MANY[code].search(ours)
    if equal is not None and not _AS_MANY[code].search(theirs):
        yield Noticed("number-gone", "weakened", GONE, False, {"ours": equal[0]})


def _more(pattern: re.Pattern[str], text: str, other: str) -> bool:
    return len(pattern.findall(text)) > len(pattern.findall(other))
