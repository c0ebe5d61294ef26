#!/usr/bin/env python3
"""Serves the sample sources of src/SyncWorker/Demo/samples as their manifest says, one port a source, like Demo/SampleServer.cs.
A source of the demo's config that the manifest does not name is one file of the samples.

For tests that run the Windows build: it asks over real HTTP, and the answers come from outside of Wine.
Prints a line "name address" for each source, then "ready"; ends with its standard input. While the file given as argument
exists, source a answers only after the seconds that stand in it: for tests that stop a stage in the middle.
"""
import hashlib
import http.server
import json
import pathlib
import re
import sys
import threading
import time
import urllib.parse


def main(samples: pathlib.Path, slow: pathlib.Path) -> None:
    manifest = json.loads((samples / "manifest.json").read_bytes())
    sources = {name.lower(): source["routes"] for name, source in manifest["sources"].items()}
    config = (samples.parent / "config" / "poll.json").read_text("utf-8")
    single = {n: file for n, file in re.findall(r'https://([\w-]+)\.members\.example\.org/([\w.]+)"', config) if n not in sources}
    for name, file in single.items():
        sources[name] = [{"path": f"/{file}", "status": 200, "file": file}]
    for name, routes in sources.items():
        serve(samples, name, routes, slow, name in single)
    print("ready", flush=True)
    sys.stdin.read()


def serve(samples: pathlib.Path, name: str, routes: list, slow: pathlib.Path, is_one_file: bool) -> None:
    asked: dict[int, int] = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if name == "a" and slow.exists():
                time.sleep(float(slow.read_text()))
            url = urllib.parse.urlsplit(self.path)
            query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
            match = next((r for r in routes if r["path"] == url.path and r.get("query", {}) == query), None)
            answer = self.next_answer(match) if match else {"status": 404, "body": {"error": "not found"}}
            file = answer.get("file")
            body = (samples / file).read_bytes() if file else (json.dumps(answer["body"]).encode() if "body" in answer else b"")
            headers = {"Content-Type": "text/csv; charset=utf-8" if file and file.endswith(".csv") else "application/json; charset=utf-8"}
            headers |= {key: value.replace(f"https://{name}.example.org", address) for key, value in answer.get("headers", {}).items() if key != "note"}
            status = answer["status"]
            if is_one_file:
                headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            if "ETag" in headers and headers["ETag"] == self.headers.get("If-None-Match"):
                status, body = 304, b""
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        @staticmethod
        def next_answer(route: dict) -> dict:
            answers = [*route.get("first_answers", []), route]
            asked[id(route)] = asked.get(id(route), 0) + 1
            return answers[min(asked[id(route)], len(answers)) - 1]

        def log_message(self, *_: object) -> None:
            pass

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A client that goes away in the middle is part of the tests."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    address = f"http://127.0.0.1:{server.server_port}"
    print(name, address, flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()


if __name__ == "__main__":
    main(pathlib.Path(__file__).resolve().parent.parent / "src/SyncWorker/Demo/samples", pathlib.Path(sys.argv[1]))
