"""Rows: answers that come wrongly, slowly, in part or not at all."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING, Final

from tests.index.web.pages import story
from tests.index.web.rows import STORY, Row
from tests.index.web.site import HTML

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.index.web.site import Behaviour, Exchange, Headers, Site

_PAGE: Final = story().encode()
_BOMB: Final = gzip.compress(bytes(50_000_000))
_SLOW: Final = "its server takes too long"
_BROKEN: Final = "its server breaks off"
_PACKED: Final = "what its server sends is packed wrongly"
_LARGE: Final = "it is larger than"


def _raw(raw: bytes) -> Callable[[Site], None]:
    """Sends bytes as they are, and ends."""
    return _with(lambda exchange: exchange.send(raw))


def _packed(content: bytes, encoding: str) -> Callable[[Site], None]:
    return lambda site: site.serve(STORY, content, headers={"Content-Encoding": encoding})


def _with(behaviour: Behaviour) -> Callable[[Site], None]:
    return lambda site: site.behave(STORY, behaviour)


def _never(exchange: Exchange) -> None:
    exchange.wait()


def _headed(headers: Headers, body: bytes = _PAGE) -> Callable[[Site], None]:
    return lambda site: site.serve(STORY, body, headers=headers)


def _deflated(content: bytes) -> bytes:
    """Without the two bytes that zlib begins with, as some servers send it."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _dripping_body(exchange: Exchange) -> None:
    exchange.head({"Content-Type": HTML, "Content-Length": str(len(_PAGE))})
    exchange.drip(_PAGE, every=0.05)


def _dripping_chunks(exchange: Exchange) -> None:
    exchange.head({"Content-Type": HTML, "Transfer-Encoding": "chunked"})
    exchange.drip(b"1\r\nx\r\n" * 1_000, every=0.02)


def _dripping_gzip(exchange: Exchange) -> None:
    content = gzip.compress(_PAGE)
    exchange.head({"Content-Type": HTML, "Content-Encoding": "gzip"})
    exchange.drip(content, every=0.05)


def _cut_after(head: Headers, part: bytes) -> Callable[[Exchange], None]:
    def behave(exchange: Exchange) -> None:
        exchange.head(head)
        exchange.send(part)

    return behave


def _reset(exchange: Exchange) -> None:
    exchange.head({"Content-Type": HTML, "Content-Length": str(len(_PAGE))})
    exchange.send(_PAGE[:500])
    exchange.reset()


def _endless(exchange: Exchange) -> None:
    exchange.head({"Content-Type": HTML})
    while exchange.wait(0):
        exchange.send(b"<p>and so on and on</p>" * 1_000)


def _informed(exchange: Exchange) -> None:
    """Answers 103 (Early Hints) without end."""
    while exchange.wait(0.02):
        exchange.send("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")


_SIZED: Final = {"Content-Type": HTML, "Content-Length": str(len(_PAGE))}
_CHUNKED: Final = {"Content-Type": HTML, "Transfer-Encoding": "chunked"}
_CHUNK: Final = f"{len(_PAGE):x}\r\n".encode() + _PAGE + b"\r\n"
_OK: Final = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"

ROWS: Final = (
    Row("it is packed with gzip", _packed(gzip.compress(_PAGE), "gzip")),
    Row("it is packed with gzip by its old name", _packed(gzip.compress(_PAGE), "X-GZip")),
    Row("it is packed with deflate", _packed(zlib.compress(_PAGE), "deflate")),
    Row("it is packed with bare deflate", _packed(_deflated(_PAGE), "deflate")),
    Row("bytes follow what is packed", _packed(gzip.compress(_PAGE) + bytes(9), "gzip")),
    Row("it is a bomb of gzip", _packed(_BOMB, "gzip"), _LARGE, times=1),
    Row("it is a bomb of deflate", _packed(zlib.compress(bytes(50_000_000)), "deflate"), _LARGE),
    Row("it is gzip within gzip", _packed(gzip.compress(_BOMB), "gzip, gzip"), "not asked for"),
    Row("it is gzip within gzip, and says one", _packed(gzip.compress(_BOMB), "gzip"), "binary"),
    Row("it is packed with what nobody asked", _packed(_PAGE, "br"), "not asked for", times=1),
    Row("it says gzip and is not", _packed(_PAGE, "gzip"), _PACKED, times=1),
    Row("its gzip is cut", _packed(gzip.compress(_PAGE)[:-300], "gzip"), _PACKED, times=1),
    Row("its gzip has a wrong sum", _packed(gzip.compress(_PAGE)[:-8] + bytes(8), "gzip"), _PACKED),
    Row("its gzip is empty", _packed(b"", "gzip"), "it is empty"),
    Row("its body drips", _with(_dripping_body), _SLOW, hurries=True),
    Row("its chunks drip", _with(_dripping_chunks), _SLOW, hurries=True),
    Row("its gzip drips", _with(_dripping_gzip), _SLOW, hurries=True),
    Row("its headers drip", _with(lambda it: it.drip(_OK * 9, 0.05)), _SLOW, hurries=True),
    Row("its status line drips", _with(lambda it: it.drip(b"HTTP/1.1 200 OK", 0.1)), _SLOW, True),
    Row("it hints without end", _with(_informed), _SLOW, hurries=True),
    Row("it never answers", _with(_never), _SLOW, hurries=True),
    Row("it never ends", _with(_endless), _LARGE),
    Row("it is cut before the headers", _raw(b""), _BROKEN, times=3),
    Row("it is cut in the headers", _raw(_OK + b"Content-Le"), _BROKEN, times=3),
    Row("it is cut in the body", _with(_cut_after(_SIZED, _PAGE[:-400])), _BROKEN, times=3),
    Row("it is cut in a chunk", _with(_cut_after(_CHUNKED, _CHUNK[:-400])), _BROKEN, times=3),
    Row("it is cut after a chunk", _with(_cut_after(_CHUNKED, _CHUNK)), _BROKEN, times=3),
    Row("it is reset in the body", _with(_reset), _BROKEN, times=3),
    Row("it comes in a chunk", _with(_cut_after(_CHUNKED, _CHUNK + b"0\r\n\r\n")), times=1),
    Row("it ends with the connection", _with(_cut_after({"Content-Type": HTML}, _PAGE))),
    Row("it names too small a length", _raw(_OK + b"Content-Length: 9\r\n\r\n" + _PAGE), "article"),
    Row("it names two lengths", _raw(_OK + b"Content-Length: 9, 10\r\n\r\n" + _PAGE), _BROKEN),
    Row("it names a length below nought", _raw(_OK + b"Content-Length: -1\r\n\r\n"), _BROKEN),
    Row(
        "its chunk has no length", _raw(_OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), _BROKEN
    ),
    Row("it is large and says so", _headed({}, b"<p>" + b"word " * 60_000), _LARGE, times=1),
    Row("it speaks HTTP/0.9", _raw(_PAGE), _BROKEN, times=3),
    Row("its status line is none", _raw(b"HELLO THERE\r\n\r\n"), _BROKEN, times=3),
    Row("its status is 99", _raw(b"HTTP/1.1 99 Balloons\r\n\r\n"), _BROKEN),
    Row("its status is 299", lambda site: site.serve(STORY, _PAGE, status=299)),
    Row("its status is 999", _raw(b"HTTP/1.1 999 Denied\r\n\r\n"), "its server answers 999"),
    Row("its headers are very long", _headed({"X-Long": "x" * 300_000}), _BROKEN),
    Row("its headers are very many", _headed([(f"X-{n}", "y") for n in range(20_000)]), _BROKEN),
    Row("its headers hold any bytes", _headed([("X-Odd", bytes(range(128, 256)))])),
    Row("its header has a null byte", _headed([("X-Odd", b"a\0b")]), _BROKEN),
    Row("its cookies are strange", _headed([("Set-Cookie", "=;;; expires=never; a=\x01b")] * 3)),
    Row("it answers a part unasked", lambda site: site.serve(STORY, _PAGE[:900], 206), "206"),
)
