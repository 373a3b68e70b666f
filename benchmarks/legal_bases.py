"""Print what the law register puts behind an agreement of twelve articles, place by place and employer by employer.

    python benchmarks/legal_bases.py legal-bases.md

The file is meant to be read by a person: what the copy for the table would name, what else is in force for that
employer with the way we know it, what is in force for others only, and for which articles a lawyer is to be asked.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from toolkit.bargaining import Agreement, library
from toolkit.bargaining.agreements.legal_basis import cited_together, named_law
from toolkit.bargaining.demands.demands import supporting_provisions
from toolkit.languages import Language
from toolkit.registers.law import EMPLOYERS
from toolkit.rights import Provision
from toolkit.rights.words import COVERED, limits_of

PLACES = (
    *(
        "AR",
        "AT",
        "AU-NSW",
        "BE",
        "BR",
        "CA-QC",
        "CL",
        "CO",
        "DE",
        "DE-BE",
        "ES",
        "FR",
        "GB",
        "GH",
        "IN",
        "IQ",
        "IT",
        "JO",
    ),
    *("KE", "LB", "MA", "MX", "NG", "NL", "PK", "PS", "SE", "SN", "TN", "US-CA", "US-NY", "UY", "VN", "ZA"),
)
CLAUSES = (
    *("notice", "inventory", "committee", "expert", "assessment", "human"),
    *("explain", "access", "bias", "monitor", "schedule", "disconnect"),
)
# The language in which somebody there would read the paper.
LANGUAGES = {
    **dict.fromkeys(("AR", "CL", "CO", "ES", "MX", "UY"), "es"),
    **dict.fromkeys(("IQ", "JO", "LB", "MA", "PS", "TN"), "ar"),
    **dict.fromkeys(("BE", "CA-QC", "FR", "SN"), "fr"),
    "BR": "pt",
}


def agreement(place: str, on: date) -> Agreement:
    """Twelve common articles, with the examples of the library in their blanks."""
    draft = Agreement(title="Twelve articles", union="Union", employer="Employer", place=place, on=on)
    for clause in CLAUSES:
        draft = draft.add(clause, blanks={blank.name: blank.example for blank in library()[clause].blanks})
    return draft


def lines_for(place: str, on: date) -> Iterator[str]:
    """What stands behind the agreement in one place, for every kind of employer."""
    language = Language(LANGUAGES.get(place, "en"))
    draft = agreement(place, on)
    behind: dict[str, Provision] = {}
    articles: dict[str, list[Provision]] = {}
    for clause in CLAUSES:
        articles[clause] = list(supporting_provisions(clause, place, on))
        behind |= {one.id: one for one in articles[clause]}
    yield f"## {place}\n"
    for kind in EMPLOYERS:
        named = named_law(replace(draft, employer_kind=kind))
        yield f"### {place}, {language.say(COVERED[kind])}\n"
        yield "Table:"
        yield from (f"- {line}" for line in cited_together(named, language))
        if not named:
            yield "- (no legal basis)"
        binding = [one for one in behind.values() if one.status == "in_force" and one.binds(kind) and one not in named]
        yield "\nOurs, in force and binding, not named: " + ", ".join(
            f"{one.id} ({'; '.join([one.evidence, *limits_of(one, Language('en'))])})" for one in binding
        )
        others = [one.id for one in behind.values() if one.status == "in_force" and not one.binds(kind)]
        yield f"\nIn force for others only: {', '.join(others)}"
        ask = [clause for clause in CLAUSES if not any(one.nameable(kind) for one in articles[clause])]
        yield f"\nAsk a lawyer for: {', '.join(ask) or 'nothing'}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="where to write what was found")
    parser.add_argument("--on", type=date.fromisoformat, default=date(2026, 12, 2), help="the day (YYYY-MM-DD)")
    arguments = parser.parse_args()
    lines = [f"# Legal basis of twelve articles on {arguments.on}\n"]
    for place in PLACES:
        lines += lines_for(place, arguments.on)
    arguments.file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(PLACES)} places, {len(EMPLOYERS)} kinds of employer: {arguments.file}")


if __name__ == "__main__":
    main()
