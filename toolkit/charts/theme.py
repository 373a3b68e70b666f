"""One look for all charts: told apart by shape and filling first, by colour second, with fonts that come along."""

from __future__ import annotations

import io
import re
import textwrap
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import SetupError, translatable
from toolkit.languages import Language

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

INK, QUIET, RULE, PAPER = "#1b1f24", "#57606a", "#d0d7de", "#ffffff"
FIRST, SECOND = "#136f77", "#b8741a"  # dark and middle in grey
WIDTH_CM = 16.0
PNG_DPI = 200
_CM = 1 / 2.54

# What would turn round or break a label, whoever wrote it; a chart has no runs, so it adds its own isolate.
_DROPPED = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u200e\u200f\u061c\u202a-\u202e\u2066\u2067]"
)
_LONGEST = 90

STYLE: dict[str, Any] = {
    "font.family": ["Noto Sans", "Noto Sans Arabic", "DejaVu Sans"],
    "font.size": 9.0,
    "text.color": INK,
    "text.parse_math": False,  # a group may be called $x$
    "text.usetex": False,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.titlesize": 10.5,
    "axes.unicode_minus": False,
    "xtick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "grid.color": RULE,
    "grid.linewidth": 0.7,
    "svg.fonttype": "none",
    "svg.hashsalt": "toolkit",
    "path.simplify": False,
}


@cache
def load_fonts() -> None:
    """Make the fonts known that are installed with the toolkit, so that every computer draws the same letters."""
    from importlib.util import find_spec

    from matplotlib import font_manager

    for package in ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic"):
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise SetupError(
                translatable("The font package “{package}” is missing. Install the toolkit again, with all it needs."),
                package=package,
            )
        for file in sorted((Path(spec.origin).parent / "files").glob("*.ttf")):
            if "Italic" not in file.name:
                font_manager.fontManager.addfont(str(file))


def save_canvas(
    draw: Callable[[Canvas], None], height_cm: float, kind: str, *, width_cm: float = WIDTH_CM, **how: Any
) -> bytes:
    """What is drawn, in the one look of all charts, as a file of that kind."""
    import matplotlib
    from matplotlib.figure import Figure as Canvas

    load_fonts()
    settings: Any = {**dict(matplotlib.rcParamsDefault), **STYLE, "backend": "agg"}
    with matplotlib.rc_context(settings), warnings.catch_warnings():
        # A name in a script that no font here has is drawn as boxes; the table and `describe` tell it in full.
        warnings.filterwarnings("ignore", message=".*Glyph .* missing from")
        warnings.filterwarnings("ignore", message=".*does not support .* natively")
        canvas = Canvas(figsize=(width_cm * _CM, height_cm * _CM), layout="constrained", facecolor=PAPER)
        draw(canvas)
        file = io.BytesIO()
        canvas.savefig(file, format=kind, facecolor=PAPER, **how)
        return file.getvalue()


def words(text: str, language: Language, width: int = 0) -> str:
    """A text as a chart writes it: bare, short and in lines.

    In a right-to-left language it is wrapped so that brackets and percent signs stay on their side.

    >>> words("a\\u202eb", Language("en")), words("50%", Language("ar")) == "\\u206750%\\u2069"
    ('ab', True)
    """
    lines = []
    longest = max(_LONGEST, 2 * width)
    for line in text.split("\n"):
        bare = " ".join(_DROPPED.sub("", line.replace("\t", " ")).split())
        short = bare if len(bare) <= longest or not width else bare[: longest - 1] + "…"
        lines += textwrap.wrap(short, width, break_long_words=True) if width else [short]
    return "\n".join(f"\u2067{line}\u2069" if language.direction == "rtl" else line for line in lines)
