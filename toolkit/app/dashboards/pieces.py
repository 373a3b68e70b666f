"""A dashboard on the page: the first numbers, a picture of each table, and the table behind it."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.app.kit.fields import Item, Piece, TakeAway
from toolkit.app.kit.papers import papers_of, take_home
from toolkit.app.kit.pieces import feedback, fold, paragraph, table
from toolkit.bargaining.file_names import stem
from toolkit.charts import draw_counts
from toolkit.course.dashboards.paper import INVENTED, Board
from toolkit.course.dashboards.words import Worded
from toolkit.documents import write_xlsx
from toolkit.documents.making import made
from toolkit.errors import translatable
from toolkit.languages import Language, strip
from toolkit.markup import Markup, joined, markup

_TABLE = translatable("The same as a table")
_NOTHING = translatable("Everything in it is withheld: too few stand behind each number.")
_PAGE = translatable("One page: the numbers and two pictures")
_PAGE_NOTE = translatable("For the board, or to hang up. It holds nothing that is withheld here.")
_TABLES = translatable("All tables")
_TABLES_NOTE = translatable("To go on reckoning with. What is withheld is empty there too.")
_SAVE_XLSX, _SAVE_CSV = translatable("Save as a spreadsheet"), translatable("Save as CSV")
_GRID = "display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:1rem 1.5rem"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def board_items(board: Board) -> list[Item]:
    """The dashboard, pictures first; each picture is told in words to who does not see it, and has its table below."""
    told = feedback(board.language.say(INVENTED), "tk-nearly") if board.invented else Markup()
    items: list[Item] = [Piece("invented", told), Piece("facts", facts(board.facts))]
    items += [Piece(f"table-{place}", picture(one)) for place, one in enumerate(board.tables) if one.rows]
    items += [
        Piece(f"further-{place}", table(str(one.caption), _plain(one.header), [_plain(row) for row in one.rows]))
        for place, one in enumerate(board.further)
    ]
    return [*items, Piece("notes", joined(paragraph(note, "tk-note") for note in board.notes()))]


def facts(rows: Sequence[tuple[str, str]]) -> Markup:
    """A few numbers, large."""
    shown = joined(
        markup(
            '<div style="display:flex;flex-direction:column-reverse;justify-content:flex-end">'
            '<dt style="font-size:0.92rem;font-weight:400;line-height:1.35">{}</dt>'
            '<dd style="margin:0;font-size:1.35rem;font-weight:650;line-height:1.2">{}</dd></div>',
            label,
            value,
        )
        for label, value in rows
    )
    return markup('<dl class="tk-case" style="{}">{}</dl>', _GRID, shown)


def picture(worded: Worded) -> Markup:
    """A table as a picture, and as a table to open."""
    figure = worded.figure()
    drawn = draw_counts(figure, captioned=False) if figure.points else paragraph(worded.language.say(_NOTHING))
    below = table(worded.title, worded.header(), worded.lines())
    told = fold(worded.language.say(_TABLE), below)
    if worded.spoken in ("", worded.language.code):
        return markup("<h2>{}</h2>{}{}", worded.title, drawn, told)
    speech = Language(worded.spoken)  # people were asked in another language
    return markup('<h2 lang="{}" dir="{}">{}</h2>{}{}', speech.code, speech.direction, worded.title, drawn, told)


def to_take_home(board: Board) -> list[Item]:
    """The page for Word and to print, and all tables."""
    say, name = board.language.say, stem("dashboard", board.language)
    document = board.document()
    paper = papers_of([(document, True)])[0]
    workbook = made([lambda: write_xlsx(document)])[0]
    files = (
        (say(_SAVE_XLSX), f"{name}.xlsx", _XLSX, workbook),
        (say(_SAVE_CSV), f"{name}.csv", "text/csv", board.to_csv()),
    )
    return [
        take_home("page", _PAGE, _PAGE_NOTE, paper, name, board.language),
        TakeAway("tables", say(_TABLES), say(_TABLES_NOTE), files=files),
    ]


def _plain(cells: Sequence[object]) -> list[str]:
    return [strip(str(cell)) for cell in cells]
