"""Scores a package's tagging tower, as the runtime runs it, by word pieces (attribution) and exact cues (hedges)."""

import argparse
import json
from pathlib import Path

import numpy as np

from export import Package
from pieces import make_tokenizer
from tagging import report
from tagging_data import documents, windows_of
from texts import ROOT
from training import fold_of


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--package", type=Path, default=ROOT / "packages/hedgerow-encoder")
    o = options.parse_args()
    tokenizer, package = make_tokenizer(), Package(o.package)
    held = [d for d in documents(o.work / "mentions.jsonl")
            if fold_of(d["group"], 5 if d["source"] == "commentary" else 12) == 0]
    items = [w for d in held for w in windows_of(tokenizer, d)]
    for window in items:
        out = package.tagging(window["ids"])
        window["p"] = {}
        for name in window["labels"]:
            e = np.exp(out[name][0] - out[name][0].max(-1, keepdims=True))
            window["p"][name] = e / e.sum(-1, keepdims=True)
    print(json.dumps(report(items), indent=1))


if __name__ == "__main__":
    main()
