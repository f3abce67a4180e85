"""What a question takes over from those asked before it, decided by its wording alone.

question ─▶ wording      its words, clauses and what kind of word each may be (word_lists)
─▶ leaning      does it lean on what was asked before, and how
├─ pointing    a pronoun that points out of the question (expletives do not)
└─ topics      what a question is about (phrases)
─▶ understanding    the text to search for, and the phrases carried over
"""
