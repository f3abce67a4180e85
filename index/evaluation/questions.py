"""Questions with known answers: the values, and what a set of them is asked of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gold:
    """What answers a question: words of one article, or with `quote` None any of its words.

    `whole_sentence` says that `quote` is a full sentence of the article, so that a part of it that
    was taken for a sentence counts too.
    """

    doc_id: str
    quote: str | None = None
    whole_sentence: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Any one of `gold` answers it; without gold, the articles don't say.

    `answers` are short strings, one of which a good quote holds; often there are none.
    """

    id: str
    text: str
    gold: tuple[Gold, ...]
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CarriedArticle:
    """A text that comes with the questions and becomes an article for as long as they are asked."""

    doc_id: str
    title: str | None
    text: str


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """All questions of some files. `carried` is empty where they are asked of the index."""

    name: str
    questions: tuple[Question, ...]
    carried: tuple[CarriedArticle, ...] = ()


def fold(text: str) -> str:
    """`text` with each run of white space as one space, none outside: gold is compared so."""
    return " ".join(text.split())
