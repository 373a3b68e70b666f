"""What follows from a breach became less: what was void is looked at again, what was paid is noted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.same_words import SameWords
from toolkit.bargaining.counter.signals import SIGNALS, Noticed
from toolkit.bargaining.counter.wordings.other_forms import one_stem

REMEDY = next(row.sentence for row in SIGNALS if row.id == "remedy")

# What makes a harm good: it is void, stops, is paid, given back.
_STRONG = word_patterns(
    en=r"void|null|annul\w*|no effect|without effect|los(?:es|e) (?:its |all )?effect|invalid|stops?|cease\w*|"
    r"withdraw\w*|"
    r"pays?|paid|compensat\w+|reinstat\w+|restor\w+|refund\w*|return\w*|delet\w+|undo\w*|undone|quash\w*|set aside|"
    r"damages|make good|makes good|reimburs\w+|switch\w* off|shut down|suspend\w*",
    ar=r"\w{0,3}(?:باطل\w?|بطلان|لاغ\w*|الغاء|يلغي|تلغي|لا اثر|توقف|يوقف|ايقاف|وقف|يدفع|دفع|تعويض\w*|يعوض|اعاد\w*|"
    r"يعيد|رد المب\w+|استرداد|سحب|"
    r"يسحب|حذف|يحذف|محو)\w{0,3}",
    fr=r"null\w*(?! \w+ ne)|nuls?(?! \w* ?n(?:e|'))|rapportee?s?|remuner\w+|compens\w+|dedommag\w+|invalid\w+|"
    r"caduc\w*|annul\w+|sans effet|prive\w* d'effet|perd\w* (?:son |tout )?effet|cess\w+|retir\w+|pai\w+|"
    r"pay\w+|"
    r"vers\w+|indemnis\w+|repar\w+|retabl\w+|reinteg\w+|rembours\w+|restitu\w+|efface\w*|supprim\w+|desactiv\w+|"
    r"suspend\w*|defai\w+",
    es=r"nul[oa]s?|nulidad|anul\w+|sin efecto|pierd\w+ (?:su )?efecto|perder\w* (?:su )?efecto|cesa\w*|retir\w+|pag\w+|"
    r"abon\w+|indemniz\w+|repar\w+|restable\w+|readmit\w+|reintegr\w+|reembols\w+|restitu\w+|devolv\w+|devuel\w+|"
    r"elimin\w+|borr\w+|suprim\w+|desactiv\w+|suspend\w+|deshac\w+|invalid\w+",
    pt=r"nul[oa]s?|nulidade|anul\w+|sem efeito|sem valor|perde\w* (?:o |a |todo o |seu )?(?:efeito|validade|eficacia)|"
    r"ineficaz\w*|invalid\w+|cess\w+|retir\w+|pag(?:ar|ara|a|ue|as|os|o|amento)|indeniz\w+|indemniz\w+|repar\w+|"
    r"restabele\w+|reintegr\w+|readmit\w+|reembols\w+|ressarc\w+|restitu\w+|devol\w+|elimin\w+|apag\w+|suprim\w+|"
    r"desativ\w+|deslig\w+|suspen\w+|interromp\w+|desfa\w+|desfeit\w+|compens\w+|vedado o uso|fora de uso|"
    r"tirad\w+ de uso|parar|para de ser usad\w+",
)
# What only looks into it, or speaks of it.
_LIGHT = word_patterns(
    en=r"review\w*|re-?examin\w+|reconsider\w*|looked? into|look into|note[sd]?|record\w*|report\w*|mention\w*|"
    r"discuss\w*|"
    r"inform\w*|apolog\w+|explain\w*|correct\w*|assess\w*|investigat\w+|remind\w*|recommend\w*|take account|"
    r"tak\w+ note|"
    r"regret\w*|meet(?!s? the (?:cost|expense))|warn\w*|guidance|train\w*|priority|preference",
    ar=r"\w{0,3}(?:مراجع\w*|يراجع|تراجع|اعاده النظر|ينظر|النظر في|يدون|تدوين|يسجل|تسجيل|يشار|الاشاره|يذكر|يناقش|"
    r"مناقشه|يبحث|"
    r"بحث|اعتذار|يعتذر|ايضاح|يوضح|تقييم|يقيم|تحقيق|يحقق|تنبيه|ينبه|توصيه|يوصي|يبلغ|ابلاغ|تصحيح|يصحح|اولويه|"
    r"افضليه)\w{0,3}",
    fr=r"revoi\w*|revu\w*|reexamin\w+|reconsider\w+|examin\w+|not[ée]\w*|consign\w+|enregistr\w+|mentionn\w+|"
    r"rapports?|"
    r"discut\w+|inform\w+|excus\w+|expliqu\w+|corrig\w+|evalu\w+|enquet\w+|rappel\w+|recommand\w+|se reuni\w+|"
    r"averti\w*|orientation|priorit\w+|preference",
    es=r"revis\w+|reexamin\w+|reconsider\w+|examin\w+|anot\w+|consign\w+|registr\w+|mencion\w+|inform\w+|discut\w+|"
    r"disculp\w+|explic\w+|corrig\w+|correg\w+|evalu\w+|investig\w+|recuerd\w+|recomend\w+|reun\w+|advert\w+|orient\w+|"
    r"constar\w*|prioridad|preferencia",
    pt=r"revis\w+|revist\w+|rever\w*|reexamin\w+|reavali\w+|reanalis\w+|reconsider\w+|examin\w+|anota\w+|registrad\w+|"
    r"registrar\w*|registad\w+|constar\w*|mencion\w+|inform\w+|relat\w+|discut\w+|debat\w+|desculp\w+|esclarec\w+|"
    r"explic\w+|corrig\w+|correc\w+|avali\w+|apur\w+|investig\w+|recomend\w+|reun\w+|advert\w+|orienta\w+|"
    r"conhecimento|comunic\w+|prioridade|preferencia|levad\w+ em conta|ciencia|ponder\w+|trata\w+ em|acompanha\w+",
)


def compare_remedies(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What made a breach good and now only looks into it.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> mine = "a measure taken in breach of this is void"
    >>> [one.id for one in compare_remedies(mine, "a measure taken in breach of this is reviewed", en)]
    ['remedy']
    >>> list(compare_remedies(mine, "a measure taken in breach of this has no effect", en))
    []
    """
    strong, light = _STRONG[same.words.language], _LIGHT[same.words.language]
    had, has = _words(strong, ours), _words(strong, theirs)
    before, after = _words(light, ours), _words(light, theirs)
    lost = [one for one in had if not any(one == other or one_stem(one, other, same) for other in has)]
    came = [one for one in after if not any(one == other or one_stem(one, other, same) for other in before)]
    if lost and came and len(has) < len(had):
        yield Noticed("remedy", "weakened", REMEDY, sure=False)


def _words(pattern: re.Pattern[str], text: str) -> list[str]:
    return [match[0] for match in pattern.finditer(text)]
