"""Discord: people ask by mention, reply, direct message, in threads, or with slash commands.

    running ── connects ──▶ client ─┬─ messages   a message ─▶ is it for us? ─▶ Call ─┐
                                    ├─ slash      /ask, /sources … ─▶ Call ───────────┤
                                    └─ buttons    under an answer ─▶ Call ────────────┤
                                                                                      ▼
    Discord ◀── sending ◀── Outgoing ◀── formatter ◀────── Reply ◀─────────────── Responder

`formatter`, and what it is made of (`writing`, `budget`, `escaping`, `limits`), is pure:
values in, `outgoing` values out. Only `sending` makes discord.py's objects of them.
"""
