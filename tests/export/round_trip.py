"""Reads every export of every page back with tools that nobody here wrote.

    python3 -m venv target/venv
    target/venv/bin/pip install bibtexparser pybtex rispy extruct mwparserfromhell PyYAML lxml
    target/venv/bin/python tests/export/round_trip.py --faircopy target/debug/faircopy LIST.jsonl

Each line of LIST.jsonl has `path` (relative to the list, `.gz` or not) and `url`. Prints one line a
difference and a count; the exit code is 1 if there is any.
"""

import argparse
import gzip
import html
import io
import json
import logging
import pathlib
import re
import subprocess
import sys
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

import bibtexparser
import extruct
import lxml.html
import mwparserfromhell
import pybtex.database
import rispy
import yaml

logging.disable(logging.WARNING)

LATEX = {
    "\\textbraceleft{}": "\x01", "\\textbraceright{}": "\x02", "\\textasciitilde{}": "~",
    "\\textasciicircum{}": "^", "\\textbackslash{}": "\x03",
}
# What leaves a field on purpose: controls, bidi overrides and isolates, marks of order.
DROPPED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")


def line(text):
    return DROPPED.sub("", re.sub(r"[ \t\n\r\x0b\x0c\x85\u2028\u2029]+", " ", text or "")).strip(" ")


def tex(text):
    for command, char in LATEX.items():
        text = text.replace(command, char)
    text = re.sub(r"\\([&%$#_])", r"\1", text.replace("{", "").replace("}", ""))
    return text.translate({1: "{", 2: "}", 3: "\\"})


def words(text):
    """Names are compared as a set of words: formats turn them round."""
    return sorted(re.findall(r"\w+", text or ""))


class Page:
    def __init__(self, row, article, run):
        self.name, self.article, self.run, self.faults = row["path"], article, run, []
        self.title = line(article.get("title"))
        self.url = article.get("canonical") or article.get("url")
        skip = {"editor", "translator", "photographer", "illustrator", "publisher"}
        self.authors = [line(a["name"]) for a in article.get("authors", []) if a.get("role") not in skip]

    def same(self, what, got, want):
        if got != want:
            self.faults.append(f"{self.name}: {what}: {got!r} is not {want!r}")

    def names(self, what, got):
        titles = {"dr", "prof", "professor", "med", "h", "c", "rer", "nat", "phil"}
        fold = lambda names: [[w for w in words(name) if w.lower() not in titles] for name in names]
        self.same(what, fold(got), fold(self.authors))

    def bibtex(self, name, text):
        library = bibtexparser.parse_string(text)
        self.same(f"{name} entries", (len(library.entries), len(library.failed_blocks)), (1, 0))
        fields = {f.key: f.value for f in library.entries[0].fields} if library.entries else {}
        self.same(f"{name} title", tex(fields.get("title", "")), self.title)
        entry = next(iter(pybtex.database.parse_string(text, "bibtex").entries.values()))
        # pybtex takes every Unicode space for a plain one.
        self.same(f"{name} title (pybtex)", tex(entry.fields.get("title", "")).split(), self.title.split())
        self.names(f"{name} authors", [tex(str(p)) for p in entry.persons.get("author", [])])
        self.same(f"{name} url", entry.fields.get("url"), web(self.url))
        published = self.article.get("published") or ""
        date = entry.fields.get("year") if name == "bibtex" else entry.fields.get("date")
        self.same(f"{name} date", date, (published[:4] if name == "bibtex" else published[:10]) or None)

    def check(self):
        for name in ("bibtex", "biblatex"):
            self.bibtex(name, self.run(name))
        ris = rispy.load(io.StringIO(self.run("ris")))
        self.same("ris records", len(ris), 1)
        self.same("ris title", ris[0].get("title") or ris[0].get("primary_title") or "", self.title)
        self.names("ris authors", ris[0].get("authors", []))
        # rispy parts an address at its semicolons.
        self.same("ris url", ";".join(ris[0].get("urls", [])) or None, web(self.url))
        [csl] = json.loads(self.run("csl-json"))
        self.same("csl title", csl.get("title", ""), self.title)
        self.names("csl authors", [" ".join(a.values()) for a in csl.get("author", [])])
        self.same("csl url", csl.get("URL"), web(self.url))
        page = self.run("html")
        found = extruct.extract(page, syntaxes=["json-ld", "dublincore"], errors="strict")
        self.same("json-ld objects", len(found["json-ld"]), 1)
        self.same("json-ld title", found["json-ld"][0].get("headline", ""), self.title)
        self.same("json-ld date", found["json-ld"][0].get("datePublished"), self.article.get("published"))
        tree = lxml.html.document_fromstring(page)
        self.same("html title", tree.findtext("head/title") or "", self.title)
        self.same("html scripts", len(tree.xpath("//script[not(@type='application/ld+json')]|//img|//iframe|//form")), 0)
        self.same("html links", [a for a in tree.xpath("//@href") if not re.match("https?:|mailto:", a)], [])
        self.same("dublin core", tree.xpath("//meta[@name='DC.title']/@content"), [self.title] if self.title else [])
        span = lxml.html.fragment_fromstring(self.run("coins"))
        pairs = urllib.parse.parse_qs(span.get("title"))
        self.same("coins title", (pairs.get("rft.atitle") or pairs.get("rft.title") or [""])[0], self.title)
        [cite] = mwparserfromhell.parse(self.run("wiki")).filter_templates()
        wiki = {str(p.name).strip(): html.unescape(str(p.value).strip()) for p in cite.params}
        self.same("wiki title", wiki.get("title", ""), self.title)
        _, front, _ = re.split(r"^---\n", self.run("markdown"), maxsplit=2, flags=re.M)
        front = yaml.safe_load(front)
        self.same("yaml title", front.get("title", ""), self.title)
        self.same("yaml date", str(front.get("published") or ""), (self.article.get("published") or "")[:10])
        self.names("yaml authors", front.get("author", []))
        return self.faults


def web(url):
    return url if url and url.startswith(("http://", "https://")) else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--faircopy", default="target/release/faircopy")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--every", type=int, default=1, help="take every Nth page")
    parser.add_argument("list", type=pathlib.Path)
    options = parser.parse_args()
    rows = [json.loads(text) for text in options.list.open()][:: options.every]

    def one(row):
        data = (options.list.parent / row["path"]).read_bytes()
        data = gzip.decompress(data) if row["path"].endswith(".gz") else data

        def run(name):
            command = [options.faircopy, "article", "--url", row["url"], "--format", name]
            return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()

        try:
            return Page(row, json.loads(run("json")), run).check()
        except Exception as error:  # a tool that refuses our output is a fault of the output
            return [f"{row['path']}: {type(error).__name__}: {error}"]

    with ThreadPoolExecutor(options.jobs) as pool:
        faults = [fault for page in pool.map(one, rows) for fault in page]
    print("\n".join(faults))
    print(f"{len(rows)} pages, {len(faults)} differences")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
