"""The partners' side: what each source has on each day, and the ways in which it answers badly."""

import collections
import gzip
import http.server
import io
import json
import random
import threading
import time
import urllib.parse
import zipfile

# Taken whole or not at all: nothing of such an answer may be taken.
SICK = ["500", "404", "timeout", "half", "html", "html-as-json", "redirect", "empty", "shrunk", "encoding", "bomb", "huge", "reset",
        "cut-json", "errors", "page-missing", "no-list", "renamed"]
# Rows of an answer that is well otherwise.
ROWS = ["years", "twice"]
FORMATS = {"register": "json", "union-b": "ndjson", "union-c": "csv", "union-d": "excel"}
PAGE = 20

Row = collections.namedtuple("Row", "id name kind country founded email")


def workbook(rows):
    """The smallest .xlsx that says these rows, all cells text."""
    def cell(text):
        return f'<c t="inlineStr"><is><t>{text}</t></is></c>'.replace("&", "&amp;")
    sheet = "".join("<row>" + "".join(cell(value) for value in row) + "</row>" for row in rows)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return out.getvalue()


class Sources:
    """HTTP servers of the four sources; the harness sets rows and sickness of the day."""

    def __init__(self, patience):
        self.patience = patience  # seconds that the worker waits for an answer
        self.rows = {name: [] for name in FORMATS}
        self.sick = {name: None for name in FORMATS}
        self.asked = collections.Counter()
        self.dice = random.Random(0)
        owner = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                try:
                    owner.answer(self)
                except OSError:
                    self.close_connection = True

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                """A client that was killed in the middle."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @staticmethod
    def written(source, row):
        """The row as the source spells it."""
        day = row.founded
        if source == "register":
            return {"id": row.id, "name": row.name, "kind": row.kind, "country": row.country, "founded": day, "email": row.email}
        if source == "union-b":
            return {"code": row.id, "ten": row.name, "founded": day}
        day = "/".join(reversed(day.split("-"))) if day else ""
        return [row.id, row.name, day]

    def answer(self, request):
        url = urllib.parse.urlsplit(request.path)
        source = url.path.strip("/")
        query = dict(urllib.parse.parse_qsl(url.query))
        self.asked[source] += 1
        sick = self.sick.get(source)
        rows = self.rows[source]
        if sick == "empty":
            rows = []
        elif sick == "shrunk":
            rows = rows[: max(1, len(rows) // 10)]
        status, kind, body, headers = self.well(source, rows, query)
        first = query.get("page", "1") == "1"
        if sick == "500" or (sick == "page-missing" and (not first or FORMATS[source] != "json")):
            status, kind, body = 500, "text/plain", b"no"
        elif sick == "404":
            status, kind, body = 404, "text/plain", b"no"
        elif sick == "timeout":
            time.sleep(self.patience + 1)
            request.close_connection = True
            return
        elif sick == "html":
            kind, body = "text/html; charset=utf-8", b"<!doctype html><title>Login</title><form></form>"
        elif sick == "html-as-json":
            body = b"<!doctype html><title>Login</title><form></form>"
        elif sick == "redirect":
            status, body, headers = 302, b"", {"Location": f"http://elsewhere.chaos.test:{self.port}/{source}"}
        elif sick == "encoding":
            body = body.replace("Hội".encode(), b"H\xf4\xff\xfei") if FORMATS[source] != "excel" else body[:200] + b"\xff" * 50 + body[250:]
        elif sick == "bomb":
            body, headers = gzip.compress(b" " * 12_000_000), {"Content-Encoding": "gzip"}
        elif sick == "huge":
            body = body + b" " * 3_000_000
        elif sick == "reset":
            request.close_connection = True
            return
        elif sick == "cut-json":
            body = body[: len(body) * 2 // 3]
        elif sick == "errors" and FORMATS[source] == "json":
            body = json.dumps({"errors": [{"message": "index is being rebuilt"}], "data": [], "pageCount": 1}).encode()
        elif sick in ("no-list", "errors"):
            body = b'{"message":"maintenance"}'
        elif sick == "renamed":
            body = body.replace(b"founded", b"since").replace("Ngày thành lập".encode(), "Ngày lập hội".encode()) if FORMATS[source] != "excel" else workbook([["Số", "Tên hội", "Ngày"], ["1", "2", "3"]])
        request.send_response(status)
        request.send_header("Content-Type", kind)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        if sick == "half":
            request.wfile.write(body[: len(body) // 2])
            request.close_connection = True
            request.connection.close()
            return
        request.wfile.write(body)

    def well(self, source, rows, query):
        told = [self.written(source, row) for row in rows]
        if source == "register":
            page = int(query.get("page", 1))
            pages = max(1, -(-len(told) // PAGE))
            return 200, "application/json; charset=utf-8", json.dumps({"data": told[(page - 1) * PAGE: page * PAGE], "pageCount": pages}, ensure_ascii=False).encode(), {}
        if source == "union-b":
            return 200, "application/x-ndjson", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in told).encode(), {}
        head = [["Mã số", "Tên tổ chức", "Ngày thành lập"]]
        if source == "union-c":
            return 200, "text/csv; charset=utf-8", "".join(";".join(row) + "\r\n" for row in head + told).encode(), {}
        return 200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook(head + told), {}
