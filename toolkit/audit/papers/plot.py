"""The charts that a report has, to look at in a notebook or to put into a paper of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toolkit.audit.findings.finding import GapFinding
from toolkit.audit.papers.report import figures_of
from toolkit.audit.papers.tables import Speaker
from toolkit.audit.publication.published import Published
from toolkit.charts import Figure, draw_png, draw_svg
from toolkit.errors import AuditError, SetupError, translatable
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup

NO_CHART = translatable(
    "The audit has no numbers that a chart could show: too many are withheld to protect few people."
)
WRONG_ENDING = translatable("A chart is written as .svg or .png; “{path}” ends otherwise.")


@dataclass(frozen=True)
class Plot:
    """Charts of published numbers, each with the words that say the same."""

    figures: tuple[Figure, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What each chart shows, in words, for whoever cannot see it."""
        return tuple(figure.describe for figure in self.figures)

    def save(self, path: str | Path) -> tuple[Path, ...]:
        """Write the charts as .svg or .png; from the second on with a number before the ending.

        Raises
        ------
        SetupError
            If the file has another ending.
        """
        first = Path(path)
        if first.suffix not in (".svg", ".png"):
            raise SetupError(WRONG_ENDING, path=first.name)
        written = []
        for number, figure in enumerate(self.figures, start=1):
            target = first if number == 1 else first.with_stem(f"{first.stem}-{number}")
            data = draw_png(figure) if first.suffix == ".png" else draw_svg(figure).encode()
            target.write_bytes(data)
            written.append(target)
        return tuple(written)

    def _repr_html_(self) -> Markup:
        shown = (
            markup('<figure role="img" aria-label="{}">{}</figure>', figure.describe, draw_svg(figure))
            for figure in self.figures
        )
        return joined(shown, "\n")


def plot_of(result: Published, language: Language | str = "en", characteristic: str | None = None) -> Plot:
    """The charts of a report: shares by group, and what comparing like with like does to the gaps.

    Parameters
    ----------
    result : Published
    language : Language or str
    characteristic : str, optional
        By what people are compared; that of the gap which the audit tells first if left out.

    Raises
    ------
    AuditError
        If nothing that could be drawn is published.
    """
    speaker = Speaker(result, Language.of(language))
    leading = next((one.characteristic for one in result.findings if isinstance(one, GapFinding)), "")
    figures = tuple(figures_of(speaker, characteristic or leading, alone=characteristic is not None))
    if not figures:
        raise AuditError(NO_CHART)
    return Plot(figures)
