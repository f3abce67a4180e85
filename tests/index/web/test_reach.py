"""Which addresses belong to the open internet, and which hosts an operator allows."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.web.reach import Reach, hosts_in, is_public, may_connect, why_not

if TYPE_CHECKING:
    from collections.abc import Callable

CLOSED_4: Final = tuple(
    map(
        IPv4Network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
            *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"),
            *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
            *("255.255.255.255/32", "168.63.129.16/32"),
        ),
    )
)
"""IANA's registry of special-purpose addresses, multicast, and what clouds keep for themselves."""

CLOSED_6: Final = tuple(
    map(
        IPv6Network,
        (
            *("::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:2::/48", "2001:db8::/32"),
            *("2001:10::/28", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10"),
            *("fec0::/10", "ff00::/8"),
        ),
    )
)

METADATA: Final = (
    *("169.254.169.254", "169.254.170.2", "169.254.169.253", "fd00:ec2::254", "fe80::a9fe:a9fe"),
    *("100.100.100.200", "192.0.0.192", "168.63.129.16", "fd20:ce::254"),
)
PUBLIC: Final = (
    *("93.184.216.34", "1.1.1.1", "8.8.8.8", "172.32.0.1", "192.169.0.1", "100.128.0.1"),
    *("198.20.0.1", "223.255.255.254", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450::200e"),
    *("2001:4860:4860::8888", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"),
)

_TEREDO_SERVER: Final = int(IPv4Address("65.54.227.120"))


def _mapped(ip: IPv4Address) -> IPv6Address:
    return IPv6Address(0xFFFF << 32 | int(ip))


def _compatible(ip: IPv4Address) -> IPv6Address:
    return IPv6Address(int(ip))


def _nat64(ip: IPv4Address) -> IPv6Address:
    return IPv6Address(int(IPv6Address("64:ff9b::")) | int(ip))


def _sixtofour(ip: IPv4Address) -> IPv6Address:
    return IPv6Address(0x2002 << 112 | int(ip) << 80 | 1)


def _teredo_client(ip: IPv4Address) -> IPv6Address:
    return IPv6Address(0x20010000 << 96 | _TEREDO_SERVER << 64 | (int(ip) ^ 0xFFFF_FFFF))


def _teredo_server(ip: IPv4Address) -> IPv6Address:
    return IPv6Address(0x20010000 << 96 | int(ip) << 64 | 0x1234)


WRAPPED: Final = (_mapped, _compatible, _nat64, _sixtofour, _teredo_client, _teredo_server)

closed_4 = st.sampled_from(CLOSED_4).flatmap(lambda net: st.ip_addresses(network=net))
closed_6 = st.sampled_from(CLOSED_6).flatmap(lambda net: st.ip_addresses(network=net))


@given(closed_4)
def test_no_closed_address_of_ipv4_is_public(ip: IPv4Address) -> None:
    assert not is_public(ip)
    assert not may_connect(str(ip), Reach())


@given(closed_4, st.sampled_from(WRAPPED))
def test_no_closed_address_is_public_within_one_of_ipv6(
    ip: IPv4Address, wrap: Callable[[IPv4Address], IPv6Address]
) -> None:
    assert not is_public(wrap(ip))
    assert not may_connect(str(wrap(ip)), Reach())


@given(closed_6)
def test_no_closed_address_of_ipv6_is_public(ip: IPv6Address) -> None:
    assert not is_public(ip)


@given(st.ip_addresses(v=6).filter(lambda ip: not ip.is_global or ip.is_multicast))
def test_what_python_calls_closed_is_never_public(ip: IPv6Address) -> None:
    assert not is_public(ip) or (ip.ipv4_mapped is not None and is_public(ip.ipv4_mapped))


@given(st.ip_addresses(v=4))
def test_a_translated_address_is_as_public_as_the_one_within(ip: IPv4Address) -> None:
    assert is_public(_nat64(ip)) == is_public(_mapped(ip)) == is_public(ip)


@given(closed_4 | closed_6)
def test_the_allowance_for_tests_is_loopback_alone(ip: IPv4Address | IPv6Address) -> None:
    assert may_connect(str(ip), Reach(loopback=True)) == ip.is_loopback


@pytest.mark.parametrize("address", METADATA)
def test_the_metadata_of_a_cloud_is_out_of_reach(address: str) -> None:
    assert not may_connect(address, Reach())
    assert not may_connect(address, Reach(loopback=True))


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_internet_is_within_reach(address: str) -> None:
    assert is_public(ip_address(address))
    assert may_connect(address, Reach())


@pytest.mark.parametrize("address", ["fe80::1%eth0", "fe80::1%25eth0", "::1%lo"])
def test_a_zone_opens_nothing(address: str) -> None:
    assert not may_connect(address, Reach())


def test_a_host_stands_for_its_subdomains_and_no_others() -> None:
    reach = Reach(denied=frozenset({"gull.example"}))
    assert why_not("gull.example", reach)
    assert why_not("WWW.Gull.Example.", reach)
    assert why_not("a.b.gull.example", reach)
    assert why_not("seagull.example", reach) is None
    assert why_not("gull.example.org", reach) is None
    assert why_not("example", reach) is None


def test_allowed_hosts_leave_out_all_others_and_denied_ones_among_them() -> None:
    reach = Reach(allowed=frozenset({"example"}), denied=frozenset({"gull.example"}))
    assert why_not("tern.example", reach) is None
    assert why_not("www.gull.example", reach) == "DENY_HOSTS rules out www.gull.example"
    assert why_not("example.org", reach) == "example.org is none of ALLOW_HOSTS"


def test_hosts_are_read_as_people_write_them() -> None:
    assert hosts_in(" Gull.Example , ,tern.example.,") == {"gull.example", "tern.example"}
    assert hosts_in("") == frozenset()
    assert hosts_in("Möwe.example") == hosts_in("xn--mwe-sna.example") == {"xn--mwe-sna.example"}


@pytest.mark.parametrize(
    "written", ["https://gull.example", "a b", "a/b", "*.example", "a..b", "[::1]"]
)
def test_what_is_no_host_is_named(written: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        hosts_in(f"gull.example,{written}")
