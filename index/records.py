"""The values that travel between the parts of `index`. No behaviour, no I/O.

    file ─▶ Article ─▶ Passage (of Sentences) ─▶ Hit ─▶ Quote ─▶ Answer | NoAnswer

Offsets are code points of `Article.text`, half-open, and every other text is cut from there:
nothing downstream of a loader holds words that are not in an article.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range `[start, end)` in code points of `Article.text`; `0 <= start <= end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article as a loader read it.

    `text` is the decoded file (for HTML the extracted text, for JSON the `text` value) and is
    never rewritten. `body` is the part of it that is article: all of it, or what follows the
    front matter. `published` is an ISO 8601 date of day, month or year precision ("2025-12-29",
    "2025-12", "2025") or None where it is not known; a file's modification time is not a date.
    `path` is the file below the articles folder, `/`-separated, with its suffix.
    """

    doc_id: str
    title: str | None
    text: str
    published: str | None
    source_url: str | None
    path: str
    body: Span


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was left out of the index; `reason` fits behind its name on one line.

    `unread` says that the system refused it, which may be over the next time.
    """

    path: str
    reason: str
    unread: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Noted:
    """A file that is indexed, though something about it is amiss; `note` fits behind its name."""

    path: str
    note: str


class FurnitureKind(StrEnum):
    """Why a part of an article's text is never quoted."""

    FRONT_MATTER = "front matter"
    OTHER_LANGUAGE = "other language"
    REPEATED = "repeated across articles"
    ADVERT = "advert"
    PROMPT = "prompt to the reader"
    LINKS = "links, tags or a separator"
    CREDIT = "byline, dateline, caption or note"


@dataclass(frozen=True, slots=True)
class Furniture:
    """A part of an article's text that is not article: adverts, cookie notices, link lists …"""

    span: Span
    kind: FurnitureKind


class SentenceKind(StrEnum):
    """What a quotable stretch of text is; headings rank below sentences that state something."""

    SENTENCE = "sentence"
    HEADING = "heading"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest quotable unit: a sentence, heading or bullet, without outer white space."""

    span: Span
    kind: SentenceKind


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring sentences of one article that are embedded together, in text order.

    `span` runs from the start of the first sentence to the end of the last.
    """

    doc_id: str
    span: Span
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence found for a question. `score` is in [0, 1], higher is nearer."""

    doc_id: str
    sentence: Sentence
    score: float


@dataclass(frozen=True, slots=True)
class Quote:
    """An excerpt that can be sent: `text == article.text[span.start:span.end]`, always.

    `score` is in [0, 1]. `title`, `published` and `source_url` are the article's. `copies` are the
    ids of other files that carry the same story.
    """

    doc_id: str
    span: Span
    text: str
    score: float
    title: str | None = None
    published: str | None = None
    source_url: str | None = None
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reported:
    """A quote that gives a value, and where: `value` is a span of the article's text, inside it."""

    quote: Quote
    value: Span


class TimeNote(StrEnum):
    """What became of a wish for articles of certain days, where it is not what one expects."""

    ALL_UNDATED = "no article is dated, so the dates could choose none"
    NONE_THEN = "no article is dated then, so all were searched"
    NOTHING_THEN = "no article is dated then"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was read beyond its own words; empty where it was taken as it stands.

    `carried` are phrases of earlier questions, as they were typed there. `time` says in plain words
    which articles were asked for ("in articles from January 2026"), `as_of` is the last day of
    that, ISO 8601, where "as of" was said.
    """

    carried: tuple[str, ...] = ()
    time: str | None = None
    as_of: str | None = None
    note: TimeNote | None = None


AS_IT_STANDS = Reading()


class Relation(StrEnum):
    """How a value stands to the others that are reported of one thing."""

    DIFFERENT = "different"
    LATER = "later count"
    EARLIER = "earlier count"


@dataclass(frozen=True, slots=True)
class Differing:
    """A value that articles give for what was asked, while others give another.

    `value` are the articles' own words, several where they agree in different ones ("at least
    406 · more than 400"). `reported` holds at least one quote, the newest first.
    """

    value: str
    relation: Relation
    reported: tuple[Reported, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One to three quotes, best first. `confidence` is the probability that the first is right.

    `differing` is empty, or holds all values that the articles give, at least two, the newest
    first where dates are known. `further` says that there are more quotes worth a look.
    """

    question: str
    quotes: tuple[Quote, ...]
    confidence: float
    differing: tuple[Differing, ...] = ()
    reading: Reading = AS_IT_STANDS
    further: bool = False


class Silence(StrEnum):
    """Why there is no answer."""

    NOT_SAID = "not_said"
    EMPTY = "empty"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NOT_ENGLISH = "not_english"
    NOT_A_QUESTION = "not_a_question"


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The articles don't say, or the question can't be asked.

    `nearest` holds what came closest (empty unless `reason` is NOT_SAID); `confidence` is the
    probability, below the threshold, that the first of them would have been right.
    """

    question: str
    reason: Silence
    nearest: tuple[Quote, ...] = ()
    confidence: float = 0.0
    reading: Reading = AS_IT_STANDS


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: `span` of the text of the article `doc_id`."""

    doc_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Further:
    """The next quotes for a question, best first; `more` says that others come after them."""

    quotes: tuple[Quote, ...]
    more: bool
    reading: Reading = AS_IT_STANDS


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of an article: `text == article.text[span.start:span.end]`.

    `after_gap` says that something was left out between it and the excerpt before.
    """

    span: Span
    text: str
    after_gap: bool


@dataclass(frozen=True, slots=True)
class Context:
    """A quote and the paragraphs around it, its own included, in the order of the text."""

    quote: Quote
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One article of the index as it is listed. `words` counts the words of its text, roughly.

    `published` and `path` are as in `Article`.
    """

    doc_id: str
    title: str | None
    published: str | None
    source_url: str | None
    path: str
    words: int


@dataclass(frozen=True, slots=True)
class IndexSummary:
    """What is being searched. `newest` is the latest `published` of any article, if any is dated.

    `built_at` is ISO 8601 in UTC.
    """

    generation: str
    articles: int
    passages: int
    newest: str | None
    built_at: str
    model: str
