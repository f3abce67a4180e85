"""A fetcher for the open internet, and what is set about it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from index.errors import WebSettingError
from index.web.connecting import CheckedTransport
from index.web.fetching import Fetcher
from index.web.manners import A_CONTACT, LONGEST_PAUSE, Manners, contact_in
from index.web.reach import HOSTS, Reach, hosts_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.web.pace import Pace


def open_fetcher(manners: Manners, reach: Reach, pace: Pace | None = None) -> Fetcher:
    """A fetcher that keeps to both, and to a `pace` that others share; close it after use."""
    return Fetcher(manners, reach, CheckedTransport(reach), pace)


def manners_of(env: Mapping[str, str]) -> Manners:
    """What is set of FETCH_CONTACT and FETCH_PAUSE_SECONDS; raises WebSettingError."""
    default = Manners()
    try:
        contact = contact_in(env.get("FETCH_CONTACT", ""))
    except ValueError as exc:
        raise WebSettingError("FETCH_CONTACT", str(exc), A_CONTACT) from exc
    written = env.get("FETCH_PAUSE_SECONDS", "").strip()
    try:
        pause = float(written) if written else default.pause
    except ValueError:
        pause = math.nan
    if not 0.0 <= pause <= LONGEST_PAUSE:
        wanted = f"a number of seconds from 0 to {LONGEST_PAUSE:g}"
        raise WebSettingError("FETCH_PAUSE_SECONDS", written, wanted)
    return Manners(contact=contact, pause=pause)


def reach_of(env: Mapping[str, str]) -> Reach:
    """What is set of ALLOW_HOSTS and DENY_HOSTS; raises WebSettingError."""
    return Reach(_hosts(env, "ALLOW_HOSTS"), _hosts(env, "DENY_HOSTS"))


def _hosts(env: Mapping[str, str], name: str) -> frozenset[str]:
    try:
        return hosts_in(env.get(name, ""))
    except ValueError as exc:
        raise WebSettingError(name, str(exc), HOSTS) from exc
