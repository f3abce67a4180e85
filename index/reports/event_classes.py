"""What is known of the classes of events that `event_words` names: who, which values, which allies.

`COMPETING` lists the events that a value of each kind can belong to.
"""

from __future__ import annotations

from typing import Final

from index.question.asked_for import AnswerKind

COMPETING: Final = {
    AnswerKind.COUNT: frozenset(
        {
            *(
                "open",
                "close",
                "buy",
                "sell",
                "order",
                "deliver",
                "build",
                "repair",
                "hold",
                "bury",
            ),
            *("identify", "test", "question", "quarantine", "search", "visit", "suspend", "fell"),
            *("dismiss", "leave", "eligible", "nominate", "born", "spend", "donate"),
            *("kill", "wound", "hospitalize", "survive", "affect", "arrest", "catch", "kidnap"),
            *(
                "deport",
                "charge",
                "convict",
                "acquit",
                "missing",
                "evacuate",
                "rescue",
                "trap",
                "release",
                "infect",
            ),
            *("vaccinate", "cut jobs", "employ", "hire", "attend", "destroy", "damage"),
            *("lose power", "lose", "win", "vote", "vote against", "abstain", "fire", "intercept"),
            *("cancel", "delay", "recall", "plant", "produce", "export", "import", "register"),
            *("apply", "steal", "recover", "cross", "deploy", "capacity", "walk out"),
        }
    ),
    AnswerKind.AMOUNT: frozenset(
        {
            *("profit", "worth", "insure", "demand", "bid", "rent", "donate", "spend"),
            *("maintain", "repair", "fine", "earn", "budget", "sell", "buy", "pay", "pledge"),
            *("invest", "damage", "build", "deliver", "owe", "lend", "steal", "recover", "lose"),
        }
    ),
    AnswerKind.WHEN: frozenset(
        {
            *("declare", "retire", "submit", "premiere", "crown", "ban", "extradite", "left"),
            *("sign", "adopt", "begin", "end", "open", "close", "launch", "announce", "born"),
            *("bury", "marry", "land", "crash", "find", "leave", "appoint", "dismiss"),
            *(
                "meet",
                "vote",
                "build",
                "kill",
                "arrest",
                "catch",
                "charge",
                "convict",
                "trial",
                "release",
            ),
            *("deploy", "found", "missing", "steal", "sell", "kidnap", "attack"),
        }
    ),
    AnswerKind.WHERE: frozenset(
        {
            *("attack", "premiere", "crown", "retire", "left", "leave", "declare"),
            *("sign", "meet", "born", "build", "move", "launch", "land", "crash"),
            *("find", "bury", "marry", "open", "kill", "arrest", "catch", "deploy", "live"),
            *("missing", "kidnap", "trial", "steal", "produce"),
        }
    ),
}
"""Whatever the question asks about competes too; no other event word claims a value."""

ALLIED: Final = {
    "open": "begin",
    "close": "end",
    "sell": "buy",
    "pay": "buy",
    "lose": "destroy",
    "catch": "arrest",
    "send": "deploy",
    "launch": "fire",
    "recover": "find",
    "left": "leave",
}
"""Events that reporters tell of one thing: a summit opens and begins, what is sold is paid for."""

OF_PEOPLE: Final = frozenset(
    {
        *("trap", "cross", "evacuate", "rescue", "arrest", "release", "missing", "infect"),
        *("vaccinate", "attend", "charge", "kidnap", "deport", "hospitalize", "survive"),
    }
)
"""Events that happen to people only."""

DONE_TO: Final = OF_PEOPLE - {"cross", "attend", "missing", "survive", "evacuate"} | {
    *("kill", "wound", "catch", "destroy", "damage", "hire", "cut jobs", "fire", "intercept"),
    *("steal", "convict", "acquit"),
}
"""Events that somebody brings upon others."""

DEADLY: Final = frozenset({"kill", "wound", "hospitalize", "survive"})
