#!/usr/bin/env python3
"""A mail server on a free port of this machine: takes every mail and writes its Message-ID and recipient into a file before it answers.
Prints its port. Argument: the file."""

import asyncio
import email
import sys

from aiosmtpd.smtp import SMTP


class Listing:
    def __init__(self, path):
        self.file = open(path, "a", encoding="utf-8", buffering=1)

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content)
        self.file.write(f"{message['Message-ID']}\t{envelope.rcpt_tos[0]}\n")
        return "250 OK"


async def main():
    listing = Listing(sys.argv[1])
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(listing, hostname="localhost"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
