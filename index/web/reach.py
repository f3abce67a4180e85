"""Which hosts may be spoken to: those of the open internet, less those an operator rules out.

Whoever may name an address could otherwise have this machine call what only it can reach: its own
services, the network behind the firewall, the cloud's metadata (server-side request forgery).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final, TypeAlias

_HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*")

HOSTS: Final = "hosts such as example.org, with commas between"

IPAddress: TypeAlias = IPv4Address | IPv6Address

_UNICAST: Final = IPv6Network("2000::/3")
"""All that IPv6 hands out to the internet so far (RFC 4291, 2.4; IANA's registry)."""

_NOT_GLOBAL: Final = (
    IPv4Network("192.0.0.0/24"),  # for protocols (RFC 6890); a cloud keeps its metadata there
    IPv4Network("192.88.99.0/24"),  # relays of 6to4, given up (RFC 7526)
    IPv4Network("168.63.129.16/32"),  # looks public; what Azure's machines ask about themselves
    IPv6Network("3fff::/20"),  # for examples (RFC 9637)
)
"""What `is_global` of one Python or another takes for the open internet."""

_TRANSLATED: Final = IPv6Network("64:ff9b::/96")
"""IPv4 behind a translator (NAT64, RFC 6052); its last 32 bits are the address that is reached."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What an operator allows. A host stands for its subdomains too.

    `allowed` empty is every host. `loopback` is for tests, whose servers run on this machine: no
    setting switches it on.
    """

    allowed: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    loopback: bool = False


def hosts_in(written: str) -> frozenset[str]:
    """The hosts of a list with commas between; raises ValueError with the first that is none."""
    hosts = [part.strip().casefold().rstrip(".") for part in written.split(",") if part.strip()]
    return frozenset(map(_as_looked_up, hosts))


def why_not(host: str, reach: Reach) -> str | None:
    """Why a host may not be spoken to, by its name alone, in ASCII; None if it may."""
    name = host.casefold().rstrip(".")
    if _within(name, reach.denied):
        return f"DENY_HOSTS rules out {name}"
    if reach.allowed and not _within(name, reach.allowed):
        return f"{name} is none of ALLOW_HOSTS"
    return None


def may_connect(address: str, reach: Reach) -> bool:
    """Whether a resolved address, such as "93.184.216.34", may be connected to."""
    ip = ip_address(address.partition("%")[0])
    return is_public(ip) or (reach.loopback and ip.is_loopback)


def is_public(ip: IPAddress) -> bool:
    """Whether an address belongs to the open internet, and so does every IPv4 address within it."""
    if any(ip in network for network in _NOT_GLOBAL):
        return False
    if isinstance(ip, IPv4Address):
        return ip.is_global and not ip.is_multicast
    inner = _inner(ip)
    if inner:
        return all(map(is_public, inner)) and (ip.ipv4_mapped is not None or ip in _TRANSLATED)
    return ip in _UNICAST and ip.is_global and not ip.is_multicast


def _inner(ip: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that a packet to `ip` may end up at; () for plain IPv6."""
    if ip in _TRANSLATED:
        return (IPv4Address(int(ip) & 0xFFFF_FFFF),)
    return tuple(one for one in (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())) if one)


def _as_looked_up(host: str) -> str:
    """A host in the letters of the name system: "xn--mnchen-3ya.de"; raises ValueError."""
    if not _HOST.fullmatch(host):
        raise ValueError(host)
    if host.isascii():
        return host
    import httpx  # noqa: PLC0415  (0.2 s, as the settings are read; hardly any host needs it)

    try:
        return httpx.URL(f"http://{host}").raw_host.decode("ascii")
    except httpx.InvalidURL as exc:
        raise ValueError(host) from exc


def _within(name: str, hosts: frozenset[str]) -> bool:
    return any(name == host or name.endswith(f".{host}") for host in hosts)
