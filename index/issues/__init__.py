"""The ledger: which issues of a negotiation the articles show to be open, and on whose word.

    catalogue.toml ─▶ catalogue    the issues, the words that speak of them, the parties
    sentence       ─▶ mentions     which issues it speaks of, and where
                   ─▶ signals      open, settled or neutral, for each of them
                   ─▶ attribution  who says it, or whose stance it tells
                   ─▶ conditions   which issue waits for which other
    all of a build ─▶ judging      Findings, in the generation's `ledger.json` and in the history
    Findings       ─▶ status       Ledger: each issue with its status and the quote that decided it
    two ledgers    ─▶ moves        what changed between two builds, or two dates

Nothing here is our wording but the issues' names: every status rests on a quote.
"""
