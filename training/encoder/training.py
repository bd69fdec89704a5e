"""What both towers are trained by: folds, batches of windows of like length, and the loop."""

import time
import zlib

import torch


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


def groups_of(tower, lr, layer_decay):
    """Parameters by layer, matrices apart from vectors: each layer below the last learns `layer_decay` times as fast."""
    found = {}
    for name, p in tower.named_parameters():
        parts = name.split(".")
        below = len(tower.layers) - 1 - int(parts[1]) if parts[0] == "layers" else 0
        found.setdefault((below, p.dim() > 1), []).append(p)
    return [{"params": params, "weight_decay": 0.01 if matrix else 0.0, "full": lr * layer_decay ** below}
            for (below, matrix), params in found.items()]


def train(tower, plan, loss_of, *, lr, layer_decay=1.0, floor=0.02, average=None, every=None):
    """Trains a tower by AdamW, the rate rising over 6% of the steps and then falling to `floor` of itself.

    `plan` holds each epoch's batches, `loss_of` gives a batch's loss. `average` ends with the mean of the weights met after
    that part of the steps (Izmailov et al. 2018, arXiv:1803.05407). `every` is called after each epoch with its number.
    """
    optimiser = torch.optim.AdamW(groups_of(tower, lr, layer_decay), lr=lr, betas=(0.9, 0.98), fused=True)
    steps, step, start = sum(map(len, plan)), 0, time.time()
    mean, met = None, 0
    for epoch, epoch_batches in enumerate(plan):
        tower.train()
        total = 0.0
        for batch in epoch_batches:
            part = min((step + 1) / (0.06 * steps), max(floor, (steps - step) / (0.94 * steps)))
            for group in optimiser.param_groups:
                group["lr"] = group["full"] * part
            loss = loss_of(batch)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tower.parameters(), 1.0)
            optimiser.step()
            total += float(loss.detach())
            step += 1
            if average is not None and step % 10 == 0 and step > steps * average:
                now, met = tower.state_dict(), met + 1
                mean = {k: v.detach().clone() if mean is None else mean[k] + (v - mean[k]) / met for k, v in now.items()}
            if step % 50 == 0:
                print(f"step {step}/{steps} {time.time() - start:.0f}s cpu {time.process_time():.0f}s", flush=True)
        print(f"epoch {epoch} loss {total / len(epoch_batches):.4f} {time.time() - start:.0f}s", flush=True)
        if mean is not None and epoch == len(plan) - 1:
            tower.load_state_dict(mean)
        if every:
            every(epoch)
