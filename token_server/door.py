"""Listening sockets: opened so that workers share evenly, closed so that nobody is turned away.

Where workers share one socket, whoever wakes first may take all who wait: of sixteen connections
one worker was often seen to have sixteen, and the other to do nothing. So each worker has a socket
of its own, and the kernel deals newcomers out among them.

A connection is made before a server accepts it: whoever waits in the queue when the socket is
closed has sent a request that nobody will answer. So newcomers are kept out first, by a filter of
the kernel that drops the first packet of a connection (TCP's SYN without ACK); then the queue is
emptied, and the socket closed after that. Who comes in between is refused when they try again.
"""

import ctypes
import errno
import socket
import struct
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from random import SystemRandom

BACKLOG = 1024
LONGEST_PAUSE = 0.002  # seconds; far longer than it takes to listen
SETTLE = 0.25  # seconds in which a connection that was being made is there, and has said its piece

_ATTACH_FILTER = 26  # SO_ATTACH_FILTER in asm-generic/socket.h; Python does not name it
_LOAD_BYTE, _AND, _IS_EQUAL, _RETURN = 0x30, 0x54, 0x15, 0x06
_FLAGS, _SYN, _SYN_OR_ACK = 13, 0x02, 0x12
_NOTHING, _ALL = 0, 0xFFFFFFFF

_FILTER = (
    (_LOAD_BYTE, 0, 0, _FLAGS),
    (_AND, 0, 0, _SYN_OR_ACK),
    (_IS_EQUAL, 0, 1, _SYN),
    (_RETURN, 0, 0, _NOTHING),
    (_RETURN, 0, 0, _ALL),
)


def listeners(host: str, port: int, count: int) -> list[socket.socket]:
    """Listen on a port, once for each of `count` workers; raise OSError where another does."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    both = host == "::" and socket.has_dualstack_ipv6()  # IPv4 as well, as gunicorn has it
    listen = partial(socket.create_server, family=family, backlog=BACKLOG, dualstack_ipv6=both)
    found = [_alone(partial(listen, (host, port)))]
    if count == 1 or sys.platform != "linux":  # elsewhere all would go to one of them
        return found
    # It listens alone before it shares: two servers that share from the start hear of neither.
    found[0].setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, True)
    address = found[0].getsockname()
    with suppress(OSError):  # not everything that calls itself Linux shares afterwards (gVisor)
        while len(found) < count:
            found.append(listen(address, reuse_port=True))
    return found


def _alone(listen: Callable[[], socket.socket]) -> socket.socket:
    """Listen where nobody else does.

    Of two that start at once, each may find that the other one is about to listen, and neither has
    the port (3 of 120,000 times). So whoever hears that it is taken asks once more, a moment later.
    """
    try:
        return listen()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
    time.sleep(SystemRandom().uniform(0, LONGEST_PAUSE))
    return listen()


def keep_newcomers_out(listener: socket.socket) -> bool:
    """Let in nobody new; say False where the system has no such filter (it is Linux's)."""
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in _FILTER))
    program = struct.pack("HL", len(_FILTER), ctypes.addressof(code))
    try:
        listener.setsockopt(socket.SOL_SOCKET, _ATTACH_FILTER, program)
    except OSError:
        return False
    return True
