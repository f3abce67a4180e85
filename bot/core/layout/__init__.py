"""Replies as sheets, which any platform with cards and buttons can show.

    Reply ─▶ answers, ledger, builds, pages ─▶ Sheet ─▶ an adapter ─▶ the platform's messages

A sheet says what stands where, and which words are bold. How bold is written, how much one message
holds and what must be escaped is the adapter's own affair: no text in a sheet is escaped, and none
is cut. The console, which has lines instead of cards, lays out its own.
"""
