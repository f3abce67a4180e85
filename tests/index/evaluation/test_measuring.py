"""All questions to all systems, with systems that say what they are told."""

from __future__ import annotations

import pytest

from index.confidence import SIGNALS
from index.errors import QuestionSetError
from index.evaluation.measuring import check_gold, measure
from index.evaluation.questions import Gold, Question, QuestionSet
from index.evaluation.systems import Finding
from tests.index.evaluation.findings import COST, FERRIES, GOLD, RIGHT, ByRote, text_of

SET = QuestionSet(
    "mine",
    (
        Question("1", "When did it open?", GOLD),
        Question("2", "In which month?", GOLD),
        Question("3", "Who drew it?", ()),
        Question("4", "Who paid?", ()),
    ),
)


def system(name: str, *findings: Finding) -> ByRote:
    texts = [q.text for q in SET.questions]
    return ByRote(name, dict(zip(texts, findings, strict=True)))


SHIPPED = (
    Finding((RIGHT,), 0.95, answered=True),
    Finding((COST, RIGHT), 0.15, answered=False),
    Finding((COST,), 0.45, answered=True),
    Finding((), 0.0, answered=False, refused=True),
)
OTHER = (
    Finding((COST, FERRIES, RIGHT), 0.3, answered=True),
    Finding((RIGHT,), 0.6, answered=True),
    Finding((COST,), 0.5, answered=True),
    Finding((COST,), 0.7, answered=True),
)


def test_each_system_gets_its_figures() -> None:
    told: list[tuple[int, int]] = []

    found = measure(
        SET,
        system("mix", *SHIPPED),
        0.4,
        [system("other", *OTHER)],
        text_of,
        lambda done, total: told.append((done, total)),
    )

    mix, other = found.systems["mix"], found.systems["other"]
    assert list(found.systems) == ["mix", "other"]
    assert (mix.hit1, mix.hit3, mix.mrr) == (0.5, 1.0, 0.75)
    assert (mix.threshold, mix.kept, mix.wrong, mix.refused) == (0.4, 0.5, 0.5, 1)
    # The other one keeps one of two at 0.6, where it answers one of two wrongly.
    assert (other.threshold, other.kept, other.wrong) == (0.6, 0.5, 0.5)
    assert other.hit1 == 0.5
    assert other.mrr == pytest.approx((1 / 3 + 1) / 2)
    assert told == [(n, 8) for n in range(1, 9)]


def test_the_reliability_is_that_of_the_shipped_system() -> None:
    found = measure(SET, system("mix", *SHIPPED), 0.4, [], text_of, lambda *_: None)

    # |.95 - 1| + |.15 - 0| + |.45 - 0| + |0 - 0|, over four.
    assert found.calibrated.error == pytest.approx((0.05 + 0.15 + 0.45) / 4)
    assert found.cross_validated is None


def test_one_question_is_asked_beforehand_to_warm_up() -> None:
    shipped = system("mix", *SHIPPED)

    measure(SET, shipped, 0.4, [], text_of, lambda *_: None)

    texts = [q.text for q in SET.questions]
    assert shipped.asked == [texts[0], *texts]


def test_signals_are_cross_validated_without_refused_questions() -> None:
    questions = tuple(Question(str(n), str(n), GOLD if n % 2 else ()) for n in range(40))
    findings = {
        str(n): Finding(
            (RIGHT if n % 2 else COST,),
            0.5,
            answered=True,
            signals={signal: float(n % 2) for signal in SIGNALS},
        )
        for n in range(39)
    }
    findings["39"] = Finding((), 0.0, answered=False, refused=True)

    found = measure(
        QuestionSet("s", questions), ByRote("mix", findings), 0.4, [], text_of, lambda *_: None
    )

    assert found.cross_validated is not None
    assert sum(b.count for b in found.cross_validated.bins) == 39
    assert found.cross_validated.error < 0.1
    assert sum(b.count for b in found.calibrated.bins) == 40


def test_gold_that_can_t_be_found_is_told() -> None:
    questions = (
        Question("1", "When?", (Gold("bridge", "opened  in\nMay"), Gold("nowhere"))),
        Question("2", "How?", (Gold("bridge", "with a parade"),)),
    )

    assert check_gold(QuestionSet("mine", questions), text_of) == [
        "no article has the id 'nowhere', which is gold",
        "a gold quote of '2' is not in 'bridge'",
    ]


def test_an_index_of_other_articles_is_refused() -> None:
    questions = (Question("1", "When?", (Gold("nowhere"), Gold("elsewhere", "x"))),)

    with pytest.raises(QuestionSetError, match="--articles DIR"):
        check_gold(QuestionSet("mine", questions), text_of)


def test_without_any_gold_there_is_nothing_to_check() -> None:
    assert check_gold(QuestionSet("mine", (Question("1", "When?", ()),)), text_of) == []
