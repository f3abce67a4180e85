"""Every sentence of every article, judged once: Findings.

    article that names the negotiation
      └▶ sentence ─▶ the issues it speaks of ─▶ signal of each ─▶ Evidence
                   ─▶ pairs of them of which one waits for the other ─▶ Condition
                   └▶ none, and yet likely to be open ─▶ a dispute that is not listed

Of copies of one story a sentence is judged once, in the first of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from index.issues.attribution import Attribution, PartyNames
from index.issues.carrying import Before, carried
from index.issues.conditions import find_conditions
from index.issues.denials import SURE as DENIAL
from index.issues.denials import denies_what_was_said
from index.issues.disputes import Dispute, gather, may_be_dispute
from index.issues.figures import find_figures
from index.issues.mentions import is_judged, spans_of
from index.issues.records import Condition, Evidence, Findings, Signal
from index.issues.signals import shipped
from index.issues.status import UNDATED, days_of
from index.quotes import Draft, cut
from index.records import SentenceKind, Span
from index.terms import stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from index.issues.catalogue import Catalogue, Topic
    from index.issues.signals import SignalModel
    from index.records import Article, Quote
    from index.stores.copy_groups import Copies
    from index.stores.layout import Layout

FEWEST_WORDS: Final = 4
"""A heading of fewer words tells nothing by itself."""

_WORD: Final = re.compile(r"\w+")

NOWHERE: Final = Span(0, 0)
"""Where a sentence speaks of an issue that it doesn't name."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is judged: the articles of a build and where their sentences lie.

    `vectors`, of shape (sentences, dim), are those of the sentences, by row of `layout`, from the
    embedder of that `revision`.
    """

    articles: Sequence[Article]
    layout: Layout
    copies: Copies
    vectors: NDArray[np.float16]
    revision: str


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence as it is judged. `vector` has shape (dim,)."""

    row: int
    article: Article
    span: Span
    text: str
    vector: NDArray[np.float32]


def judge(catalogue: Catalogue, sentences: Sentences) -> Findings:
    """All findings of a build, in text order, by the model that ships."""
    findings, disputes = Judge(catalogue, shipped(), sentences).judge()
    parties = {
        stem for party in catalogue.parties for alias in party.aliases for stem in stems(alias)
    }
    return replace(findings, candidates=gather(disputes, parties))


class Judge:
    """Judges the sentences of one build by one catalogue."""

    def __init__(self, catalogue: Catalogue, model: SignalModel, sentences: Sentences) -> None:
        self._catalogue = catalogue
        self._model = model
        self._sentences = sentences
        # The weights for vectors suit those of one embedder only.
        self._suits = sentences.revision == model.revision
        self._names = PartyNames(catalogue.parties)
        self._evidence: list[Evidence] = []
        self._conditions: list[Condition] = []
        self._disputes: list[Dispute] = []
        self._said: set[tuple[int, tuple[str, ...]]] = set()

    def judge(self) -> tuple[Findings, list[Dispute]]:
        """All findings but for the candidates, and the sentences to make these of."""
        articles = self._sentences.articles
        for row in sorted(range(len(articles)), key=lambda row: _by_age(articles[row])):
            if is_judged(self._catalogue, articles[row]):
                self._judge_article(row, articles[row])
        issues = tuple(topic.issue for topic in self._catalogue.topics)
        rows = {article.doc_id: row for row, article in enumerate(articles)}

        def place(found: Evidence | Condition) -> tuple[int, int]:
            return rows[found.quote.doc_id], found.quote.span.start

        evidence = tuple(sorted(self._evidence, key=place))
        findings = Findings(issues, evidence, tuple(sorted(self._conditions, key=place)))
        return findings, self._disputes

    def _judge_article(self, row: int, article: Article) -> None:
        attribution = Attribution(self._names)
        story = self._sentences.copies.group_of(row)
        before: Before | None = None
        for read in self._read(row, article):
            named = self._named(read.text)
            if not self._was_said(story, read.text):
                topics = named or dict.fromkeys(self._carried(read, before), ())
                self._judge_sentence(read, topics, attribution)
                if not topics:
                    self._note_dispute(read, story)
            else:
                attribution.hear(read.text)
            before = Before(tuple(named), read.span, read.vector)

    def _read(self, row: int, article: Article) -> Iterator[_Read]:
        """The sentences of an article that can tell something."""
        layout = self._sentences.layout
        for sentence in range(*layout.sentences_of_article(row)):
            found = layout.sentence(sentence)
            text = article.text[found.span.start : found.span.end]
            if found.kind is not SentenceKind.HEADING or len(text.split()) >= FEWEST_WORDS:
                vector = self._sentences.vectors[sentence].astype(np.float32)
                yield _Read(row, article, found.span, text, vector)

    def _was_said(self, story: int, text: str) -> bool:
        """Whether a sentence has been judged in this story or a copy of it."""
        key = story, tuple(_WORD.findall(text.lower()))
        if key in self._said:
            return True
        self._said.add(key)
        return False

    def _named(self, text: str) -> dict[Topic, Sequence[Span]]:
        """The issues that a sentence names, and where."""
        return {t: spans for t in self._catalogue.topics if (spans := spans_of(t, text))}

    def _carried(self, read: _Read, before: Before | None) -> tuple[Topic, ...]:
        return carried(read.article.text, read.span, read.vector, before, known=self._suits)

    def _judge_sentence(
        self, read: _Read, topics: dict[Topic, Sequence[Span]], attribution: Attribution
    ) -> None:
        """Keep what a sentence tells of each issue, and which of them waits for another."""
        speaking = attribution.hear(read.text)
        figures = find_figures(read.text) if topics else ()
        told: dict[str, Signal] = {}
        for topic, spans in topics.items():
            mention = min(spans, key=lambda s: (s.end - s.start, s.start), default=NOWHERE)
            signal, sure = self._signal(read, mention)
            if signal is Signal.NEUTRAL and not (topic.described and spans):
                continue
            said = attribution.read(read.text, mention, speaking)
            speaker = said.speaker
            evidence = Evidence(
                issue=topic.issue.id,
                quote=self._cut(read, sure),
                signal=signal,
                party=next(iter(said.parties), None),
                speaker=read.text[speaker.start : speaker.end] if speaker else None,
                voice=said.voice,
                speaks_for=said.speaks_for,
                also=said.parties[1:],
                names_it=bool(spans),
                figures=figures,
            )
            self._evidence.append(evidence)
            told[topic.issue.id] = signal
        if len(told) > 1:
            self._find_conditions(read, topics, told)

    def _find_conditions(
        self, read: _Read, topics: dict[Topic, Sequence[Span]], told: dict[str, Signal]
    ) -> None:
        """Keep which issue waits for which other; what is settled waits for none."""
        mentions = [(t.issue.id, s) for t, spans in topics.items() for s in spans]
        for issue, other in find_conditions(read.text, mentions):
            if other in told and told.get(issue, Signal.SETTLED) is not Signal.SETTLED:
                self._conditions.append(Condition(issue, other, self._cut(read, 1.0)))

    def _signal(self, read: _Read, mention: Span) -> tuple[Signal, float]:
        if mention == NOWHERE and denies_what_was_said(read.text):
            return Signal.OPEN, DENIAL
        return self._model.judge(read.text, mention, read.vector if self._suits else None)

    def _note_dispute(self, read: _Read, story: int) -> None:
        if may_be_dispute(read.text):
            signal, sure = self._signal(read, NOWHERE)
            if signal is Signal.OPEN:
                self._disputes.append(Dispute(self._cut(read, sure), read.vector, story))

    def _cut(self, read: _Read, score: float) -> Quote:
        others = self._sentences.copies.others(read.row)
        copies = tuple(self._sentences.articles[other].doc_id for other in others)
        return cut(Draft(read.article.doc_id, read.span, round(score, 4)), read.article, copies)


def _by_age(article: Article) -> tuple[bool, tuple[date, date]]:
    """Of copies the first that was published speaks, whatever its file is called; undated last."""
    days = days_of(article.published)
    return days == UNDATED, days
