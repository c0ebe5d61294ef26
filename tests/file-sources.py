"""Writes a poll.json with the demo's register and countries as files.

    file-sources.py POLL_JSON FOLDER
"""
import re
import sys
from pathlib import Path

demo = Path(__file__).resolve().parent.parent / "src" / "SyncWorker" / "Demo" / "config" / "poll.json"
text = demo.read_text(encoding="utf-8")
text = text[: text.index("    // JSON by page number.")].rstrip().rstrip(",") + "\n  ]\n}\n"
text = re.sub(r'"url": "https://(register|countries)\.members\.example\.org/(\S+)"', rf'"file": "{sys.argv[2]}\2"', text)
Path(sys.argv[1]).write_text(text, encoding="utf-8")
