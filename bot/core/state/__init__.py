"""What outlives a call and a restart, in one SQLite file: `data/state.sqlite`.

    turns      a question that was answered, or not said, and the one that it leant on
    quoted     the quotes that were shown for it, as places in articles, for its buttons
    messages   which message of which platform shows which turn, for replies to it
    heard      ids of messages and interactions that were accepted, so that none is answered twice
    feedback   what people found not helpful, and why
    notes      single values, such as which commands a platform knows

`store` opens it, `conversations` and `feedback` read and write it through `database`. Turns, heard
and feedback are deleted after a set number of days. No word of an article is kept.
"""
