"""Whether a document that is named no more was somebody's to get, see or keep: else no access to it is gone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.bargaining.counter.lexicon import Found, word_patterns
from toolkit.bargaining.counter.meanings.same_words import SameWords

_STOPS = re.compile(r"[.;:؛]")
_NEAR = 45  # letters before a document among which it says from when a time runs
# To get, see, inspect or keep it.
_GETS = word_patterns(
    en=r"receiv\w+|gets?|sees?|seen|inspect\w*|read|reads|access\w*|cop(?:y|ying|ied)|hand\w*|gives?|given|send\w*|sent|"
    r"keep\w*|kept|holds?|held|stor\w+|show\w*|provid\w+|deliver\w*|disclos\w*|open|publish\w*|available|consult\w*|"
    r"examin\w*|produc\w*|lays?|laid|obtain\w*|files?|records?|recorded|logs?|logged|maintain\w*|attach\w*|submit\w*|"
    r"suppl(?:y|ies|ied)|furnish\w*|present\w*|signs?|signed|writes?|written|draws?|drawn|mak\w+|made|has|have|right|"
    r"entitled|may|contain\w*|inform\w*|tell\w*|ask\w*|request\w*|demand\w*|document\w*",
    ar=r"\w{0,4}(?:سلم|تسليم|تلق|تيح|تاح|طلع|اطلاع|نسخ|فحص|حفظ|مسك|امساك|قدم|تقديم|حصل|حصول|رسل|ارسال|زود|تزويد|نشر|"
        r"عرض|ودع|ايداع|وفر|توفير|تمكين|مكن|ابراز|برز|قرا|راجع|مراجعه|دون|قيد|تحت تصرف|متاح|متاحه|كشف|افصاح|فصح|"
        r"صل الي|طلب)\w{0,4}",
    fr=r"re[cç]oi\w+|recevoir|recu\w*|remet\w*|remis\w*|remise|donn\w+|envoi\w+|envoy\w+|transm\w+|fourni\w*|conserv\w+|"
    r"gard\w+|tien\w+|tenu\w*|tenir|montr\w+|voi\w+|lire|lit|lu|lue|consult\w+|inspect\w*|examin\w+|acced\w+|acces\w*|"
    r"copier|publi\w+|dispos\w+|communiqu\w+|communication|produi\w+|obt\w+|present\w+|joi\w+|sign\w+|ecri\w+|etabli\w*|"
    r"droit|peu\w+|contien\w+|inform\w+|demand\w+|consign\w+|enregistr\w+|document\w*|expliqu\w+|divulgu\w+",
    es=r"recib\w+|recepcion|entreg\w+|dar|dara\w*|da|dado|envi\w+|remit\w+|remis\w+|facilit\w+|proporcion\w+|conserv\w+|"
    r"guard\w+|mant\w+|llev\w+|mostr\w+|ver|vera\w*|ve|leer|lee|lea|consult\w+|inspeccion\w+|examin\w+|acced\w+|acces\w+|"
    r"copiar|public\w+|dispon\w+|disposicion|comunic\w+|presenta\w*|exhib\w+|obt\w+|adjunt\w+|firm\w+|escri\w+|levant\w+|"
    r"derecho|pod\w+|pued\w+|conten\w+|contien\w+|inform\w+|solicit\w+|pid\w+|registr(?!os?\b)\w+|document\w*|divulg\w+",
    pt=r"(?:entreg|receb|acess|consult|examin|inspe|conserv|preserv|guard|mante|mant|copi|fornec|envi|public|"
        r"disponib|exib|apresent|mostr|transmit|obt|anexa|lavr|regista|registra|verific|ver|le|ler|ped|requer|solicit|"
        r"remet|junt|abr|franque|facult|divulg|arquiv)\w*|a disposicao|vista",
)  # fmt: skip
# What a time runs from: "from receipt of the last of these documents".
_RUNS_FROM = word_patterns(
    en=r"(?:from|of|after|following|since|on|upon) (?:the )?(?:receipt|reception|arrival|delivery|day)",
    ar=r"من (?:تاريخ |يوم )?(?:استلام|تسلم|وصول|تلقي)",
    fr=r"(?:a compter|a partir|a dater|des|suivant|apres) (?:de )?(?:la |le |du )?(?:reception|remise|jour|arrivee)",
    es=r"(?:desde|a partir de|a contar de|tras|siguientes? a) (?:la |el )?(?:recepcion|entrega|llegada|dia)",
    pt=r"(?:desde|a partir d[ae]|a contar d[ae]|apos|contad[ao] d[ae]) ?(?:[ao] )?(?:rece[bpc]\w+|entrega|dia)",
)  # fmt: skip


def a_time_ran_from_it(hits: Sequence[Found], ours: str, same: SameWords) -> bool:
    """Whether a document was only named as what a time runs from; that the time changed is told by itself.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> mine = "it answers within 9 days from receipt of the last copy"
    >>> a_time_ran_from_it([one for one in en.phrases(mine) if one.list == "evidence"], mine, en)
    True
    """
    runs = _RUNS_FROM[same.words.language]
    return bool(hits) and all(runs.search(ours, max(one.start - _NEAR, 0), one.start) is not None for one in hits)


def nobody_gets_it(hits: Sequence[Found], ours: str, same: SameWords) -> bool:
    """Whether nobody gets, sees, inspects or keeps the documents that are named no more.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> def gets(text):
    ...     return nobody_gets_it([one for one in en.phrases(text) if one.list == "evidence"], text, en)
    >>> gets("the wiping covers copies and lists"), gets("the union gets copies and lists")
    (True, False)
    """
    gets = _GETS[same.words.language]
    for one in hits:
        begin = max((each.end() for each in _STOPS.finditer(ours, 0, one.start)), default=0)
        stop = _STOPS.search(ours, one.end)
        if gets.search(ours, begin, stop.start() if stop else len(ours)):
            return False
    return bool(hits)
