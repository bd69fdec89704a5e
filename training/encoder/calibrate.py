"""Fits calibration and decision on the fold that a tower was not trained on, and says how it does across halves of it."""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from sentiment import scores
from training import fold_of
from tagging_data import OUTPUTS

GENRES = {"default": ("news", "paragraphs", "passages"), "news": ("news",), "commentary": ("paragraphs", "passages")}


def fit(logits, gold, weights):
    """One scale and three biases that minimise the negative log-likelihood (vector scaling with a shared scale)."""
    x, y, w = torch.tensor(logits), torch.tensor(gold), torch.tensor(weights)
    scale, bias = torch.ones(1, requires_grad=True), torch.zeros(3, requires_grad=True)
    optimiser = torch.optim.LBFGS([scale, bias], max_iter=100)

    def closure():
        optimiser.zero_grad()
        loss = (torch.nn.functional.cross_entropy(x * scale + bias, y, reduction="none") * w).sum() / w.sum() \
            + 1e-3 * (bias ** 2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return [float(scale.detach())] * 3, (bias - bias.mean()).detach().tolist()


def probabilities(logits, scale, bias):
    """Calibrated probabilities."""
    z = np.array(logits) * scale + bias
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def macro_f1(gold, guess, weights):
    """Macro-F1 with weighted rows."""
    return float(np.mean([2 * weights[(gold == c) & (guess == c)].sum() /
                          max(1e-9, weights[gold == c].sum() + weights[guess == c].sum()) for c in range(3)]))


def decide(p, gold, weights):
    """Multipliers of negative and positive (neutral: 1) with the best macro-F1, the mildest of those within .002."""
    tried = []
    for a in np.arange(0.7, 1.61, 0.1):
        for b in np.arange(0.7, 2.61, 0.1):
            f = macro_f1(gold, (p * [a, 1, b]).argmax(1), weights)
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
        names = np.array([r[0] for r in rows])
        groups = [group_of(r[1]) for r in rows]
        # News and commentary count the same, however many rows they have.
        news = names == "news"
        weights = np.where(news, 1 / max(1, news.sum()), 1 / max(1, (~news).sum())) * len(rows)
        half = np.array([fold_of(g + "calibration", 2) for g in groups])
        p, guess = np.zeros_like(logits), np.zeros_like(gold)
        for side in (0, 1):
            fitted, other = half != side, half == side
            scale, bias = fit(logits[fitted], gold[fitted], weights[fitted])
            p[other] = probabilities(logits[other], scale, bias)
            inner = probabilities(logits[fitted], scale, bias)
            guess[other] = (p[other] * decide(inner, gold[fitted], weights[fitted])).argmax(1)
        plain = p.argmax(1)
        # Multipliers are kept only where they help on the half that they were not fitted on.
        helps = macro_f1(gold, guess, weights) > macro_f1(gold, plain, weights)
        for name in sets:
            at = names == name
            chosen = guess if helps else plain
            report[f"{genre}: {name}"] = {
                "raw": scores(gold[at], logits[at].argmax(1)), "calibrated": scores(gold[at], plain[at]),
                "decided": scores(gold[at], guess[at]), "multipliers_kept": helps,
                "interval": interval(gold[at], chosen[at], [g for g, x in zip(groups, at) if x]),
                "ece": round(calibration_error(p[at], gold[at]), 4),
                "ece_uncalibrated": round(calibration_error(probabilities(logits[at], 1, 0), gold[at]), 4)}
        scale, bias = fit(logits, gold, weights)
        result[genre] = {"scale": [round(x, 4) for x in scale], "bias": [round(x, 4) for x in bias],
                         "decision": decide(probabilities(logits, scale, bias), gold, weights) if helps else [1.0] * 3}
    result = {"default": result.pop("default"), "genres": result}
    tagging = {name: {"threshold": 0.5} for name in OUTPUTS}
    if o.tagging:
        last = json.loads((o.work / f"{o.tagging}.json").read_text())
        for name, row in last[max(last, key=int)].items():
            tagging[name] = {"threshold": row["threshold"]}
    (o.work / "calibration.json").write_text(json.dumps({"sentiment": result, "tagging": tagging}, indent=1))
    print(json.dumps({"calibration": result, "held": report}, indent=1))


if __name__ == "__main__":
    main()
