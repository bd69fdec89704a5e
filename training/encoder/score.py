"""Scores a package as the runtime runs it (a row a document, one window at a time) on a gold file of sentiment."""

import argparse
import json
import time
from pathlib import Path

import numpy as np

from calibrate import calibration_error, interval, probabilities
from export import Package
from pieces import make_tokenizer
from sentiment import scores
from sentiment_data import LABELS, windows_of
from texts import ROOT, annotate, rows


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("gold", help="such as sentiment/newsmtsc.dev-rw")
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--package", type=Path, default=ROOT / "packages/hedgerow-encoder")
    options.add_argument("--genre", default="default")
    options.add_argument("--fold-of", type=int, help="only the groups of fold 0 of so many")
    o = options.parse_args()
    from training import fold_of
    tokenizer, package = make_tokenizer(), Package(o.package)
    calibration = json.loads((o.package / "encoder.json").read_text())["calibration"]["sentiment"]
    setting = calibration.get("genres", {}).get(o.genre, calibration["default"])
    gold_rows = [r for r in rows(o.gold) if not o.fold_of or fold_of(r["group"], o.fold_of) == 0]
    known = annotate([r["text"] for r in gold_rows], o.work / "mentions.jsonl")
    logits, gold, groups, kinds, start, pieces = [], [], [], [], time.process_time(), 0
    for row in gold_rows:
        document = {"text": row["text"], "group": row["group"], "source": o.gold, "mentions": known[row["text"]]["mentions"],
                    "sentences": known[row["text"]]["sentences"], "targets": [{
                        "id": row["id"], "start": row["start"], "end": row["end"], "key": "target",
                        "label": LABELS.index(row["label"]), "kind": row.get("kind"), "weight": 1.0}]}
        for window in windows_of(tokenizer, document):
            logits += list(package.sentiment(window))
            gold += window["labels"]
            groups.append(row["group"])
            kinds.append(row.get("kind"))
            pieces += len(window["ids"])
    seconds = time.process_time() - start
    p = probabilities(logits, setting["scale"], setting["bias"])
    gold, guess = np.array(gold), (p * setting["decision"]).argmax(1)
    print(json.dumps({"gold": o.gold, **scores(gold, guess), "interval": interval(gold, guess, groups),
                      "argmax": scores(gold, p.argmax(1)), "calibration_error": round(calibration_error(p, gold), 4),
                      "windows_per_cpu_second": round(len(gold) / seconds, 1), "pieces_per_window": round(pieces / len(gold), 1)}))


if __name__ == "__main__":
    main()
