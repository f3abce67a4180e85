"""Words that look like pronouns and stand for nothing: the "it" of "Is it true that …?".

Grammar calls them expletives. What the "it" announces comes later in the sentence; without it, as
in "Is it true?", the word does stand for something.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.question.conversation.wording import Word

_BE: Final = r"(?:is|are|was|were|be|been|being)"
_OFTEN: Final = (
    r"(?:(?:not|now|still|so|too|very|really|always|often|ever|even|just|also|likely) )*"
)
_JUDGED: Final = (
    r"(?:true|false|possible|impossible|likely|unlikely|clear|unclear|necessary|important"
    r"|essential|legal|illegal|safe|dangerous|hard|harder|difficult|easy|easier|known|right|wrong"
    r"|fair|unfair|wise|good|bad|better|worse|best|worth|ok|okay|normal|common|usual|allowed"
    r"|forbidden|late|early|time|certain|enough|useful|expensive|cheap|realistic|obvious|sensible"
    r"|a (?:crime|mistake|problem|good|bad)|against the law)"
)
_SAID: Final = (
    r"(?:said|reported|expected|believed|known|thought|hoped|feared|planned|decided|agreed|claimed"
    r"|rumou?red|estimated|confirmed|announced|suggested|argued)"
)
_EMPTY: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # The time and the weather.
        rf"\bwhat (?:time|day|date|month|year|season) {_BE} (it)\b",
        r"\b(it) (?:(?:is|was|be|been|has|have|will|going|to|start|stop|keep|get) )*"
        + _OFTEN
        + r"(?:rain|snow|hail|sunny|windy|foggy|freezing|thunder|(?:hot|cold|warm|dark)\b)",
        # What "it" announces comes later: "is it true that", "how long does it take to".
        rf"\b(it) (?:{_BE} )?{_OFTEN}{_JUDGED} (?:(?:for|of) (?:\w+ ){{1,4}})?"
        r"(?:to|that|whether|if|how|why|when|who|what|where|for)\b",
        rf"\b(it) (?:{_BE} )?{_OFTEN}(?:true|clear|certain|likely) \w",
        rf"\bhow \w+ (?:{_BE}|will|would) (it) (?:be )?(?:to|that|for)\b",
        rf"\b(it) (?:{_BE} )?{_OFTEN}{_SAID} (?:that|whether|how|when|why)\b",
        r"\b(it) (?:takes?|took|taken|costs?|requires?|needs?|matters?|means?|helps?|feels?|looks?"
        r"|sounds?|seems?|appears?|makes? sense|turns? out)\b(?: \w+){0,5}? "
        r"(?:to|that|if|whether|when|like)\b",
        rf"\b{_BE} (it) (?:not |really |only |just )?(?:(?:the|a|an) )?(?:[\w'-]+ ){{0,3}}"
        r"(?:that|who)\b",
        r"\b(?:makes?|made|making|finds?|found|consider\w*|thinks?|thought) (it) (?:\w+ ){1,2}"
        r"(?:to|that|for)\b",
        r"\b(?:makes?|made) (it) (?:to|through|across|home|into|clear)\b",
        # "there is", and turned round.
        rf"\b(there) (?:(?:will|would|may|might|could|should|must|can|has|have|had|to|not|still"
        rf"|now|also|soon|never|ever) )*(?:{_BE}|seems?|appears?|remain\w*|exist\w*)\b",
        rf"\b(?:how many|how much|what|which) (?:\w+ ){{1,6}}?{_BE} (there)\b",
        rf"\b(?:{_BE}|has|have|had|will|would|can|could|should|may|might|must|did|does|do) (there)"
        r" (?!when\b|while\b|on\b|in\b|at\b|with\b|to\b|now\b|today\b|yesterday\b|before\b|after\b"
        r"|during\b|too\b|also\b|as\b|and\b)",
        # Days and other fixed phrases.
        r"\b(this|these) (?:past |last |very |coming )?(?:week|weekend|month|year|morning|afternoon"
        r"|evening|night|summer|winter|spring|autumn|fall|season|quarter|decade|century|days|day"
        r"|january|february|march|april|may|june|july|august|september|october|november|december"
        r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
        r"\b(?:so|now|given|provided|except|assuming|supposing) (that)\b",
        r"\b(that) of\b",
        r"\b(those) (?:who|whom|whose|that|which|of|in|with|without|from|on|at|under|not|still)\b",
    )
)
"""Their only group is the word that stands for nothing."""


def stand_for_nothing(words: Sequence[Word]) -> set[int]:
    """Places of the words that only look like pronouns."""
    line, starts = "", {}
    for i, word in enumerate(words):
        line += " . " if i and words[i - 1].sentence != word.sentence else " "
        starts[len(line)] = i
        line += word.key
    found = (match.start(1) for pattern in _EMPTY for match in pattern.finditer(line))
    return {starts[start] for start in found if start in starts}
