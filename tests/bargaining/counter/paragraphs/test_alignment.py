"""Paragraphs find each other after moving, renumbering, merging, splitting and retyping."""

from __future__ import annotations

from itertools import permutations

import pytest

from toolkit.bargaining.counter.lexicon import lexicon
from toolkit.bargaining.counter.paragraphs.alignment import Alignment, OurArticle, align
from toolkit.bargaining.counter.paragraphs.reading import CounterArticle, CounterParagraph

AUDIT = (
    "The Auditor shall audit each Covered System before it is first used and every 12 months thereafter.",
    "The audit shall compare people by sex and origin and report the share of each group.",
    "The Auditor shall hand the full report to the Union on the same day.",
)
COSTS = (
    "The Employer shall bear the cost of the audits and of one repetition a year.",
    "Workers who take part in an interview are released from work without loss of pay.",
)
NOTICE = (
    "The Employer shall give written notice of each new Covered System not later than 60 days before its first use.",
    "With the notice it shall hand over the draft contract and the list of the data to be used.",
)


def ours(**articles: tuple[str, ...]) -> list[OurArticle]:
    return [OurArticle(name, name.title(), tuple(map(CounterParagraph, texts))) for name, texts in articles.items()]


def theirs(*articles: tuple[str, tuple[str, ...]], mark: str | None = None) -> list[CounterArticle]:
    return [CounterArticle(mark, heading, tuple(map(CounterParagraph, texts))) for heading, texts in articles]


def aligned(mine: list[OurArticle], other: list[CounterArticle]) -> Alignment:
    return align(mine, other, lexicon("en"))


def found(alignment: Alignment) -> list[str]:
    return [match.theirs for match in alignment.matches]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_articles_find_each_other_in_any_order(order: tuple[int, ...]) -> None:
    parts = [("Audit", AUDIT), ("Costs", COSTS), ("Notice", NOTICE)]
    alignment = aligned(ours(audit=AUDIT, costs=COSTS, notice=NOTICE), theirs(*(parts[n] for n in order)))
    assert found(alignment) == [*AUDIT, *COSTS, *NOTICE]
    assert all(match.sure and not match.moved for match in alignment.matches)
    assert alignment.added == ()


def test_a_mark_counts_more_than_a_heading() -> None:
    marked = CounterArticle("costs", "Audit", (CounterParagraph("Each party bears what it spends."),))
    alignment = aligned(ours(audit=AUDIT, costs=COSTS), [marked])
    assert alignment.articles == {0: 1}


def test_without_headings_the_words_are_enough() -> None:
    alignment = aligned(ours(audit=AUDIT, costs=COSTS), theirs(("", (*COSTS, *AUDIT))))
    assert found(alignment) == [*AUDIT, *COSTS]


def test_an_article_is_known_by_its_own_words_whatever_stands_around_it() -> None:
    alignment = aligned(ours(audit=AUDIT), theirs(("Miscellaneous", NOTICE), ("Terms", AUDIT)))
    assert alignment.articles == {1: 0}


@pytest.mark.parametrize(("one", "other"), [("the rates", "the rate"), ("audited systems", "audit system")])
def test_one_and_many_are_one_word(one: str, other: str) -> None:
    assert set(lexicon("en").stems(one)) == set(lexicon("en").stems(other))


def test_a_paragraph_that_moved_into_another_article_is_found_there() -> None:
    alignment = aligned(ours(audit=AUDIT, costs=COSTS), theirs(("Audit", AUDIT[:2]), ("Costs", (*COSTS, AUDIT[2]))))
    moved = alignment.matches[2]
    assert (moved.theirs, moved.moved, moved.sure) == (AUDIT[2], True, True)


def test_merged_paragraphs_are_shared_out() -> None:
    alignment = aligned(ours(audit=AUDIT), theirs(("Audit", (" ".join(AUDIT[:2]), AUDIT[2]))))
    assert found(alignment) == list(AUDIT)


def test_a_split_paragraph_is_put_together() -> None:
    whole = " ".join(COSTS)
    alignment = aligned(ours(costs=(whole,)), theirs(("Costs", COSTS)))
    assert found(alignment) == [whole]
    assert alignment.added == ()


PARTED = [
    (
        "en",
        "The crew lights the lamps of the hall at dusk and counts them. "
        "Every broken lamp is mended by the guard within four days, and its glass goes to the museum in the harbour.",
        "At dusk the crew counts the lamps of the hall, and lights them.",
        "Should a lamp be broken, the guard has four days to mend it; its glass is sent to the museum in the harbour.",
        "The canteen opens at noon and serves soup.",
    ),
    (
        "ar",
        "يضيء الفريق مصابيح القاعة عند الغروب ويعدّها. "
        "ويصلح الحارس كل مصباح مكسور خلال أربعة أيام، ويُنقل زجاجه إلى متحف الميناء.",
        "عند الغروب يعدّ الفريق مصابيح القاعة ويضيئها.",
        "إذا كُسر مصباح فللحارس أربعة أيام لإصلاحه، ويُرسل زجاجه إلى متحف الميناء.",
        "يفتح المطعم ظهراً ويقدم الحساء.",
    ),
    (
        "fr",
        "L’équipe allume les lampes de la salle au crépuscule et les compte. "
        "Chaque lampe cassée est réparée par le gardien en quatre jours, et son verre va au musée du port.",
        "Au crépuscule, l’équipe compte les lampes de la salle et les allume.",
        "Si une lampe est cassée, le gardien a quatre jours pour la réparer ; son verre est porté au musée du port.",
        "La cantine ouvre à midi et sert de la soupe.",
    ),
    (
        "es",
        "El equipo enciende las lámparas de la sala al anochecer y las cuenta. "
        "Cada lámpara rota la repara el guardia en cuatro días, y su vidrio va al museo del puerto.",
        "Al anochecer, el equipo cuenta las lámparas de la sala y las enciende.",
        "Si hay una lámpara rota, el guardia tiene cuatro días para repararla; su vidrio se lleva al museo del puerto.",
        "El comedor abre al mediodía y sirve sopa.",
    ),
    (
        "pt",
        "A equipe acende as lâmpadas da sala ao anoitecer e as conta. "
        "Cada lâmpada quebrada é consertada pelo guarda em quatro dias, e o seu vidro vai ao museu do porto.",
        "Ao anoitecer, a equipe conta as lâmpadas da sala e as acende.",
        "Se houver lâmpada quebrada, o guarda tem quatro dias para consertá-la; o seu vidro vai ao museu do porto.",
        "O refeitório abre ao meio-dia e serve sopa.",
    ),
]


@pytest.mark.parametrize(("language", "mine", "first", "second", "foreign"), PARTED)
def test_a_paragraph_made_two_in_other_words_is_put_together(
    language: str, mine: str, first: str, second: str, foreign: str
) -> None:
    words = lexicon(language)
    together = align(ours(lamps=(mine,)), theirs(("Lamps", (first, second))), words)
    assert "".join(found(together)).count(second.split()[-1])
    assert together.added == ()
    apart = align(ours(lamps=(mine,)), theirs(("Lamps", (first, foreign))), words)
    assert apart.added == ((0, 1),)


def test_what_is_gone_is_gone_and_what_is_new_is_new() -> None:
    new = "Nothing in this Agreement limits the right of management to organise work."
    alignment = aligned(ours(audit=AUDIT), theirs(("Audit", (AUDIT[0], new, AUDIT[2]))))
    assert found(alignment) == [AUDIT[0], "", AUDIT[2]]
    assert alignment.added == ((0, 1),)


def test_a_paragraph_rewritten_from_the_ground_between_the_same_neighbours_is_uncertain() -> None:
    other = "The audit looks at groups of people."
    alignment = aligned(ours(audit=AUDIT), theirs(("Audit", (AUDIT[0], other, AUDIT[2]))))
    assert alignment.matches[1].theirs == other
    assert not alignment.matches[1].sure


def test_arabic_shapes_of_letters_do_not_matter() -> None:
    mine = [OurArticle("a", "التدقيق", (CounterParagraph("يلتزمُ صاحب العمل بإبلاغ النقابة كتابةً خلال 30 يوماً."),))]
    other = [
        CounterArticle(None, "التدقيق", (CounterParagraph("يلتزم صاحب العمل بابلاغ النقابه كتابه خلال ٣٠ يوما."),))
    ]
    [match] = align(mine, other, lexicon("ar")).matches
    assert match.likeness == pytest.approx(1)


@pytest.mark.parametrize(
    ("mine", "other"), [(ours(), theirs()), (ours(audit=AUDIT), theirs()), (ours(), theirs(("A", AUDIT)))]
)
def test_nothing_against_something_is_no_error(mine: list[OurArticle], other: list[CounterArticle]) -> None:
    alignment = aligned(mine, other)
    assert len(alignment.matches) == sum(len(article.paragraphs) for article in mine)
    assert len(alignment.added) == sum(len(article.paragraphs) for article in other)


def test_a_title_is_no_part_of_a_long_paragraph_that_has_its_words_somewhere() -> None:
    long = " ".join((*AUDIT, *COSTS, *NOTICE))
    alignment = aligned(ours(audit=(long,)), theirs(("", ("COVERED AUDIT OF THE EMPLOYER",)), ("Audit", (long,))))
    assert found(alignment) == [long]
    assert alignment.added == ((0, 0),)


def test_what_is_said_a_second_time_changes_nothing_and_its_opposite_is_told() -> None:
    again = aligned(ours(audit=AUDIT), theirs(("Audit", AUDIT), ("Annex", (AUDIT[1],))))
    assert found(again) == list(AUDIT)
    opposite = AUDIT[0].replace("shall audit", "shall not audit")
    told = aligned(ours(audit=AUDIT), theirs(("Audit", (AUDIT[0], opposite, *AUDIT[1:]))))
    assert opposite in found(told)[0]


def test_a_sentence_that_was_split_off_goes_to_the_paragraph_that_holds_it() -> None:
    first = "An outside worker or the Union may complain to the Employer that a contractor does not do so."
    rest = "The Employer shall answer in writing, with reasons and with what it has done."
    later = "Every six months the Employer shall inform the Union of complaints of outside workers about a contractor."
    alignment = aligned(ours(out=(f"{first} {rest}", later)), theirs(("Out", (first, rest, later))))
    assert found(alignment) == [f"{first} {rest}", later]


def test_a_paragraph_put_to_its_neighbour_in_other_words_is_found_there() -> None:
    asked = "The request may be made during paid working time. Nobody shall suffer a disadvantage because of a request."
    figures = "Every six months the Employer shall give the Union the number of requests and of answers that were late."
    both = (
        "The request may be made during paid working time. No one may be put at a disadvantage on account of one. "
        f"{figures}"
    )
    alignment = aligned(ours(access=(asked, figures)), theirs(("Access", (both,))))
    assert found(alignment)[0].startswith("The request")
    assert found(alignment)[1] == figures


def test_a_sentence_of_few_words_that_was_split_off_is_found_by_all_of_them() -> None:
    first, rest = (
        "Within sixty days the Employer shall give the Union a list of the lamps.",
        "For others it shall do so later.",
    )
    alignment = aligned(ours(lamps=(f"{first} {rest}", *COSTS)), theirs(("Lamps", (first, rest, *COSTS))))
    assert found(alignment) == [f"{first} {rest}", *COSTS]
    assert alignment.added == ()
