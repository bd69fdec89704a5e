"""Trains the tagging tower (attribution and hedge cues), and scores it on the folds that it was not trained on."""

import argparse
import json
import random
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from model import LAYERS, TaggingTower, begin_with, fill_tower, make_trunk
from pieces import make_tokenizer
from training import batches, fold_of, train
from trunk_cache import fill_cache, hidden_of
from tagging_data import IGNORE, OUTPUTS, documents, windows_of


class Model:
    """A trunk and a tower together."""

    def __init__(self, depth, dropout):
        self.trunk = make_trunk(depth)
        self.tower = fill_tower(TaggingTower(LAYERS - depth, OUTPUTS, dropout), depth)

    def logits(self, batch):
        n = max(len(w["ids"]) for w in batch)
        ids, mask = np.zeros((len(batch), n), np.int64), np.zeros((len(batch), 1, 1, n), bool)
        for i, w in enumerate(batch):
            ids[i, :len(w["ids"])] = w["ids"]
            mask[i, ..., :len(w["ids"])] = True
        ids, mask = torch.from_numpy(ids), torch.from_numpy(mask)
        return self.tower(hidden_of(self.trunk, batch, ids, mask), mask)


def padded(batch, output):
    """Labels of an output as a padded tensor, or None where no window has it."""
    if not any(output in w["labels"] for w in batch):
        return None
    n = max(len(w["ids"]) for w in batch)
    return torch.tensor([w["labels"].get(output, [])[:n] + [IGNORE] * (n - len(w["labels"].get(output, []))) for w in batch])


def predict(model, items):
    """Adds to each window the probabilities of each labelled output."""
    model.tower.eval()
    with torch.no_grad():
        for batch in batches(items, 4096, random.Random(0)):
            with torch.autocast("cpu", torch.bfloat16):
                out = model.logits(batch)
            for output in OUTPUTS:
                if any(output in w["labels"] for w in batch):
                    p = out[output].float().softmax(-1).numpy()
                    for i, w in enumerate(batch):
                        if output in w["labels"]:
                            w.setdefault("p", {})[output] = p[i, :len(w["ids"])]


def token_f1(items, output, threshold):
    """Piece F1 of not-O at a threshold."""
    tp = fp = fn = 0
    for w in items:
        if output in w.get("p", {}):
            y = np.array(w["labels"][output])
            g = 1 - w["p"][output][:, 0] >= threshold
            known = y != IGNORE
            tp += int((g & (y > 0) & known).sum())
            fp += int((g & (y == 0) & known).sum())
            fn += int((~g & (y > 0) & known).sum())
    return 2 * tp / max(1, 2 * tp + fp + fn)


def spans(begins, marks):
    """Runs of marked pieces, begun anew where `begins` holds."""
    found, open_at = [], None
    for i, mark in enumerate(marks):
        if open_at is not None and (not mark or begins[i]):
            found.append((open_at, i))
            open_at = None
        if mark and open_at is None:
            open_at = i
    if open_at is not None:
        found.append((open_at, len(marks)))
    return found


def cue_f1(items, output, threshold):
    """Exact F1 of cues."""
    tp = fp = fn = 0
    for w in items:
        if output in w.get("p", {}):
            y, p = np.array(w["labels"][output]), w["p"][output]
            known = y != IGNORE
            gold = set(spans(y % 2 == 1, (y > 0)))
            mark = (1 - p[:, 0] >= threshold) & known
            begin = p[:, 1::2].sum(1) > p[:, 2::2].sum(1)
            guess = set(spans(begin, mark))
            tp += len(gold & guess)
            fp += len(guess - gold)
            fn += len(gold - guess)
    return 2 * tp / max(1, 2 * tp + fp + fn)


def report(items):
    """The best threshold and F1 of each output."""
    found = {}
    for output in OUTPUTS:
        if any(output in w.get("p", {}) for w in items):
            measure = cue_f1 if output.startswith("hedge") else token_f1
            best = max((measure(items, output, t), t) for t in (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6))
            found[output] = {"f1": round(best[0], 4), "threshold": best[1], "at_half": round(measure(items, output, 0.5), 4)}
    return found


def loss_of(model):
    """Gives the loss of a batch: all outputs that it has labels of, hedges weighed four times, by the labelled piece."""
    def loss(batch):
        with torch.autocast("cpu", torch.bfloat16):
            out = model.logits(batch)
        total = torch.zeros(())
        for output, size in OUTPUTS.items():
            y = padded(batch, output)
            if y is not None:
                labelled = int((y != IGNORE).sum())
                weight = 4.0 if output.startswith("hedge") else 1.0
                total = total + weight * labelled * F.cross_entropy(
                    out[output].float().reshape(-1, size), y.reshape(-1), ignore_index=IGNORE)
        return total / sum(len(w["ids"]) for w in batch)

    return loss


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--name", required=True)
    options.add_argument("--depth", type=int, default=3)
    options.add_argument("--epochs", type=int, default=2)
    options.add_argument("--lr", type=float, default=1.5e-4)
    options.add_argument("--dropout", type=float, default=0.1)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--fold", type=int, default=0, help="of five; -1 trains on all")
    options.add_argument("--polnear-parts", type=int, default=2, help="an epoch sees one of so many parts of PolNeAR")
    options.add_argument("--average", type=float, help="end with the mean of the weights met after this part of the steps")
    options.add_argument("--layer-decay", type=float, default=1.0, help="a layer's rate against the one above it")
    options.add_argument("--start", help="name of a trained tower to go on from")
    options.add_argument("--limit", type=int)
    o = options.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(o.seed)
    tokenizer = make_tokenizer()
    items = [w for d in documents(o.work / "mentions.jsonl", o.limit) for w in windows_of(tokenizer, d)]
    sides = {"commentary": 5, "polnear": 12, "szeged": 12}
    held = [w for w in items if fold_of(w["group"], sides[w["source"]]) == o.fold]
    kept = [w for w in items if fold_of(w["group"], sides[w["source"]]) != o.fold]
    print(len(kept), len(held), sum(len(w["ids"]) for w in kept), flush=True)
    model = Model(o.depth, o.dropout)
    if o.start:
        begin_with(model.tower, torch.load(o.work / f"{o.start}.pt", weights_only=True), o.depth)
    parts = {"polnear": o.polnear_parts, "szeged": 3}

    def part(w):
        return fold_of(w["group"] + "part", parts[w["source"]])

    kept = [w for w in kept if w["source"] == "commentary" or part(w) < o.epochs]
    fill_cache(model.trunk, kept + held, o.work, "tagging")

    def sets(epoch):
        """Commentary twice, since it is the smaller; another part of the others each epoch."""
        return [w for w in kept if w["source"] == "commentary"] * 2 + [
            w for w in kept if w["source"] != "commentary" and part(w) == epoch % parts[w["source"]]]

    results = {}

    def every(epoch):
        if held:
            predict(model, held)
            results[epoch] = report(held)
            print(json.dumps(results[epoch]), flush=True)

    generator = random.Random(o.seed)
    plan = [batches(sets(epoch), 1536, generator) for epoch in range(o.epochs)]
    train(model.tower, plan, loss_of(model), lr=o.lr, layer_decay=o.layer_decay, average=o.average, every=every)
    torch.save({"tower": model.tower.state_dict(), "depth": o.depth}, o.work / f"{o.name}.pt")
    (o.work / f"{o.name}.json").write_text(json.dumps(results))


if __name__ == "__main__":
    main()
