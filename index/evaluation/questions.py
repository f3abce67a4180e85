"""Questions with known answers: the values, and what a set of them is asked of."""

from __future__ import annotations

from dataclasses import dataclass, replace


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
class GivenValue:
    """A value that an article gives, in a few of its own words, while others give another."""

    doc_id: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Any one of `gold` answers it; without gold, the articles don't say.

    `answers` are short strings, one of which a good quote holds; often there are none. `history`
    are the questions asked before, oldest first. `values` are all that should be shown side by
    side, where articles differ in what is asked.
    """

    id: str
    text: str
    gold: tuple[Gold, ...]
    answers: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    values: tuple[GivenValue, ...] = ()


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


def put_in_a_row(questions: QuestionSet) -> QuestionSet:
    """The same questions, each asked after the one before it, the first after the last."""
    asked = questions.questions
    after = (asked[-1], *asked[:-1])
    return replace(
        questions,
        questions=tuple(
            replace(one, history=(before.text, *one.history))
            for one, before in zip(asked, after, strict=True)
        ),
    )


def fold(text: str) -> str:
    """`text` with each run of white space as one space, none outside: gold is compared so."""
    return " ".join(text.split())
