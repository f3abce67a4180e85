"""Which issue waits for which other, and sentences that only look as if one did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.issues.conditions import find_conditions
from tests.index.issues.marked import unmarked


@pytest.mark.parametrize(
    "marked",
    [
        "The [a:return of prisoners] is conditional on the [b:opening of the bridge].",
        "[a:Reconstruction] is conditioned on [b:disarmament], the donors said.",
        "Ministers made [a:the reopening] conditional on [b:the return of the body].",
        "[a:The mission] is contingent on [b:a mandate].",
        "[a:The loan] is dependent on [b:reform].",
        "[a:The mission] is conditional upon [b:a mandate].",
        "[a:The loan] is being tied to [b:reform].",
        "[a:The reopening] has been linked to [b:the return of the body].",
        "[b:Disarmament] is a precondition for [a:reconstruction].",
        "Ministers made [b:the return of the body] a condition for [a:the reopening].",
        "There will be no [a:reconstruction] without [b:disarmament].",
        "Only after [b:the bodies] are back will [a:the crossing] open.",
        "They agreed to [a:a pullback], but only after [b:the prisoners] are freed.",
        "[a:The deal] depends on [b:the border], diplomats say.",
        "The opening of [a:the gate] depended upon [b:the return of the body].",
        "[a:The second stage] hinges on [b:the search for the missing].",
        "Kyiv will not discuss [a:the border] until [b:a ceasefire] holds.",
        "There will be no [a:withdrawal] until the militia is [b:disarmed].",
        "[a:The crossing] won't open, he said, until [b:the body] is back.",
        "The donors, who promised [a:money], will wait until [b:a government] is formed.",
        "[a:The summit] was put off until [b:the border] is marked.",
        "Until [b:the bodies] are back, [a:the crossing] stays shut, ministers say.",
        "“Until [b:the dam] is full, [a:the turbines] stand still,” he said.",
        "Unless [b:the militia disarms], the army will not [a:pull back], officials warn.",
        "[a:The pullout] will not begin unless [b:the weapons] are stored.",
        "The army will not [a:leave] unless and until [b:the tunnels] are destroyed.",
        "[a:The crossing] will open only after [b:the last body] is returned.",
        "[a:The border] may be marked only after [b:the hostages], living and dead, are home.",
        "Rebels would [a:leave the city] only once [b:observers] are in place.",
        "[a:Aid] can flow only if [b:the road] is safe, the agency said.",
        "[a:Elections] will be held provided that [b:the truce] holds.",
        "“We will not [a:disarm] as long as [b:the occupation] lasts,” the group said.",
        "[a:The transfer] is on hold pending [b:a court ruling].",
        "Observers must [b:deploy] before [a:any vote], the opposition insists.",
        "The government insists on [b:disarmament] before [a:talks].",
        "[b:The prisoners] have to be freed prior to [a:the talks].",
        "Moscow demands [b:neutrality] before [a:a truce].",
        "There can be no [a:talks] before [b:a pullback].",
        "The rebels refuse [a:talks] before [b:a pullback].",
        "No [a:election] ahead of [b:a census], the premier said.",
        "[a:Rebuilding] won’t start before [b:the mines] are cleared.",
        "Baku linked [a:the treaty] to [b:a change of the constitution].",
        "By tying [a:the loan] to [b:reform], the bank angered Kell.",
        "Donors are linking [a:the money] with [b:reforms].",
        "The army offered [a:a pullback] in exchange for [b:the prisoners].",
        "The rebels would give [a:hostages] in return for [b:fuel].",
    ],
)
def test_one_issue_waits_for_the_other(marked: str) -> None:
    assert find_conditions(*unmarked(marked)) == [("a", "b")]


@pytest.mark.parametrize(
    ("marked", "pairs"),
    [
        (
            "[a:The mission] is contingent on [b:a mandate], [c:a truce] and [d:money].",
            ["ab", "ac", "ad"],
        ),
        (
            "The bank is conditioning [a:the loan] on [b:reform], [c:a vote] and [d:a census].",
            ["ab", "ac", "ad"],
        ),
        (
            "They stay in [a:the valley] so long as [b:the rebels] hold [c:the dam].",
            ["ab", "ac"],
        ),
        # What the joining word follows is what waits, not all that stands before it.
        ("[c:Aid] arrived, while [a:the crossing] is shut until [b:the body] is back.", ["ab"]),
        ("No [c:date] and no [a:mandate] until [b:the truce] holds.", ["ab"]),
        ("[a:The gate] is shut until [b:the body] is back, but [c:aid] arrives.", ["ab"]),
        ("[a:The gate] is shut until [b:the body] is back, [c:aid] arrives.", ["ab"]),
        ("Until [b:the truce] holds, [a:aid] waits, and [c:money] too.", ["ab"]),
        ("Baku has tied [a:the treaty] to [b:the road] and to [c:the maps].", ["ab", "ac"]),
        ("[a:The crossing] opens only after [a:the crossing] is cleared.", []),
    ],
)
def test_lists_and_what_stands_around(marked: str, pairs: list[str]) -> None:
    assert find_conditions(*unmarked(marked)) == [(pair[0], pair[1]) for pair in pairs]


@pytest.mark.parametrize(
    "marked",
    [
        "Before [a:the truce], [b:the road] was shelled daily.",
        "[a:The road] was closed before [b:the truce].",
        "[a:The dam] was built before [b:the war].",
        "[a:The swap] took place a day before [b:the truce] began.",
        "Ministers met before dawn to discuss [a:the truce] and [b:the dam].",
        "He must go home before [a:the talks] on [b:the dam].",
        "They discussed [a:the border] and [b:the prisoners].",
        "[a:The talks] covered [b:the dam].",
        "[a:Aid] rose after [b:the truce] began.",
        "After [a:the swap], [b:the crossing] opened.",
        "Once [a:the dam] is full, [b:the turbines] will turn.",
        "The envoy tied a ribbon at [a:the bridge] after [b:the talks].",
        "The talks went on until midnight, and [a:the truce] and [b:the swap] were signed.",
        "[a:The aid] and [b:the talks] were cut off until further notice.",
        "Until 1994 [a:the enclave] was ruled from Baku, and [b:the corridor] was a railway.",
        "[a:The road] was open until March, when [b:the siege] began.",
        "The accord first names [a:the dam], then [b:the border].",
        "Unless it rains, [a:the dam] and [b:the canal] will be empty.",
        "There was no [a:aid] and no [b:truce].",
        "The road that links [a:the bridge] to [b:the port] is shut.",
        "Under harsh conditions [a:the prisoners] walked to [b:the crossing].",
        "As long as [b:the siege] lasts nobody talks, he said; [a:the vote] is off.",
        "The tie between [a:the dam] and [b:the canal] is old.",
        "[a:The bridge] depends, as all know, from [b:the cliff].",
        "An exchange for [a:prisoners] followed [b:the truce].",
        "[a:Aid] arrives; the road is shut until [b:the truce] holds.",
    ],
)
def test_a_sentence_that_only_looks_so_is_no_condition(marked: str) -> None:
    assert find_conditions(*unmarked(marked)) == []


def test_an_issue_waits_once_however_often_it_is_named() -> None:
    marked = "No [a:talks], no [a:parley] until [b:the truce], [b:the lull], holds until [b:May]."
    assert find_conditions(*unmarked(marked)) == [("a", "b")]


def test_words_that_join_need_issues_on_both_sides() -> None:
    for marked in ("[a:The gate] is shut until May.", "Until May [a:the gate] is shut.", "Until."):
        assert find_conditions(*unmarked(marked)) == []


PIECES = st.sampled_from(
    [
        *("[a:dam]", "[b:gate]", "[c:truce]", "[a:dams]", "until", "Unless", "only after", "no"),
        *("before", "must", "linked", "to", "on", "with", "in exchange for", "hinges on", "that"),
        *(",", ";", "—", "(", "“", "but", "and", "will", "not", "\n", "é", "😀", "conditions"),
    ]
)


@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_any_sentence_gives_pairs_of_its_issues_each_once(marked: str) -> None:
    text, mentions = unmarked(marked)
    issues = {issue for issue, _ in mentions}

    pairs = find_conditions(text, mentions)

    assert len(set(pairs)) == len(pairs)
    for one, other in pairs:
        assert one != other
        assert {one, other} <= issues
    assert sorted(find_conditions(text, mentions[::-1])) == sorted(pairs)


@given(st.text(max_size=60))
def test_without_issues_there_is_no_condition(text: str) -> None:
    assert find_conditions(text, []) == []
