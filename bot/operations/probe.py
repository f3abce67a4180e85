"""Asking a running bot whether it is well: `python -m bot --healthy`, as a container does."""

from __future__ import annotations

import http.client
from typing import Final

PATIENCE: Final = 3.0
"""Seconds: a loop that takes longer to say "ok" keeps people waiting too."""

EVERYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - asked, not listened on
"""Addresses that stand for all of a machine's, and the one to ask instead."""


def why_unwell(host: str, port: int, patience: float = PATIENCE) -> str | None:
    """What is wrong with the bot whose METRICS_HOST and METRICS_PORT these are; None if it is well.

    It is asked directly, whatever proxy the environment names.
    """
    if not port:
        return "METRICS_PORT is not set, so there is nobody to ask; set it in .env"
    connection = http.client.HTTPConnection(EVERYWHERE.get(host, host), port, timeout=patience)
    try:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        said = answer.read(1_000).decode(errors="replace").strip()
    except TimeoutError:
        return f"there was no answer on port {port} within {patience:g} seconds"
    except (OSError, UnicodeError, http.client.HTTPException) as exc:
        return f"nobody answers on port {port} ({str(exc) or type(exc).__name__})"
    finally:
        connection.close()
    return None if answer.status == http.client.OK else said or f"it answers {answer.status}"
