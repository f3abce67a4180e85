"""What a question asks for, before anything is searched.

text ─▶ checking        can it be searched for at all?
     ─▶ conversation    what it takes over from the questions before it
     ─▶ dates           which days of publication it names, and whether the newest come first
     ─▶ asked_for       the kind of answer: a number, a day, a place, a name, a reason …
     ─▶ reading         all of this together: a Request, and how it was read
"""
