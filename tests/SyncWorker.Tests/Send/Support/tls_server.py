"""aiosmtpd with TLS and XOAUTH2: arguments are port, folder, tls or starttls, certificate, key, the token that it accepts, and
the certificate that a client must show, if any."""
import base64
import itertools
import ssl
import sys
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

port, folder, security, certificate, key, token, *client = sys.argv[1:]
numbers = itertools.count(1)


class Keeper:
    async def auth_XOAUTH2(self, server, args):
        words = base64.b64decode(args[1]).decode().split("\x01")
        user = words[0].removeprefix("user=")
        is_good = words[1] == f"auth=Bearer {token}"
        with open(f"{folder}/log", "a", encoding="utf-8") as log:
            print("XOAUTH2", user, is_good, file=log)
        return AuthResult(success=is_good, auth_data=user, handled=False, message=None if is_good else "535 5.7.3 Authentication unsuccessful")

    async def handle_DATA(self, server, session, envelope):
        with open(f"{folder}/{next(numbers)}.eml", "wb") as mail:
            mail.write(envelope.content)
        return "250 2.0.0 kept"


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
if client:
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(client[0])
options = {"ssl_context": context} if security == "tls" else {"tls_context": context, "require_starttls": True}


class Server(Controller):
    def _trigger_server(self):
        pass  # the program under test is the first client


Server(Keeper(), hostname="127.0.0.1", port=int(port), auth_required=True, auth_require_tls=security != "tls", **options).start()
threading.Event().wait()
