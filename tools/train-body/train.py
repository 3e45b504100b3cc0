#!/usr/bin/env python3
"""train.py TRUTH.jsonl [--first-last TRUTH.jsonl] : learns src/body/words/{first,second}.card

Needs numpy and lightgbm, and `cargo build --release` in this folder. Boosted stumps, each a
question about one number, are added up to points per range, so that a card can be read line by
line. Rows are labelled by the words that a page's truth shares with each block.

Halves: sha1 of the registrable host, as an integer; even = development, odd = held back. Only
development pages are learned from. The second card is learned from the first look of pages that
its first card had not seen (five folds, sha1 of host + "x").
"""
import argparse, hashlib, json, os, re, subprocess, tempfile
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import urlsplit
import lightgbm, numpy as np

HERE = Path(__file__).parent
WORD, SPACE = re.compile(r"\w+"), re.compile(r"\s+")
SECOND_LEVEL = {"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "gob", "gv"}
# Where a block stands in the page says much of the pages at hand and little of others: without
# these columns pages that were not learned from come out better.
PLACE = ["page_before", "root_before", "to_first", "from_last", "from_title", "since_heading"]
NOT_SECOND = ("seen:", "box", "before_first", "after_last")


def host(url):
    p = (urlsplit(url if "//" in url else "//" + url).hostname or url).split(".")
    return ".".join(p[-3:] if len(p) > 2 and p[-2] in SECOND_LEVEL and len(p[-1]) == 2 else p[-2:])


def digest(text): return int(hashlib.sha1(text.encode()).hexdigest(), 16)
def held(url): return digest(host(url)) % 2 == 1
def fold(url): return digest(host(url) + "x") % 5
def grams(words): return [tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3))]


def shares(texts, body):
    """The part of each block that stands in the truth; each word of the truth is used once."""
    left = Counter(grams(WORD.findall(body)))
    lines = Counter(" ".join(WORD.findall(line)) for line in body.split("\n"))
    joined, out = f" {' '.join(WORD.findall(body))} ", []
    for text in texts:
        words = WORD.findall(text)
        short = " ".join(words)
        if len(words) >= 4:
            share = sum(left[g] > 0 for g in grams(words)) / len(grams(words))
            if share >= 0.5: left.subtract(grams(words))
            out.append(share)
        elif words and lines[short] > 0: lines[short] -= 1; out.append(1.0)
        else: out.append(None if words and f" {short} " in joined else 0.0)
    # A few words that stand anywhere in the truth are text if their neighbours are.
    known = [(i, s) for i, s in enumerate(out) if s is not None]
    for i, share in enumerate(out):
        if share is None:
            before = next((s for j, s in reversed(known) if j < i), 0)
            after = next((s for j, s in known if j > i), 0)
            out[i] = float(before >= 0.5 and after >= 0.5)
    return np.array(out)


def labels(page, truth, first_last):
    texts, X, column = page["texts"], page["X"], page["names"].index
    words = np.array([len(WORD.findall(t)) for t in texts], float)
    if not truth.get("body"):
        y = np.full(len(texts), np.nan)
        flat = [SPACE.sub(" ", t) for t in texts]
        for key, value in (("without", 0), ("with", 1)):
            for snippet in truth.get(key, []):
                for i, t in enumerate(flat):
                    if SPACE.sub(" ", snippet) in t: y[i] = value
        return y, np.where(np.isnan(y), 0, 1 / 6)
    y = shares(texts, truth["body"])
    kept = np.where(y >= 0.5)[0]
    # One truth begins with the standfirst, the other after it: of a page that says it in its
    # description and sets it apart, learn neither way from the one that has it.
    if len(kept) > 1 and X[kept[0], column("description")] > 0.7 and not X[kept[0], column("a1_kind")]: y[kept[0]] = 0
    if first_last:
        norm = lambda s: re.sub(r"\W+", " ", (s or "").lower()).strip()
        flat, first, last = [norm(t) for t in texts], norm(first_last.get("first_words")), norm(first_last.get("last_words"))
        starts = [i for i, t in enumerate(flat) if first and t.startswith(first[:40])]
        ends = [i for i, t in enumerate(flat) if last and t.endswith(last[-40:])]
        if len(starts) == 1: y[:starts[0]] = 0
        if ends: y[max(ends) + 1:] = 0
    w = (np.minimum(words, 300) + 4) / max(words[y >= 0.5].sum(), 60)
    return y, w * min(1, 2.5 / w.sum())


def load(truth_file, first_last, cards=None):
    binary = HERE / "target/release/train-body"
    run = subprocess.Popen([binary, truth_file] + ([cards] if cards else []), stdout=subprocess.PIPE, text=True)
    truth = {(t["corpus"], t["id"]): t for t in map(json.loads, open(truth_file, encoding="utf-8"))}
    pages = []
    for line in run.stdout:
        r = json.loads(line)
        t = truth[r["corpus"], r["id"]]
        if not r["rows"] or held(t["url"]): continue
        page = {"url": t["url"], "names": r["names"], "texts": [x[0] for x in r["rows"]],
                "X": np.array([x[1] for x in r["rows"]], np.float32)}
        page["y"], page["w"] = labels(page, t, first_last.get(f"{r['corpus']}-{r['id']}"))
        pages.append(page)
    if run.wait(): raise SystemExit("train-body failed")
    return pages


def learn(pages, rate, unwanted=()):
    names = pages[0]["names"]
    use = [i for i, n in enumerate(names) if n not in PLACE and not n.startswith(unwanted or ("\0",))]
    X, y, w = (np.concatenate([p[k] for p in pages]) for k in ("X", "y", "w"))
    known = (w > 0) & ~np.isnan(y)
    w = w[known] * known.sum() / w[known].sum()
    data = lightgbm.Dataset(X[known][:, use], (y[known] >= 0.5).astype(int), weight=w)
    model = lightgbm.train(dict(objective="binary", num_leaves=2, learning_rate=rate, min_data_in_leaf=30,
                                feature_fraction=0.4, bagging_fraction=0.7, bagging_freq=1, lambda_l2=5,
                                verbose=-1, num_threads=1, seed=1, deterministic=True), data, 500)
    steps, base = defaultdict(lambda: defaultdict(float)), 0.0
    for tree in model.dump_model()["tree_info"]:
        node = tree["tree_structure"]
        low = node["left_child"]["leaf_value"] if "left_child" in node else node["leaf_value"]
        base += low
        if "left_child" in node:
            border = float(np.float32(node["threshold"]))
            steps[use[node["split_feature"]]][border] += node["right_child"]["leaf_value"] - low
    lines = [f"base {base:.4f}"]
    for i in sorted(steps):
        points, parts = 0.0, ["0"]
        for border in sorted(steps[i]):
            points += steps[i][border]
            parts += [f"{border:.6g}", f"{points:.3f}"]
        lines.append(f"{names[i]} {' '.join(parts)}")
    return "\n".join(lines) + "\n"


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("truth")
    ap.add_argument("--first-last")
    a = ap.parse_args()
    first_last = {}
    if a.first_last: first_last = {t["page"]: t for t in map(json.loads, open(a.first_last, encoding="utf-8"))}
    words = HERE / "../../src/body/words"
    with tempfile.TemporaryDirectory() as cards:
        pages = load(a.truth, first_last)
        for f in range(5): Path(cards, f"{f}.card").write_text(learn([p for p in pages if fold(p["url"]) != f], 0.1))
        first = learn(pages, 0.1)
        Path(cards, "all.card").write_text(first)
        Path(cards, "folds.tsv").write_text("".join(f"{p['url']}\t{fold(p['url'])}\n" for p in pages))
        second = learn(load(a.truth, first_last, cards), 0.08, NOT_SECOND)
    (words / "first.card").write_text(first)
    (words / "second.card").write_text(second)


main()
