"""A proposal of theirs without a draft of ours, without any widget: one file in, what it touches and a paper out."""

from __future__ import annotations

from dataclasses import dataclass, field

from toolkit.app.kit.papers import Paper, paper_of
from toolkit.app.kit.upload import Upload
from toolkit.bargaining import ProposalReading, proposal_document, read_proposal
from toolkit.languages import Language


@dataclass(frozen=True)
class ReadProposal:
    """A finished reading, and what can be taken home of it."""

    theirs: Upload = field(repr=False)
    reading: ProposalReading

    def paper(self, language: Language) -> Paper:
        """All of it in words, for us."""
        return paper_of(proposal_document(self.reading, language))


def read_alone(theirs: Upload) -> ReadProposal:
    """Read their file beside the library.

    Raises
    ------
    ToolkitError
        If it cannot be read, or is in a language that the library is not written in.
    """
    return ReadProposal(theirs, read_proposal(theirs.content, name=theirs.name))
