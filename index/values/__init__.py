"""The values that a text gives: quantities, days, names and places, each with its span.

    text ─▶ quantities   numbers, sums of money, shares, as ranges
         ─▶ days         dates as far as they are told
         ─▶ names        capitalised names
         ─▶ places       where something is said to be

All of them read plain text by its wording, with general English only. Used to see whether a
sentence holds the kind of answer asked for, and whether two articles give the same value.
"""
