"""Labels mentions of unlabelled articles with the package's probabilities, for the fast student to learn from.

Writes JSON lines {"id", "start", "end", "p"}: the article's id, the mention's code points in its text, and the calibrated
probabilities of negative, neutral and positive. No text is written. The articles of the labelled passages are left out.
"""

import argparse
import gzip
import json
import zlib
from pathlib import Path

from calibrate import probabilities
from export import Package
from masking import layout
from pieces import CLS, MASK, SEP, make_tokenizer, pieces_of, slots_of, windows
from texts import GOLD, ROOT, annotate, rows


def articles(number):
    """Articles in an order of their own, opinion and news by turns as far as opinion goes."""
    labelled = {r["group"] for name in ("commentary.dev", "commentary.train") for r in rows(f"sentiment/{name}")}
    with gzip.open(GOLD / "corpora/allsides.jsonl.gz", "rt", encoding="utf-8") as file:
        kept = [a for a in map(json.loads, file) if a["id"] not in labelled and a["text"]]
    kept.sort(key=lambda a: (zlib.crc32(a["id"].encode()), a["id"]))
    opinion, news = [a for a in kept if a["opinion"]], [a for a in kept if not a["opinion"]]
    half = opinion[:number // 2]
    return half + news[:number - len(half)]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=2000)
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--package", type=Path, default=ROOT / "packages/hedgerow-encoder")
    options.add_argument("--out", type=Path, required=True)
    o = options.parse_args()
    tokenizer, package = make_tokenizer(), Package(o.package)
    calibration = json.loads((o.package / "encoder.json").read_text())["calibration"]["sentiment"]
    chosen = articles(o.articles)
    known = annotate([a["text"] for a in chosen], o.work / "unlabelled.jsonl")
    draft = o.out.with_suffix(".draft")
    with open(draft, "w", encoding="utf-8") as file:
        for article in chosen:
            setting = calibration["genres"]["commentary" if article["opinion"] else "news"]
            text, found = article["text"], known[article["text"]]
            mentions = layout(text, found["mentions"], [])
            ids, starts, _, owner = pieces_of(tokenizer, text, mentions)
            first = {}
            for piece, index in enumerate(owner):
                if index >= 0 and (index not in first or (ids[piece] == MASK and ids[first[index]] != MASK)):
                    first[index] = piece
            for context, begin, end in windows(starts, found["sentences"]):
                here = [index for index, piece in sorted(first.items()) if begin <= piece < end]
                if here:
                    logits = package.sentiment({"ids": [CLS, *ids[context:end], SEP],
                                                "slots": [0, *slots_of(owner[context:end], mentions), 0],
                                                "at": [first[index] - context + 1 for index in here]})
                    for index, p in zip(here, probabilities(logits, setting["scale"], setting["bias"])):
                        file.write(json.dumps({"id": article["id"], "start": mentions[index]["start"],
                                               "end": mentions[index]["end"], "p": [round(float(x), 4) for x in p]}) + "\n")
    draft.rename(o.out)


if __name__ == "__main__":
    main()
