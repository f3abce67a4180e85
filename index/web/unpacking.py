"""What servers pack (RFC 9110, 8.4), unpacked a little at a time.

httpx unpacks each piece that comes all at once, to a thousand times its size, and takes what ends
too early for the whole.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PACKINGS: Final = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
"""One at a time: two of them, one in the other, blow a few bytes up without end."""

_PLAIN: Final = frozenset({"", "identity"})
_AT_ONCE: Final = 262_144  # bytes


class PackedWronglyError(Exception):
    """It can't be unpacked, or not to its end."""


def unpacked(pieces: Iterable[bytes], packing: str) -> Iterator[bytes]:
    """Unpack what comes; `packing` is one of PACKINGS. Raises PackedWronglyError.

    What comes after the end of what was packed is passed over, as browsers do.
    """
    if packing in _PLAIN:
        yield from pieces
        return
    unpacker = None
    try:
        for piece in pieces:
            unpacker = unpacker or zlib.decompressobj(_window(packing, piece))
            rest = piece
            while rest and not unpacker.eof:
                yield unpacker.decompress(rest, _AT_ONCE)
                rest = unpacker.unconsumed_tail
        if unpacker is not None:
            yield unpacker.flush()
    except zlib.error as exc:
        raise PackedWronglyError(str(exc)) from exc
    if unpacker is not None and not unpacker.eof:
        raise PackedWronglyError("it ends too early")


def _window(packing: str, begins: bytes) -> int:
    """What zlib is to expect; some servers send "deflate" without zlib's own first two bytes."""
    if packing != "deflate":
        return 16 + zlib.MAX_WBITS
    has_header = bool(begins) and begins[0] & 0x0F == zlib.DEFLATED
    return zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS
