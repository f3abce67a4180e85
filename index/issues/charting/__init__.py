"""What a picture of a ledger holds, without drawing it: all of it pure, in pixels and words.

    Ledger ─▶ plan: a Row for each issue with evidence
                ├─ titles     its title, broken into lines
                ├─ lanes      its articles, each a mark, along the dates and beside them
                ├─ timescale  dates of day, month and year precision to pixels
                └─ packing    what would hide each other is set apart
    words      headings, dates, and the picture as plain text
    palette    the colours and shapes of each theme

`index.issues.chart` draws it.
"""
