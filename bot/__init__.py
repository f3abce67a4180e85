"""Chat over the index: settings, the core that turns a `Call` into a `Reply`, and the adapters.

bot.__main__ ─▶ bot.adapters.* ─▶ bot.core ─▶ index
"""
