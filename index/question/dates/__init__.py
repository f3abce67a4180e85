"""Which days of publication a question, or an option beside it, asks for.

    question ─▶ patterns, phrases   where it tells dates, and in which manner (manner, tenses)
             ─▶ words               which of these choose articles ─▶ TimeWish (search_text)
    options  ─▶ options             ─▶ TimeChoice
    both     ─▶ periods             days of publication, and whether an article's date is among them

`day_ranges` reads dates; it alone imports dateparser.
"""
