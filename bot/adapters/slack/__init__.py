"""Slack: people ask by mention, in direct messages, with slash commands, or of a message.

    connection ── events ──▶ app ─┬─ messages    a mention, a direct message ─▶ Call ──┐
                                  ├─ commands    /ask, /issues …, the shortcut ─▶ Call ┤
                                  └─ buttons     buttons, the form ─▶ Call ────────────┤
                                                                                       ▼
    Slack ◀── sending, modals ◀── Outgoing ◀── formatter ◀────── Reply ◀────────── Responder

Each event is acknowledged before anything else is done with it. `formatter`, and what it is made
of (`writing`, `mrkdwn`, `blocks`, `packing`, `limits`), is pure: values in, blocks out.
"""
