"""For whoever runs the bot: what it logs, what it tells over HTTP, and whether it is well.

logs.py ─▶ log lines as text or JSON, by discretion.py without what is nobody's business
metrics.py, health.py ─▶ server.py ─▶ /healthz, /readyz, /metrics ◀─ probe.py
exposure.py ─▶ a .env that others can read
"""
