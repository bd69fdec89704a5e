"""Trains the sentiment tower, and scores it on the folds that it was not trained on."""

import argparse
import json
import random
import time
import zlib
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from model import LAYERS, SentimentTower, continue_tower, fill_tower, make_trunk
from pieces import SLOTS, make_tokenizer
from trunk_cache import fill_cache, hidden_of
from sentiment_data import LABELS, documents, windows_of

NEWS, COMMENTARY, CONTRAST = "sentiment/newsmtsc.train", "sentiment/commentary.train", "sentiment/contrast.train"


def fold_of(group, folds):
    """The fold of a group: the same in every run."""
    return zlib.crc32(group.encode()) % folds


def batches(items, size, generator):
    """Windows of like length together, at most `size` pieces a batch, in random order."""
    order = sorted(items, key=lambda w: (len(w["ids"]) + generator.random() * 6))
    found, batch = [], []
    for window in order:
        if batch and (len(batch) + 1) * len(window["ids"]) > size:
            found.append(batch)
            batch = []
        batch.append(window)
    found.append(batch)
    generator.shuffle(found)
    return found


def tensors(batch, permute=None):
    """A batch as padded tensors; `permute` draws the actors' slots anew."""
    n = max(len(w["ids"]) for w in batch)
    ids, slots = np.zeros((len(batch), n), np.int64), np.zeros((len(batch), n), np.int64)
    mask = np.zeros((len(batch), 1, 1, n), bool)
    rows, at = [], []
    for i, w in enumerate(batch):
        m = len(w["ids"])
        ids[i, :m] = w["ids"]
        slot = np.array(w["slots"])
        if permute is not None:
            slot = np.concatenate([[0], permute.permutation(SLOTS) + 1])[slot]
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

    def logits(self, batch, permute=None):
        ids, slots, at, rows, mask = tensors(batch, permute)
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


def train(model, sets, *, epochs, lr, seed, size=1024, smoothing=0.05, class_weights=None, floor=0.02, average=False,
          every=None):
    """Trains the tower. `sets(epoch)` gives that epoch's windows.

    `average` ends with the mean of the weights met on the way after the first fifth (Izmailov et al. 2018).
    """
    generator, permute = random.Random(seed), np.random.default_rng(seed)
    torch.manual_seed(seed)
    decay = [p for p in model.tower.parameters() if p.dim() > 1]
    rest = [p for p in model.tower.parameters() if p.dim() <= 1]
    optimiser = torch.optim.AdamW([{"params": decay, "weight_decay": 0.01}, {"params": rest, "weight_decay": 0.0}],
                                  lr=lr, betas=(0.9, 0.98), fused=True)
    plan = [batches(sets(epoch), size, generator) for epoch in range(epochs)]
    steps, step, start = sum(map(len, plan)), 0, time.time()
    weights = {k: torch.tensor(v) for k, v in (class_weights or {}).items()}
    flat = torch.ones(3)
    met = []
    for epoch, epoch_batches in enumerate(plan):
        model.tower.train()
        total = 0.0
        for batch in epoch_batches:
            part = min((step + 1) / (0.06 * steps), max(floor, (steps - step) / (0.94 * steps)))
            for group in optimiser.param_groups:
                group["lr"] = lr * part
            labels = torch.tensor([x for w in batch for x in w["labels"]])
            weight = torch.tensor([x for w in batch for x in w["weights"]])
            source = [w["source"] for w in batch for _ in w["at"]]
            with torch.autocast("cpu", torch.bfloat16):
                out = model.logits(batch, permute)
            weight = weight * torch.stack([weights.get(s, flat)[y] for s, y in zip(source, labels.tolist())])
            loss = (F.cross_entropy(out.float(), labels, reduction="none", label_smoothing=smoothing) * weight).sum() \
                / weight.sum()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.tower.parameters(), 1.0)
            optimiser.step()
            total += float(loss.detach())
            step += 1
            if average and step % 20 == 0 and step > steps / 5:
                met.append({k: v.detach().clone() for k, v in model.tower.state_dict().items()})
            if step % 50 == 0:
                print(f"step {step}/{steps} {time.time() - start:.0f}s cpu {time.process_time():.0f}s", flush=True)
        print(f"epoch {epoch} loss {total / len(epoch_batches):.4f} {time.time() - start:.0f}s", flush=True)
        if average and epoch == epochs - 1:
            model.tower.load_state_dict({k: torch.stack([m[k] for m in met]).mean(0) for k in met[0]})
        if every:
            every(epoch)


def gather(cache, limit=None):
    """All windows of the three sources; commentary by paragraph and by passage."""
    tokenizer = make_tokenizer()

    def cut(name, whole=False):
        return [w for d in documents(name, cache, whole, limit) for w in windows_of(tokenizer, d)]

    return {"news": cut(NEWS), "contrast": cut(CONTRAST), "paragraphs": cut(COMMENTARY), "passages": cut(COMMENTARY, True)}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--name", required=True)
    options.add_argument("--depth", type=int, default=3)
    options.add_argument("--epochs", type=int, default=3)
    options.add_argument("--lr", type=float, default=1.5e-4)
    options.add_argument("--dropout", type=float, default=0.1)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--fold", type=int, default=0, help="of five; -1 trains on all")
    options.add_argument("--positive", type=float, default=1.8, help="weight of positive in commentary")
    options.add_argument("--contrast", type=int, default=1, help="times the contrast pairs are seen an epoch")
    options.add_argument("--news", type=float, default=1.0)
    options.add_argument("--floor", type=float, default=0.02, help="the rate falls no lower than this part of it")
    options.add_argument("--average", action="store_true", help="end with the mean of the weights met on the way")
    options.add_argument("--start", help="name of a tower over the full trunk to go on from, its lower layers tuned too")
    options.add_argument("--limit", type=int)
    o = options.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(o.seed)
    data = gather(o.work / "mentions.jsonl", o.limit)
    held = {k: [w for w in v if fold_of(w["group"], 10 if k == "news" else 5) == o.fold] for k, v in data.items()}
    kept = {k: [w for w in v if fold_of(w["group"], 10 if k == "news" else 5) != o.fold] for k, v in data.items()}
    print({k: (len(kept[k]), len(v)) for k, v in held.items()}, flush=True)
    chooser = random.Random(o.seed)

    def sets(epoch):
        whole = {w["group"] for w in kept["passages"] if fold_of(w["group"] + "half", 2) == epoch % 2}
        news = [w for w in kept["news"] if chooser.random() < o.news]
        return news + kept["contrast"] * o.contrast + [w for w in kept["passages"] if w["group"] in whole] + [
            w for w in kept["paragraphs"] if w["group"] not in whole]

    model = Model(o.depth, o.dropout)
    if o.start:
        continue_tower(model.tower, torch.load(o.work / f"{o.start}.pt", weights_only=True)["tower"])
    fill_cache(model.trunk, [w for name in sorted(data) for w in data[name]], o.work, "sentiment")
    logits = {}

    def every(_):
        for name, items in held.items():
            if items:
                found = predict(model, items)
                gold = {n: y for w in items for n, y in zip(w["names"], w["labels"])}
                logits[name] = {n: [*map(float, found[n]), y] for n, y in gold.items()}
                print(name, scores(list(gold.values()), [int(found[n].argmax()) for n in gold]), flush=True)

    train(model, sets, epochs=o.epochs, lr=o.lr, seed=o.seed, floor=o.floor, average=o.average,
          class_weights={COMMENTARY: [1.0, 1.0, o.positive]}, every=every)
    torch.save({"tower": model.tower.state_dict(), "depth": o.depth}, o.work / f"{o.name}.pt")
    (o.work / f"{o.name}.json").write_text(json.dumps(logits))


if __name__ == "__main__":
    main()
