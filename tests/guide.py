#!/usr/bin/env python3
"""Prints part I of config/huong-dan.md, the part for staff, as a PDF on A4: tests/guide.py OUT.pdf (needs Chromium)."""

import html
import pathlib
import re
import subprocess
import sys
import tempfile

GUIDE = pathlib.Path(__file__).resolve().parent.parent / "config" / "huong-dan.md"
STYLE = """@page{size:A4;margin:14mm 16mm}body{font:10pt/1.4 'Liberation Sans',Arial,sans-serif}h1{font-size:15pt;margin:0 0 6pt}
h2{font-size:12pt}p{margin:0 0 5pt;orphans:3}p:has(+table){break-after:avoid}table{border-collapse:collapse;width:100%;margin:0 0 6pt}tr{break-inside:avoid}
td,th{border:1px solid #999;padding:2pt 5pt;text-align:left;vertical-align:top}pre{background:#f3f4f6;padding:5pt;white-space:pre-wrap;
font:9pt/1.4 'Liberation Mono',monospace;break-inside:avoid}code{font-size:9pt}"""


def inline(text):
    text = html.escape(text, quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text, flags=re.S)
    return re.sub(r"`(.+?)`", r"<code>\1</code>", text)


def table(lines):
    rows = [[inline(cell.strip()) for cell in line.strip("|").split("|")] for line in lines]
    head, body = rows[0], rows[2:]
    cells = lambda row, tag: "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>"
    return "<table>" + cells(head, "th") + "".join(cells(row, "td") for row in body) + "</table>"


def block(text):
    if text.startswith("```"):
        return f"<pre>{html.escape(text.strip('`').strip(), quote=False)}</pre>"
    if text.startswith("|"):
        return table(text.splitlines())
    if heading := re.match(r"(#+) (.*)", text):
        return f"<h{len(heading[1])}>{inline(heading[2])}</h{len(heading[1])}>"
    return f"<p>{inline(text)}</p>"


def main(out):
    staff = GUIDE.read_text(encoding="utf-8").split("\n## II. ")[0]
    body = "".join(block(text) for text in re.split(r"\n{2,}", staff.strip()))
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "guide.html"
        page.write_text(f"<!doctype html><html lang=vi><meta charset=utf-8><style>{STYLE}</style>{body}", encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={out}", page.as_uri()],
            check=True,
            capture_output=True,
        )


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve())
