"""One adapter a platform. Each hears, makes a `Call`, asks the responder and sends the `Reply`.

Adapters never import each other; what two of them share belongs in `bot.core`.
"""
