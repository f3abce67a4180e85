"""Fits the model that tells open, settled and neutral apart, and prints how it holds up.

    python -m benchmarks.fit_signals [--evals DIR] [--articles DIR] [--write]

Fitted are two logistic regressions with L2 regularisation, one with the sentence's vector and one
without, on sentences of our own alone (`benchmarks/ledger`). Printed is the F1 of each signal and
their mean (macro-F1), five folds, all that is asked of one sentence in one fold:

- the words of cues by rule, and "all open", which the model has to beat
- words alone, vectors alone, both
- with `--evals` and `--articles` the evaluation set's lines too, in the folds, and by a model that
  saw none of them
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold

from benchmarks.signal_examples import OURS, article_examples, groups, sentence_examples
from index.embedders.sentence_transformer import SentenceTransformerEmbedder
from index.issues.clauses import clause_around
from index.issues.cues import CUES
from index.issues.records import Signal
from index.issues.signals import SIGNALS, VECTOR_SCALE, features
from index.options import BUILT_IN_MODEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from benchmarks.signal_examples import Example

FOLDS: Final = 5
C: Final = 0.5
"""The inverse of the L2 penalty."""

ARTICLE_WEIGHT: Final = 5.0
"""How many sentences that stand alone one of an article weighs: there the signals are as frequent
as in the news."""

RAREST: Final = 3
"""Sentences that a word must be in to get a weight; classes of cues always get one."""

DIGITS: Final = 4
MODEL: Final = Path("index/issues/signals.json")


class Design:
    """Turns examples into rows of numbers: words that the fitted examples have, and vectors."""

    def __init__(self, fitted: Sequence[Example], *, words: bool, vectors: bool) -> None:
        self._words, self._vectors = words, vectors
        found = [features(one.text, one.mention) for one in fitted]
        counts: dict[str, int] = {}
        for one in found:
            for name in one:
                counts[name] = counts.get(name, 0) + 1
        kept = [n for n, count in counts.items() if count >= RAREST or n.split(":")[0] in CUES]
        self.vectorizer = DictVectorizer().fit([dict.fromkeys(kept, 1.0)])

    def rows(self, examples: Sequence[Example]) -> csr_matrix:
        """A row for each example."""
        parts = []
        if self._words:
            found = [features(one.text, one.mention) for one in examples]
            parts.append(self.vectorizer.transform(found))
        if self._vectors:
            parts.append(csr_matrix(VECTOR_SCALE * np.array([one.vector for one in examples])))
        return hstack(parts).tocsr()


def fit(
    examples: Sequence[Example], *, words: bool, vectors: bool
) -> tuple[Design, LogisticRegression]:
    """Fit one regression; its classes are in alphabetical order."""
    design = Design(examples, words=words, vectors=vectors)
    model = LogisticRegression(C=C, max_iter=3_000)
    signals = [one.signal.value for one in examples]
    weights = [ARTICLE_WEIGHT if one.article else 1.0 for one in examples]
    return design, model.fit(design.rows(examples), signals, sample_weight=weights)


def cross_validated(examples: Sequence[Example], *, words: bool, vectors: bool) -> NDArray[np.str_]:
    """The signal of each example, by a model that saw neither it nor its sentence."""
    signals = np.array([one.signal.value for one in examples])
    found = np.empty(len(examples), dtype=signals.dtype)
    split = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    for seen, unseen in split.split(signals, signals, groups(examples)):
        design, model = fit([examples[i] for i in seen], words=words, vectors=vectors)
        found[unseen] = model.predict(design.rows([examples[i] for i in unseen]))
    return found


def by_rule(example: Example) -> str:
    """What a rule over the classes of cues would say: the baseline."""
    clause = clause_around(example.text, example.mention)
    words = example.text[clause.start : clause.end]
    has = {name for name, pattern in CUES.items() if pattern.search(words)}
    if has & {"negated", "conditional", "refused", "demanded", "delayed", "unclear", "accused"}:
        return Signal.OPEN.value
    if "done" in has and not has & {"ahead", "would", "expected"}:
        return Signal.SETTLED.value
    return (Signal.NEUTRAL if has & {"plan", "described", "would"} else Signal.OPEN).value


def add_row(table: Table, name: str, examples: Sequence[Example], found: Sequence[str]) -> None:
    """The F1 of each signal, their mean, and the share that is right."""
    truth = [one.signal.value for one in examples]
    each = f1_score(truth, found, average=None, labels=[s.value for s in SIGNALS], zero_division=0)
    right = float(np.mean([a == b for a, b in zip(truth, found, strict=True)]))
    cells = (f"{value:.3f}" for value in (*each, float(np.mean(each)), right))
    table.add_row(name, str(len(examples)), *cells)


def as_json(design: Design, model: LogisticRegression) -> dict[str, object]:
    """The weights, with their columns in the order of `SIGNALS`."""
    order = [list(model.classes_).index(signal.value) for signal in SIGNALS]
    coefficients = model.coef_[order]
    names = list(design.vectorizer.get_feature_names_out())
    words = coefficients[:, : len(names)].T.round(DIGITS)
    vector = coefficients[:, len(names) :]
    return {
        "intercept": model.intercept_[order].round(DIGITS).tolist(),
        "features": {n: row.tolist() for n, row in zip(names, words, strict=True) if row.any()},
        "vector": vector.round(DIGITS).tolist() if vector.size else None,
    }


def main() -> None:
    """Fit, print, and with `--write` replace `index/issues/signals.json`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fit_signals")
    parser.add_argument("--evals", type=Path, metavar="DIR", help="the evaluation sets")
    parser.add_argument("--articles", type=Path, metavar="DIR", help="the articles of its Gaza set")
    parser.add_argument("--write", action="store_true", help=f"replace {MODEL}")
    flags = parser.parse_args()
    embedder = SentenceTransformerEmbedder.load(BUILT_IN_MODEL)
    ours = [
        *sentence_examples(embedder),
        *article_examples(OURS / "labels.jsonl", OURS / "articles", "articles", embedder),
        *article_examples(
            OURS / "plain" / "labels.jsonl", OURS / "plain", "plain articles", embedder
        ),
    ]
    theirs: list[Example] = []
    if flags.evals and flags.articles:
        labels = flags.evals / "gaza" / "issues.jsonl"
        theirs = article_examples(labels, flags.articles, "gaza", embedder)
    table = Table(title="Signals: F1 of each, their mean, and the share that is right")
    for column in ("", "sentences", *(signal.value for signal in SIGNALS), "macro-F1", "right"):
        table.add_column(column, justify="left" if not column else "right")
    everything = [*ours, *theirs]
    add_row(table, "all open", everything, [Signal.OPEN.value] * len(everything))
    add_row(table, "by rule", everything, [by_rule(one) for one in everything])
    for name, words, vectors in (
        ("words alone", True, False),
        ("vectors alone", False, True),
        ("both", True, True),
    ):
        found = cross_validated(everything, words=words, vectors=vectors)
        add_row(table, name, everything, list(found))
        if words and vectors:
            for source in sorted({one.source for one in everything}):
                rows = [i for i, one in enumerate(everything) if one.source == source]
                add_row(
                    table,
                    f"  of these {source}",
                    [everything[i] for i in rows],
                    [found[i] for i in rows],
                )
    both, alone = fit(ours, words=True, vectors=True), fit(ours, words=True, vectors=False)
    if theirs:
        add_row(
            table, "gaza, fitted without it", theirs, list(both[1].predict(both[0].rows(theirs)))
        )
    Console().print(table)
    if flags.write:
        value = {
            "revision": embedder.revision,
            "with_vector": as_json(*both),
            "words_alone": as_json(*alone),
        }
        MODEL.write_text(
            json.dumps(value, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
