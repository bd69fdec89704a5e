"""Trains the sentiment tower, and scores it on the folds that it was not trained on."""

import argparse
import json
import random
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from composed import generate
from model import LAYERS, SentimentTower, begin_with, fill_tower, make_trunk
from pieces import CLS, MASK, SEP, SLOTS, UNKNOWN, make_tokenizer
from training import batches, fold_of, train
from trunk_cache import fill_cache, hidden_of
from sentiment_data import LABELS, documents, windows_of

NEWS, COMMENTARY, CONTRAST = "sentiment/newsmtsc.train", "sentiment/commentary.train", "sentiment/contrast.train"


def tensors(batch, draw=None, unknown=0.0):
    """A batch as padded tensors; `draw` gives the actors other slots, and makes some pieces that are no mask unknown."""
    n = max(len(w["ids"]) for w in batch)
    ids, slots = np.zeros((len(batch), n), np.int64), np.zeros((len(batch), n), np.int64)
    mask = np.zeros((len(batch), 1, 1, n), bool)
    rows, at = [], []
    for i, w in enumerate(batch):
        m = len(w["ids"])
        ids[i, :m] = w["ids"]
        slot = np.array(w["slots"])
        if draw is not None:
            slot = np.concatenate([[0], draw.permutation(SLOTS) + 1])[slot]
            lost = draw.random(m) < unknown
            ids[i, :m][lost & ~np.isin(ids[i, :m], (CLS, SEP, MASK))] = UNKNOWN
        slots[i, :m] = slot
        mask[i, ..., :m] = True
        rows += [i] * len(w["at"])
        at += w["at"]
    return (*map(torch.from_numpy, (ids, slots)), torch.tensor(at), torch.tensor(rows), torch.from_numpy(mask))


class Model:
    """A trunk and a tower together."""

    def __init__(self, depth, dropout):
        self.trunk = make_trunk(depth)
        self.tower = fill_tower(SentimentTower(LAYERS - depth, dropout), depth)

    def logits(self, batch, draw=None, unknown=0.0):
        ids, slots, at, rows, mask = tensors(batch, draw, unknown)
        return self.tower(hidden_of(self.trunk, batch, ids, mask), slots, at, rows, mask)


def predict(model, items):
    """Logits of each labelled mention by its row's id."""
    model.tower.eval()
    found = {}
    with torch.no_grad():
        for batch in batches(items, 4096, random.Random(0)):
            with torch.autocast("cpu", torch.bfloat16):
                out = model.logits(batch).float().numpy()
            names = [name for w in batch for name in w["names"]]
            found.update(zip(names, out))
    return found


def scores(gold, guess):
    """Macro-F1, accuracy and F1 by class."""
    gold, guess = np.array(gold), np.array(guess)
    f1 = []
    for c in range(3):
        hit = ((gold == c) & (guess == c)).sum()
        total = (gold == c).sum() + (guess == c).sum()
        f1.append(2 * hit / total if total else 0.0)
    return {"macro_f1": round(float(np.mean(f1)), 4), "accuracy": round(float((gold == guess).mean()), 4),
            **{f"f1_{LABELS[c]}": round(float(f1[c]), 3) for c in range(3)}, "n": len(gold)}


def loss_of(model, weights, draw, unknown=0.0, smoothing=0.05):
    """Gives the loss of a batch; `weights` of the classes by source; `unknown`: share of the pieces that are made unknown."""
    flat = torch.ones(3)

    def loss(batch):
        labels = torch.tensor([x for w in batch for x in w["labels"]])
        own = [weights.get(w["source"], flat) for w in batch for _ in w["at"]]
        weight = torch.tensor([x for w in batch for x in w["weights"]]) * \
            torch.stack([w[y] for w, y in zip(own, labels.tolist())])
        with torch.autocast("cpu", torch.bfloat16):
            out = model.logits(batch, draw, unknown)
        each = F.cross_entropy(out.float(), labels, reduction="none", label_smoothing=smoothing)
        return (each * weight).sum() / weight.sum()

    return loss


def gather(cache, limit=None, composed=0):
    """All windows of the sources; commentary by paragraph and by passage; so many composed targets."""
    tokenizer = make_tokenizer()

    def cut(name, whole=False, given=None):
        return [w for d in documents(name, cache, whole, limit, given) for w in windows_of(tokenizer, d)]

    return {"news": cut(NEWS), "contrast": cut(CONTRAST), "paragraphs": cut(COMMENTARY), "passages": cut(COMMENTARY, True),
            "composed": cut("composed", given=generate(composed, 1)) if composed else []}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--name", required=True)
    options.add_argument("--depth", type=int, default=3)
    options.add_argument("--epochs", type=int, default=3)
    options.add_argument("--lr", type=float, default=1.5e-4)
    options.add_argument("--dropout", type=float, default=0.1)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--order", type=int, default=1, help="seed of the order of the data; --seed is that of the first weights")
    options.add_argument("--unknown", type=float, default=0.0, help="share of the pieces that are made unknown in training")
    options.add_argument("--fold", type=int, default=0, help="of five; -1 trains on all")
    options.add_argument("--positive", type=float, default=1.8, help="weight of positive in commentary")
    options.add_argument("--contrast", type=int, default=1, help="times the contrast pairs are seen an epoch")
    options.add_argument("--composed", type=int, default=0, help="so many composed targets an epoch")
    options.add_argument("--news", type=float, default=1.0)
    options.add_argument("--floor", type=float, default=0.02, help="the rate falls no lower than this part of it")
    options.add_argument("--average", type=float, help="end with the mean of the weights met after this part of the steps")
    options.add_argument("--layer-decay", type=float, default=1.0, help="a layer's rate against the one above it")
    options.add_argument("--start", help="name of a tower over the full trunk to go on from, its lower layers tuned too")
    options.add_argument("--limit", type=int)
    o = options.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(o.seed)
    data = gather(o.work / "mentions.jsonl", o.limit, o.composed)
    held = {k: [w for w in v if fold_of(w["group"], 10 if k == "news" else 5) == o.fold] for k, v in data.items()}
    kept = {k: [w for w in v if fold_of(w["group"], 10 if k == "news" else 5) != o.fold] for k, v in data.items()}
    print({k: (len(kept[k]), len(v)) for k, v in held.items()}, flush=True)
    chooser = random.Random(o.order)

    def sets(epoch):
        whole = {w["group"] for w in kept["passages"] if fold_of(w["group"] + "half", 2) == epoch % 2}
        news = [w for w in kept["news"] if chooser.random() < o.news]
        return news + kept["contrast"] * o.contrast + kept["composed"] + [w for w in kept["passages"] if w["group"] in whole] + [
            w for w in kept["paragraphs"] if w["group"] not in whole]

    model = Model(o.depth, o.dropout)
    torch.manual_seed(o.order)
    if o.start:
        begin_with(model.tower, torch.load(o.work / f"{o.start}.pt", weights_only=True), o.depth)
    fill_cache(model.trunk, [w for name in sorted(data) for w in data[name]], o.work, "sentiment")
    logits = {}

    def every(_):
        for name, items in held.items():
            if items:
                found = predict(model, items)
                gold = {n: y for w in items for n, y in zip(w["names"], w["labels"])}
                logits[name] = {n: [*map(float, found[n]), y] for n, y in gold.items()}
                print(name, scores(list(gold.values()), [int(found[n].argmax()) for n in gold]), flush=True)

    generator = random.Random(o.order)
    plan = [batches(sets(epoch), 1024, generator) for epoch in range(o.epochs)]
    weights = {COMMENTARY: torch.tensor([1.0, 1.0, o.positive])}
    train(model.tower, plan, loss_of(model, weights, np.random.default_rng(o.order), o.unknown), lr=o.lr, floor=o.floor,
          average=o.average, layer_decay=o.layer_decay, every=every)
    torch.save({"tower": model.tower.state_dict(), "depth": o.depth}, o.work / f"{o.name}.pt")
    (o.work / f"{o.name}.json").write_text(json.dumps(logits))


if __name__ == "__main__":
    main()
