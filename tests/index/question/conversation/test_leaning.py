"""Which questions lean on those asked before them, and how."""

from __future__ import annotations

import pytest

from index.question.conversation.leaning import (
    MOST_WORDS,
    Leaning,
    Manner,
    acknowledges,
    find_leaning,
)
from index.question.conversation.topics import find_topics
from index.question.conversation.understanding import in_conversation
from index.question.conversation.wording import read_words
from index.terms import stems


def leaning(question: str, earlier: str = "") -> Leaning | None:
    words = read_words(question)
    return find_leaning(question, words, find_topics(question, words), frozenset(stems(earlier)))


def manner(question: str, earlier: str = "") -> Manner | None:
    found = leaning(question, earlier)
    return found.manner if found else None


@pytest.mark.parametrize(
    "question",
    [
        "What is holding it up?",
        "When does it open?",
        "Who runs it?",
        "Has it been sold?",
        "Why did the mayor close it?",
        "why did leeds reject it",
        "What does Hull say about cruise ships in it?",
        "Can they stop that?",
        "What do they want?",
        "How many of them were hurt?",
        "Who pays them?",
        "Did he resign?",
        "What did she promise the dockers?",
        "Has her plan been approved?",
        "What is his job?",
        "Where does his brother live?",
        "What are their demands?",
        "What happened there?",
        "Who else was there?",
        "Who lives there now?",
        "Is anyone still there?",
        "How long did they stay there?",
        "Who made that estimate?",
        "Who said that?",
        "Is that true?",
        "Why is that?",
        "What does that mean for the fishermen of Whitby?",
        "Does that include ferries?",
        "When will that happen?",
        "Did Leeds reject that offer?",
        "Which company made that offer?",
        "Who accepted that deal?",
        "What came of those talks?",
        "Who took part in these negotiations?",
        "When did this start?",
        "Is this legal?",
        "Who is behind this?",
        "What would this cost the town?",
        "Were those men arrested?",
        "and why did it fail",
        "Is it safe?",
        "Is it true?",
        "Is it still closed to lorries?",
        "When is it expected to reopen?",
        "How much does it cost?",
        "How long did it take?",
        "How far is it?",
        "Was it sold to the Danes?",
        "Who found it?",
        "If it fails, who pays?",
        "When it opens, will the price of fish fall?",
        "Why does the union oppose it while talks go on?",
        "What does the mayor say about it when reporters ask?",
        "Is the mayor for or against it?",
        "Has the union answered him?",
        "Who told her that the pier was closed?",
        "Do the dockers support them?",
        "Who told you that?",
        "Has the government responded to this?",
        "Did anything come of it?",
    ],
)
def test_a_word_points_outside_of_the_question(question: str) -> None:
    assert manner(question) is Manner.POINTS
    assert manner(question.lower().rstrip("?")) is Manner.POINTS


@pytest.mark.parametrize(
    "question",
    [
        "who said so?",
        "Says who?",
        "Who thinks so?",
        "Why so?",
        "why",
        "Why?",
        "Why not?",
        "when",
        "Since when?",
        "Until when?",
        "Where exactly?",
        "Who?",
        "With whom?",
        "By whom?",
        "And then?",
        "What then?",
        "What next?",
        "How so?",
        "how come",
        "How many?",
        "how much",
        "How many were wounded?",
        "How many wounded?",
        "How many are left?",
        "How many have been hired?",
        "How much was paid?",
        "Who else?",
        "What else?",
        "Anyone else?",
        "Anything else?",
        "Which ones?",
        "Are there others?",
        "Tell me more",
        "But why?",
        "So who won?",
        "And who pays?",
        "And what did Leeds say?",
        "For how long?",
        "On what grounds?",
        "At what price?",
        "Under what conditions?",
        "Did anyone object?",
        "Who objected?",
        "What was the result?",
        "What is the reason?",
        "what was the outcome",
        "Who was responsible?",
        "What happened next?",
        "what's the deadline",
        "Was anyone hurt?",
        "Who won?",
        "Does Leeds want the same?",
        "Would such a deal work?",
        "Which country said it would not?",
        "Does Hull want to?",
        "Did Leeds?",
        "Who did?",
        "What are the others doing?",
        "Which one sank?",
        "What about the other one?",
    ],
)
def test_what_it_is_about_is_left_out(question: str) -> None:
    assert manner(question) is Manner.OMITS
    assert manner(question.upper()) is Manner.OMITS


@pytest.mark.parametrize(
    "question",
    [
        "What about that report?",
        "Any others?",
        "And Denmark?",
        "And the Scottish ferries?",
        "and leeds",
        "What about Leeds?",
        "How about the night trains?",
        "what about in winter",
        "And in December?",
        "or in May?",
        "in December?",
        "Before the strike?",
        "Leeds?",
        "Same for Leeds?",
        "Does the same go for Leeds?",
    ],
)
def test_the_same_is_asked_of_another(question: str) -> None:
    assert manner(question) is Manner.SWAPS


@pytest.mark.parametrize(
    "question",
    [
        "Is there a vaccine campaign?",
        "Are there any ferries to Whitby on Sunday?",
        "Were there any injuries in the Hull fire?",
        "How many lifeboats are there in Whitby?",
        "Has there been a strike at the port of Hull?",
        "Will there be a night train to Leeds?",
        "Why is there a queue at the harbour office?",
        "What time is it?",
        "What day is it today?",
        "Is it true that the pier burned down?",
        "Is it true the pier burned down?",
        "Is it raining in Whitby?",
        "Will it snow in Leeds tomorrow?",
        "How long does it take to cross the Humber by ferry?",
        "How much does it cost to park in Whitby?",
        "Is it safe to swim off Whitby?",
        "Is it legal to fish at night?",
        "What does it take to run a lifeboat?",
        "What does it mean when a ferry lists?",
        "Why is it important to dredge the harbour?",
        "How likely is it that the strike ends?",
        "Was it Leeds that sued the ferry company?",
        "Who was it that burned the pier down?",
        "Does it matter whether the bridge opens in May?",
        "What makes it hard to dredge the harbour?",
        "Who said that the ferry was late?",
        "Did the mayor say that the pier would close?",
        "Which boats carry fish that nobody buys?",
        "Is there a ferry that sails at night?",
        "What is the name of the ship that sank off Whitby?",
        "Did the union deny that its members blocked the gate?",
        "Is the mayor sure that the bridge holds?",
        "Is there evidence that the fire was set?",
        "When did the firm fire the captain that had been drinking?",
        "Who wrote the report that the union rejects?",
        "What happened this week in Whitby?",
        "Which ship sank this year?",
        "How many ferries sailed this morning?",
        "How are the dockers these days?",
        "Why are so many ferries late?",
        "Why was the ferry so late on Sunday?",
        "Who rescued those trapped in the harbour tunnel?",
        "What happened to those who lost boats in the storm?",
        "Which ferries are as old as those of the Danes?",
        "What did Hull say when it closed the pier?",
        "What does Leeds say about its role?",
        "If the bridge opens, who will control it?",
        "What did the union say it would do?",
        "Did the mayor say he would resign?",
        "Which company wants to sell its ferries?",
        "Which mayor resigned after his brother was arrested?",
        "What did the dockers do when they heard of the sale?",
        "Why did the ferry turn back before it reached Whitby?",
        "Who is Ann Lee and what does she do?",
        "What is a lifeboat and how does it work?",
        "Did the strikers get their pay?",
        "How did the town of Whitby get its name?",
        "Why did Ann Lee sell her boats?",
        "Because the bridge is closed, is it guarded?",
        "Despite its losses, did the ferry company buy ships?",
        "When the strike ended, did the dockers get what they wanted?",
        "What do dockers earn?",
        "When does the port of Hull open?",
        "When is Easter?",
        "Who is Ann Lee?",
        "who is lee",
        "What is inflation?",
        "What is NATO?",
        "And what did the bishop say about the harbour wall?",
        "So when did the ferry company buy the Danish ships?",
        "But did the mayor of Leeds sign the treaty?",
        "Also which ships were sold to Denmark?",
        "Then what does the treaty say about fishing at night?",
        "What did the US say about the WHO report?",
        "What is IT doing in schools of Leeds?",
        "Is Hull the same size as Leeds?",
        "Do Hull and Leeds pay the same?",
        "Such storms as that of Whitby",
        "Which of the ferries has its own doctor?",
        "How many people were wounded in the Leeds fire?",
        "How many dockers were hired in May?",
        "How many were killed in the Leeds hotel fire?",
        "Who else attended the Oslo forum of 2024 in January?",
        "Which other towns joined the harbour treaty with Denmark?",
        "Ann Lee",
        "night ferries to whitby",
        "harbour wall",
        "who are you",
        "What can you do?",
        "How does the treaty work?",
        "Why does the union oppose the sale?",
        "Are the dockers still on strike?",
        "Is the bridge open?",
        "Who owns the ferry company?",
        "What is the price of fish in Whitby?",
        "Tell me about the harbour treaty",
        "Explain the dockers' strike",
        "List the ships sold to Denmark",
        "Where is the Humber bridge located now?",
        "Does the mayor think this week's strike will last?",
        "Who makes the rules for ferries?",
        "What is known about the Whitby fire?",
        "whats the latest on the dockers strike",
        "Which city has more ferries?",
        "Is Leeds more expensive than Hull?",
        "Why has it been so hot in Whitby?",
    ],
)
def test_it_stands_alone(question: str) -> None:
    assert leaning(question) is None


def test_the_word_that_points_is_told() -> None:
    found = leaning("Is it true that they sank it?")
    assert found == Leaning(Manner.POINTS, pointer=4)


def test_where_a_fragment_names_what_is_new_is_told() -> None:
    assert leaning("And what about Leeds?") == Leaning(Manner.SWAPS, rest=3)


@pytest.mark.parametrize(
    "question",
    ["Where is the ferry now?", "How much does the ferry cost?", "When did the ferry sink?"],
)
def test_a_thing_named_as_known_leans_only_where_it_was_named_before(question: str) -> None:
    assert manner(question, "Who bought the Danish ferry?") is Manner.OMITS
    assert find_leaning(question, read_words(question), (), frozenset()) in {
        None,
        Leaning(Manner.OMITS),
    }


def test_a_thing_named_before_among_others_does_not_lean() -> None:
    asked = "Which passengers of the Hull ferry fell ill?"
    assert leaning(asked, "Who bought the Danish ferry?") is None


@pytest.mark.parametrize(
    "text", ["ok", "got it, thanks", "that's all", "I see", "that makes sense"]
)
def test_an_acknowledgement_asks_for_nothing(text: str) -> None:
    assert acknowledges(text, read_words(text))
    assert leaning(text) is None


@pytest.mark.parametrize("text", ["ok, why?", "Is that all?", "did it help", "so", "that ferry"])
def test_a_question_is_no_acknowledgement(text: str) -> None:
    assert not acknowledges(text, read_words(text))


def test_a_long_question_stands_alone() -> None:
    words = ["him"] * MOST_WORDS
    assert manner(" ".join(words)) is Manner.POINTS
    assert leaning(" ".join([*words, "him"])) is None


@pytest.mark.parametrize(
    "question",
    [
        "What does Leeds say?",
        "What does Ann Lee think?",
        "What happened in Hull?",
        "How much will the work cost?",
        "How much will reconstruction cost?",
        "Where was the ferry plan signed?",
    ],
)
def test_a_question_with_a_subject_of_its_own_stands_alone(question: str) -> None:
    earlier = "Who welcomed the ferry council in York?"
    assert in_conversation(question, (earlier,)).carried == ()
