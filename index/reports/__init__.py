"""Differing reports: what several articles say of one thing, side by side.

    question ─▶ wanted     the kind of value, what is counted, which event, since when, which names
    sentence ─▶ claims     its values of that kind, each with what it counts; or its stance
                 └─ comparing  is it of what was asked?
                    └─ agreeing  which of them say the same? They share a line.
                       └─ differing  the lines, newest first; nothing where all agree

Nothing is put side by side unless who, what, where and since when agree, as far as the wording
tells: a difference that is none is worse than one that is missed.
"""
