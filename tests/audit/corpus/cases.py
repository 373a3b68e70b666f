"""Bad and odd files, each with what stands in it: drawn by a seed, and never read by the toolkit."""

from __future__ import annotations

from functools import cache
from itertools import chain

from tests.audit.corpus import contents, layouts, texts
from tests.audit.corpus.drawn import Case


@cache
def cases() -> tuple[Case, ...]:
    """All files."""
    parts = chain(
        *(part() for part in (texts.letters, texts.numbers, texts.packed, texts.broken)),
        *(part() for part in (layouts.titles_and_notes, layouts.sheets, layouts.tables_beside)),
        *(part() for part in (contents.totals, contents.values, contents.crosstabs, contents.persons)),
    )
    return tuple(parts)
