"""Averages towers that began with the same weights (Wortsman et al. 2022, arXiv:2203.05482), and scores the mean on fold 0."""

import argparse
import json
from pathlib import Path

import torch

from sentiment import Model, gather, predict, scores
from training import fold_of


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--name", required=True)
    options.add_argument("--towers", nargs="+", required=True, help="names in the work folder")
    options.add_argument("--shares", nargs="+", type=float, required=True)
    options.add_argument("--composed", type=int, default=6500)
    options.add_argument("--limit", type=int)
    o = options.parse_args()
    torch.set_num_threads(1)
    states = [torch.load(o.work / f"{name}.pt", weights_only=True) for name in o.towers]
    mean = {key: sum(share * state["tower"][key] for share, state in zip(o.shares, states)) for key in states[0]["tower"]}
    depth = states[0]["depth"]
    torch.save({"tower": mean, "depth": depth}, o.work / f"{o.name}.pt")
    model, logits = Model(depth, 0.0), {}
    model.tower.load_state_dict(mean)
    for name, windows in gather(o.work / "mentions.jsonl", o.limit, o.composed).items():
        held = [w for w in windows if fold_of(w["group"], 10 if name == "news" else 5) == 0]
        if not held:
            continue
        found = predict(model, held)
        gold = {n: y for w in held for n, y in zip(w["names"], w["labels"])}
        logits[name] = {n: [*map(float, found[n]), y] for n, y in gold.items()}
        print(name, scores(list(gold.values()), [int(found[n].argmax()) for n in gold]), flush=True)
    (o.work / f"{o.name}.json").write_text(json.dumps(logits))


if __name__ == "__main__":
    main()
