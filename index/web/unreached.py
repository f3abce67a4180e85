"""Why no connection came about, in plain words: people need no numbers of the system."""

from __future__ import annotations

import errno
import socket
import ssl
from typing import Final

_NO_NAME: Final = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
_NO_WAY: Final = {
    errno.EADDRNOTAVAIL,
    errno.EHOSTDOWN,
    errno.EHOSTUNREACH,
    errno.ENETDOWN,
    errno.ENETUNREACH,
}


def no_name(error: Exception) -> str:
    """A clause about a server whose name could not be looked up."""
    is_known = not isinstance(error, socket.gaierror) or error.errno not in _NO_NAME
    return "its name can't be looked up" if is_known else "its name isn't known"


def no_connection(error: Exception) -> str:
    """A clause about a server, for an error of connecting that was made of one of the system.

    What was raised by hand says it itself.
    """
    match error.args:
        case (ssl.SSLCertVerificationError() as cause,):
            why = f"its certificate can't be trusted: {cause.verify_message.rstrip('.')}"
        case (ssl.SSLError(),):
            why = "it speaks no TLS that is understood"
        case (ConnectionRefusedError(),):
            why = "it refuses connections"
        case (ConnectionError(),):
            why = "it breaks connections off"
        case (OSError(errno=number),) if number in _NO_WAY:
            why = "no way leads there"
        case (OSError(strerror=str(said)),) if said:
            why = f"{said[0].lower()}{said[1:]}"
        case _:
            why = str(error)
    return why
