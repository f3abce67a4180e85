"""How good the answers are: questions with known answers in, figures out.

    files ─▶ QuestionSet ─▶ each question to each System ─▶ Finding
                         ─▶ compared with the gold ─▶ Outcome ─▶ Figures, Reliability ─▶ table, JSON

A System is the search as it ships ("mix"), or a simple means to compare it with: vectors alone,
words alone. Nothing here changes what is measured: a question is asked as a user asks it.
"""
