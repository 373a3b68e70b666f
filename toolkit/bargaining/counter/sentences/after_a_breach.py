"""What follows from a breach: that a measure is void, that money is owed, and that it is more than looked into."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import SameWords
from toolkit.bargaining.counter.numbers.quantities import quantities
from toolkit.bargaining.counter.signals import SIGNALS, Noticed

REMEDY = next(row.sentence for row in SIGNALS if row.id == "remedy")

# Of a measure, that it does not hold.
_VOID = word_patterns(
    en=r"void|null|no effect|of no effect|without effect|invalid|ineffective|not take effect|takes no effect|"
    r"no validity|of no force|no force|no legal effect|lapses?|lapsed|annul\w+|cancel\w+|revers\w+|set aside|"
    r"quash\w*|rescind\w*|undone|undo|withdrawn|struck out|not valid|not stand|falls away|not count|disregarded|"
    r"(?:take|takes|taken|made|decided?|decides) (?:again|anew|afresh)|reinstat\w+|inoperative|not be upheld",
    ar=r"\w{0,3}(?:باطل|بطلان|لاغي|ملغي|الغاء|يلغي|تلغي|يبطل|تبطل|بلا اثر|لا اثر|عديم الاثر)\w{0,3}",
    fr=r"nul(?:le)?s?|nullite|sans effet|aucun effet|caduc\w*|annul\w+|inopposable\w*|non avenu\w*|prive\w* d'effet",
    es=r"nul[oa]s?|nulidad|sin efecto|ningun efecto|sin valor|anul\w+|ineficaz|invalid\w+|sin validez|revocad\w+",
    pt=r"nul[oa]s?|nulidade|sem efeito|nenhum efeito|sem valor|anul\w+|ineficaz|invalid\w+|sem validade|revogad\w+",
)
_STANDS = word_patterns(
    en=r"(?:still |nevertheless |none the less )?(?:stands|stand|"
    r"remains? (?:valid|effective|in force|in place|standing)|"
    r"stays? (?:valid|effective|in force|in place)|is (?:valid|upheld|effective)|shall (?:stand|be upheld)|"
    r"(?:keeps?|retains?) its (?:effect|validity|force)|for the future|"
    r"is not affected|is unaffected|holds good|is maintained)",
    ar=r"(?:[يت]بقي|[يت]ظل|[يت]ستمر) (?:\w+ )?(?:نافذ|ساري|قائم|صحيح)\w*",
    fr=r"(?:reste|demeure|est|conserve)(?:nt)? (?:valable|valide|en vigueur|maintenu|acquis|son effet|ses effets)\w*|"
    r"subsiste|conserv\w+ (?:sa|ses|leurs?|tous) (?:validite|effets?|force)|pour l'avenir",
    es=r"(?:conserv\w+|mant\w+|mantien\w+) (?:su|toda su|sus) (?:validez|efectos?|eficacia|vigencia|fuerza)|"
    r"surt\w+ (?:todos )?sus efectos|para el futuro|seguir\w* (?:vigente|en vigor)\w*|"
    r"(?:periodos|ejercicios|meses|nominas) (?:futur|posterior|siguient)\w+|"
    r"(?:sigue|queda|permanece|conserva|es|mantiene)n? (?:valid[oa]|vigente|en vigor|en pie|su efecto)\w*|"
    r"subsiste\w*",
    pt=r"(?:conserv\w+|mant\w+) (?:a )?(?:sua|seus?) (?:validade|efeitos?|eficacia|vigencia)|para o futuro|"
    r"(?:periodos|exercicios|meses) (?:futur|posterior|seguint)\w+|"
    r"(?:continua|fica|permanece|conserva|e|mantem|mante)(?:ra)?(?:-se)? (?:valid[oa]|vigente|em vigor|de pe|"
    r"seu efeito)\w*|"
    r"subsiste\w*",
)
# To pay, in whatever form, and to make a loss good.
_PAYS = word_patterns(
    en=r"pays?|paid|payment|payable|sum|amount|increased? by|supplement|owes?|due|fine|penalty|interest|bonus|wages?|"
    r"money|costs?|reimburs\w+|salary|earnings|remuneration",
    ar=r"\w{0,3}(?:دفع|يدفع|تدفع|يؤدي|مبلغ|غرامه|اجر|زياده|مستحق)\w{0,4}",
    fr=r"pai\w+|pay\w+|vers\w+|acquitt\w+|regl\w+|factur\w*|honorair\w+|charge|cout\w*|finan\w+|depens\w+|"
    r"indemn\w+|credit\w+|"
    r"somme|montant|major\w+|penalite\w*|du[es]?|rembours\w+|frais|salaire\w*",
    es=r"pag\w+|abon\w+|satisf\w+|liquid\w+|sufrag\w+|coste\w+|desembols\w+|suma|importe|recargo|multa|penalidad|"
    r"adeuda\w*|reembols\w+|incrementa\w+|salario|costos?|gastos?",
    pt=r"pag\w+|soma|montante|acrescim\w+|multa|penalidade|devid\w+|reembols\w+|salario|custos?|despesas?",
)
_SHALL_PAY = word_patterns(
    en=r"(?:shall|must|will|has to|is to) (?:also |then |by then )?pay(?! for| the cost)",
    ar=r"(?:[يت]دفع|[يت]ؤدي|[بال]*دفع) (?!كلف|تكاليف|نفق)",
    fr=r"(?:paie|paye|verse|payer|verser)(?! les frais| le cout)",
    es=r"(?:pagara|paga|pagar|abonara|abona|abonar)(?! los gastos| el costo| el coste)",
    pt=r"(?:pagara|paga|pagar)(?! as despesas| os custos| o custo)",
)
_MAKES_GOOD = word_patterns(
    en=r"compensat\w+|mak(?:e|es|ing) good|made good|indemnif\w+|damages|repair\w*|restor\w+",
    ar=r"\w{0,3}(?:تعويض|يعوض|جبر)\w{0,4}",
    fr=r"indemn\w+|repar\w+|compens\w+|dedommag\w+",
    es=r"indemn\w+|repar\w+|resarc\w+|compens\w+",
    pt=r"indeniz\w+|indemniz\w+|repar\w+|ressarc\w+|compens\w+",
)
# What makes a harm good: it is void, stops, is paid, given back.
_STRONG = word_patterns(
    en=r"void|null|annul\w*|no effect|without effect|los(?:es|e) (?:its |all )?effect|invalid|stops?|cease\w*|"
    r"withdraw\w*|"
    r"pays?|paid|compensat\w+|reinstat\w+|restor\w+|refund\w*|return\w*|delet\w+|undo\w*|undone|quash\w*|set aside|"
    r"damages|make good|makes good|reimburs\w+|switch\w* off|shut down|suspend\w*",
    ar=r"\w{0,3}(?:باطل\w?|بطلان|لاغ\w*|الغاء|يلغي|تلغي|لا اثر|توقف|يوقف|ايقاف|وقف|يدفع|دفع|تعويض\w*|يعوض|"
    r"اعاد(?!\w* النظر)\w*|"
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
    fr=r"revoi\w*|revu\w*|reexam\w+|reconsider\w+|examin\w+|not[ée]\w*|consign\w+|enregistr\w+|mentionn\w+|"
    r"rapports?|"
    r"discut\w+|inform\w+|excus\w+|expliqu\w+|corrig\w+|evalu\w+|enquet\w+|rappel\w+|recommand\w+|se reuni\w+|"
    r"averti\w*|orientation|priorit\w+|preference",
    es=r"revis\w+|reexam\w+|reconsider\w+|examin\w+|anot\w+|consign\w+|registr\w+|mencion\w+|inform\w+|discut\w+|"
    r"disculp\w+|explic\w+|corrig\w+|correg\w+|evalu\w+|investig\w+|recuerd\w+|recomend\w+|reun\w+|advert\w+|orient\w+|"
    r"constar\w*|prioridad|preferencia",
    pt=r"revis\w+|revist\w+|rever\w*|reexam\w+|reavali\w+|reanalis\w+|reconsider\w+|examin\w+|anota\w+|registrad\w+|"
    r"registrar\w*|registad\w+|constar\w*|mencion\w+|inform\w+|relat\w+|discut\w+|debat\w+|desculp\w+|esclarec\w+|"
    r"explic\w+|corrig\w+|correc\w+|avali\w+|apur\w+|investig\w+|recomend\w+|reun\w+|advert\w+|orienta\w+|"
    r"conhecimento|comunic\w+|prioridade|preferencia|levad\w+ em conta|ciencia|ponder\w+|trata\w+ em|acompanha\w+",
)


def compare_breaches(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What was void stands now, or money was owed and nothing of it is said any more.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "a warning that rests on it is void"
    >>> [one.id for one in compare_breaches(mine, "a warning that rests on it stands", en)]
    ['remedies']
    >>> list(compare_breaches(mine, "a warning that rests on it has no effect", en))
    []
    """
    code = same.words.language
    void, stands = _VOID[code], _STANDS[code]
    turned = void.search(ours) and not void.search(theirs) and stands.search(theirs) and not stands.search(ours)
    if turned or (_owes(ours, same) and not _pays(ours, theirs, same)):
        yield Noticed("remedies", "weakened", REMEDY, sure=False)


def _owes(text: str, same: SameWords) -> bool:
    """Whether the employer has to pay."""
    employer = any(one.list == "employer" for one in same.parties(text))
    must = any(one.list == "must" for one in same.phrases(text)) or same.words.language == "fr"  # "il verse" binds
    return employer and must and _SHALL_PAY[same.words.language].search(text) is not None


def _pays(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether something is paid still; where it was a share, to make a loss good is something else."""
    code = same.words.language
    share = any(one.kind == "share" for one in quantities(ours, same.words))
    good = _MAKES_GOOD[code].search(theirs) is not None and not share
    return good or _PAYS[code].search(theirs) is not None


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
