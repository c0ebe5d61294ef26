"""The mailbox of answers, on a real Dovecot, and the people who write into it: what each message is, and what is to become of it."""

import collections
import email
import email.policy
import getpass
import imaplib
import os
import random
import re
import shutil
import subprocess
import time
import urllib.parse

from mailserver import listen

USER, PASSWORD = "answers@example.org", "mật khẩu 2"
LINK = re.compile(r"mailto:[^?\s\"<>]+\?subject=(%5BNV-(OK|KHONG)%20(\d+)\.[^\s\"<>&]+)")

DOVECOT = shutil.which("dovecot", path=os.environ["PATH"] + ":/usr/sbin")  # None where it is not installed

Sent = collections.namedtuple("Sent", "kind outcome")  # as the table inbox calls them


class Mailbox:
    """Started and stopped as the harness wants; without TLS, which loopback alone is allowed."""

    def __init__(self, folder):
        self.folder, self.server = folder, None
        with listen() as free:
            self.port = free.getsockname()[1]
        home = folder / "home"
        home.mkdir(parents=True)
        is_root = os.geteuid() == 0
        if is_root:
            home.chmod(0o777)  # mails are never kept as root
        (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
        own = "" if is_root else f"default_internal_user = {getpass.getuser()}\ndefault_login_user = {getpass.getuser()}"
        (folder / "dovecot.conf").write_text(f"""
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{home}/Maildir
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = static
  args = {"uid=nobody gid=nogroup" if is_root else "uid=" + getpass.getuser()} home={home}
}}
{own}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {self.port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
""")
        self.start()

    def start(self):
        if self.server is None:
            self.server = subprocess.Popen([DOVECOT, "-F", "-c", str(self.folder / "dovecot.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            until = time.monotonic() + 120
            while time.monotonic() < until:
                try:
                    self.login().logout()
                    return
                except (OSError, imaplib.IMAP4.error):
                    time.sleep(0.05)
            raise RuntimeError(f"dovecot does not answer: {(self.folder / 'log').read_text()[-500:]}")

    def stop(self):
        if self.server is not None:
            self.server.terminate()
            self.server.wait()
            self.server = None

    def login(self):
        box = imaplib.IMAP4("127.0.0.1", self.port, timeout=20)
        box._encoding = "utf-8"
        box.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
        return box

    def put(self, messages, at):
        with self.login() as box:
            for message in messages:
                box.append("INBOX", None, imaplib.Time2Internaldate(at.timestamp()), message)

    def waiting(self):
        with self.login() as box:
            return int(box.select("INBOX", readonly=True)[1][0])


class People:
    """Staff who answer the mails of the day before, and whoever else writes to the mailbox."""

    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.seen = 0          # mails of the server's list that were looked at
        self.written = 0
        self.answered = set()  # numbers of the ledger

    def letter(self, sender, subject, text, *head):
        self.written += 1
        message = email.message.EmailMessage(policy=email.policy.SMTP)
        for name, value in (("From", sender), ("To", USER), ("Subject", subject), ("Message-ID", f"<{self.written}.{self.dice.getrandbits(64):x}@example.org>"), *head):
            message[name] = value
        message.set_content(text)
        return message.as_bytes()

    def write(self, taken):
        """Today's letters, each with what is to become of it: a list of (bytes, Sent), and what was answered: (action, reminder)."""
        letters, answers = [], []
        for mail in taken[self.seen:]:
            message = email.message_from_bytes(mail.text, policy=email.policy.default)
            links = {}
            for part in message.walk():
                if part.get_content_type() in ("text/plain", "text/html"):
                    for subject, action, number in LINK.findall(re.sub(r"=\r?\n", "", part.get_content()).replace("&amp;", "&")):
                        links.setdefault((action, int(number)), urllib.parse.unquote(subject))
            for (action, number), subject in sorted(links.items()):
                if number in self.answered or self.dice.random() > 0.06:
                    continue
                self.answered.add(number)
                answers.append((action, number))
                good = self.letter(mail.to, subject, "")
                letters.append((good, Sent("answer", "taken")))
                if self.dice.random() < 0.3:
                    letters.append((good, Sent("repeat", "ignored")))  # the same message once more
                if self.dice.random() < 0.3:
                    letters.append((self.letter("stranger@example.net", subject, ""), Sent("answer", "refused")))
                if self.dice.random() < 0.3:
                    forged = re.sub(r"\.([0-9a-f])([0-9a-f]+)\]", lambda m: f".{int(m[1], 16) ^ 1:x}{m[2]}]", subject)
                    letters.append((self.letter(mail.to, forged, ""), Sent("answer", "refused")))
        self.seen = len(taken)
        if self.dice.random() < 0.3:
            letters.append((self.letter(f"hoi{self.written:05}@example.net", "Trả lời", "Tuần sau chúng tôi gửi."), Sent("reply", "forwarded")))
        if self.dice.random() < 0.3:
            letters.append((self.letter("bcau-01@example.org", "Automatic reply: away", "x", ("Auto-Submitted", "auto-replied")), Sent("automatic", "ignored")))
        if self.dice.random() < 0.2:
            letters.append((f"no header {self.written}\n\nx".encode(), Sent("unreadable", "set-aside")))
        return letters, answers
