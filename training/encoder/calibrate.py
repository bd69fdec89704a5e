"""Fits calibration and decision on the fold that a tower was not trained on, and says how it does across halves of it."""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from sentiment import fold_of, scores
from tagging_data import OUTPUTS

GENRES = {"news": ("news",), "commentary": ("paragraphs", "passages")}


def fit(logits, gold):
    """One scale and three biases that minimise the negative log-likelihood (vector scaling with a shared scale)."""
    x, y = torch.tensor(logits), torch.tensor(gold)
    scale, bias = torch.ones(1, requires_grad=True), torch.zeros(3, requires_grad=True)
    optimiser = torch.optim.LBFGS([scale, bias], max_iter=100)

    def closure():
        optimiser.zero_grad()
        loss = torch.nn.functional.cross_entropy(x * scale + bias, y) + 1e-3 * (bias ** 2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return [float(scale.detach())] * 3, (bias - bias.mean()).detach().tolist()


def probabilities(logits, scale, bias):
    """Calibrated probabilities."""
    z = np.array(logits) * scale + bias
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def decide(p, gold):
    """Multipliers of negative and positive (neutral: 1) with the best macro-F1, the mildest of those within .002."""
    tried = []
    for a in np.arange(0.7, 1.61, 0.1):
        for b in np.arange(0.7, 2.61, 0.1):
            f = scores(gold, (p * [a, 1, b]).argmax(1))["macro_f1"]
            tried.append((f, abs(np.log(a)) + abs(np.log(b)), [round(float(a), 2), 1.0, round(float(b), 2)]))
    best = max(tried)[0]
    return min((t for t in tried if t[0] >= best - 0.002), key=lambda t: t[1])[2]


def calibration_error(p, gold, bins=10):
    """Expected calibration error of the highest class, bins of equal width."""
    top, hit = p.max(1), p.argmax(1) == gold
    place = np.minimum((top * bins).astype(int), bins - 1)
    return float(sum(abs(hit[place == b].mean() - top[place == b].mean()) * (place == b).mean()
                     for b in range(bins) if (place == b).any()))


def interval(gold, guess, groups, draws=1000):
    """95% bootstrap interval of macro-F1 over groups."""
    generator = np.random.default_rng(0)
    names = sorted(set(groups))
    where = {g: np.flatnonzero(np.array(groups) == g) for g in names}
    found = []
    for _ in range(draws):
        pick = np.concatenate([where[names[i]] for i in generator.integers(0, len(names), len(names))])
        found.append(scores(gold[pick], guess[pick])["macro_f1"])
    return [round(float(x), 3) for x in np.percentile(found, [2.5, 97.5])]


def group_of(identifier):
    """The group of a row: its passage or article."""
    head = identifier.rsplit("-", 2)[0] if identifier.startswith(("allsides-", "worldwide", "contrast")) else None
    return head or "_".join(identifier.split("_")[:2])


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--sentiment", required=True)
    options.add_argument("--tagging")
    o = options.parse_args()
    held = json.loads((o.work / f"{o.sentiment}.json").read_text())
    result, report = {}, {}
    for genre, sets in GENRES.items():
        rows = [(name, i, *row) for name in sets for i, row in held[name].items()]
        logits = np.array([r[2:5] for r in rows])
        gold = np.array([r[5] for r in rows])
        groups = [group_of(r[1]) for r in rows]
        half = np.array([fold_of(g + "calibration", 2) for g in groups])
        p, guess, plain = np.zeros_like(logits), np.zeros_like(gold), np.zeros_like(gold)
        for side in (0, 1):
            fitted, other = half != side, half == side
            scale, bias = fit(logits[fitted], gold[fitted])
            p[other] = probabilities(logits[other], scale, bias)
            guess[other] = (p[other] * decide(probabilities(logits[fitted], scale, bias), gold[fitted])).argmax(1)
            plain[other] = p[other].argmax(1)
        for name in sets:
            at = np.array([r[0] == name for r in rows])
            report[name] = {
                "raw": scores(gold[at], logits[at].argmax(1)), "calibrated": scores(gold[at], plain[at]),
                "decided": scores(gold[at], guess[at]),
                "decided_interval": interval(gold[at], guess[at], [g for g, x in zip(groups, at) if x]),
                "ece": round(calibration_error(p[at], gold[at]), 4),
                "ece_uncalibrated": round(calibration_error(probabilities(logits[at], 1, 0), gold[at]), 4)}
        scale, bias = fit(logits, gold)
        result[genre] = {"scale": [round(x, 4) for x in scale], "bias": [round(x, 4) for x in bias],
                         "decision": decide(probabilities(logits, scale, bias), gold)}
    result = {"default": result["commentary"], "genres": result}
    tagging = {name: {"threshold": 0.5} for name in OUTPUTS}
    if o.tagging:
        last = json.loads((o.work / f"{o.tagging}.json").read_text())
        for name, row in last[max(last, key=int)].items():
            tagging[name] = {"threshold": row["threshold"]}
    (o.work / "calibration.json").write_text(json.dumps({"sentiment": result, "tagging": tagging}, indent=1))
    print(json.dumps({"calibration": result, "held": report}, indent=1))


if __name__ == "__main__":
    main()
