"""A mail server that knows what it took: every message is written down before its answer leaves, and it can be ill in many ways."""

import base64
import collections
import random
import re
import socket
import threading
import time

Taken = collections.namedtuple("Taken", "day message_id to text at")
MODES = ["well", "away", "slow", "some-4xx", "some-5xx", "all-4xx", "cut-after-data", "cut-before-answer", "login", "greylist", "drops"]


def listen(port=None):
    """Below the ports that the system gives to connections: one of them could take the port while the server is away."""
    if port:
        return socket.create_server(("127.0.0.1", port), backlog=50)
    while True:
        try:
            return socket.create_server(("127.0.0.1", random.SystemRandom().randrange(10000, 12000)), backlog=50)
        except OSError:
            pass  # another program has it


class MailServer:
    def __init__(self, user=None, password=None):
        self.mode = "well"
        self.day = None
        self.taken = []          # Taken, in order
        self.refused = []        # (message id or None, recipient)
        self.unanswered = set()  # message ids that were taken and not told
        self.seen = set()
        self.dice = random.Random(0)
        self.login = base64.b64encode(f"\0{user}\0{password}".encode()).decode() if user else None
        self.gate = threading.Lock()
        self.listener = None
        self.port = None
        self.sessions = set()
        self.open()

    def open(self):
        if self.listener is None:
            self.listener = listen(self.port)
            self.port = self.listener.getsockname()[1]
            threading.Thread(target=self.accept, args=(self.listener,), daemon=True).start()

    def close(self):
        if self.listener is not None:
            listener, self.listener = self.listener, None
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()

    def set_mode(self, mode, day, seed):
        with self.gate:
            self.mode, self.day, self.dice = mode, day, random.Random(seed)
        self.close() if mode == "away" else self.open()

    def accept(self, listener):
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def chance(self, percent):
        with self.gate:
            return self.dice.randrange(100) < percent

    def serve(self, client):
        try:
            client.settimeout(60)
            self.session(client, client.makefile("rb"))
        except (OSError, EOFError, ValueError):
            pass
        finally:
            client.close()

    def session(self, client, lines):
        def say(text):
            client.sendall(text.encode() + b"\r\n")

        mode = self.mode
        if mode == "drops" and self.chance(50):
            return
        say("220 chaos ESMTP")
        to = []
        while True:
            line = lines.readline(2000)
            if not line:
                return
            verb = line[:4].upper()
            if mode == "slow":
                time.sleep(0.05)
            if verb == b"EHLO":
                say("250-chaos\r\n250-8BITMIME\r\n250-SMTPUTF8" + ("\r\n250-AUTH PLAIN" if self.login else "") + "\r\n250 SIZE 10000000")
            elif verb == b"AUTH":
                words = line.decode().split()
                answer = words[2] if len(words) > 2 else None
                if answer is None:
                    say("334 ")
                    answer = lines.readline(2000).decode().strip()
                if mode == "login" or answer != self.login:
                    say("535 5.7.8 Authentication failed")
                else:
                    say("235 2.7.0 OK")
            elif verb == b"MAIL":
                to = []
                say("451 4.3.0 try later" if mode == "all-4xx" else "250 OK")
            elif verb == b"RCPT":
                address = re.search(rb"<([^>]*)>", line).group(1).decode()
                if mode == "some-4xx" and self.chance(30):
                    say("450 4.2.1 mailbox busy")
                elif mode == "greylist" and address not in self.seen:
                    self.seen.add(address)
                    say("451 4.7.1 greylisted")
                elif mode == "some-5xx" and self.chance(15):
                    self.refused.append(address)
                    say("550 5.1.1 no such user")
                else:
                    to.append(address)
                    say("250 OK")
            elif verb == b"DATA":
                if not to:
                    say("503 5.5.1 no recipient")
                elif not self.take(say, lines, to, mode):
                    return
            elif verb == b"QUIT":
                say("221 bye")
                return
            else:
                say("250 OK")

    def take(self, say, lines, to, mode):
        """Reads the message and takes it or not; false ends the session."""
        say("354 go on")
        if mode == "cut-after-data" and self.chance(30):
            return False
        text = b""
        while True:
            line = lines.readline(100_000)
            if not line:
                return False
            if line in (b".\r\n", b".\n"):
                break
            text += line[1:] if line.startswith(b".") else line
        if mode == "cut-after-data" and self.chance(30):
            return False  # not taken, and nobody told
        if mode == "some-4xx" and self.chance(20):
            say("452 4.3.1 no space")
            return True
        found = re.search(rb"^Message-ID:\s*(<[^>]*>)", text, re.I | re.M)
        message = found.group(1).decode() if found else None
        with self.gate:
            self.taken += [Taken(self.day, message, address, text, time.monotonic()) for address in to]
        if mode == "cut-before-answer" and self.chance(40):
            self.unanswered.add(message)
            return False  # taken, and nobody told
        say("250 2.0.0 taken")
        return True
