"""What all platforms share: the commands, the words, the limits. No SDK and no search engine.

adapter ─▶ Call ─▶ Responder ─▶ rate limit ─▶ Worker (one thread) ─▶ Command ─▶ Archive
adapter ◀─ Reply ◀──────┴── one for each call, errors and refusals included
"""
