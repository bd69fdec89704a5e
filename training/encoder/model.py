"""The encoder: MiniLM's embeddings and lower layers as a trunk, its upper layers as a tower a task."""

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

from pieces import BASE, SLOTS

WIDTH, HEADS, INNER, LAYERS, UPPER = 384, 12, 1536, 6, 3


class Layer(nn.Module):
    """One BERT layer."""

    def __init__(self, dropout):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x, mask=None):
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        # Written out: on a CPU faster than the fused kernel, and exported as plain operators.
        weights = (q @ k.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5
        if mask is not None:
            weights = weights.masked_fill(~mask, -1e4)
        a = weights.softmax(-1).to(v.dtype) @ v
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, n, WIDTH))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


    def at(self, x, rows, places, mask=None):
        """The layer's output at some places only, each given by its row and its piece."""
        b, n, _ = x.shape
        q, kv = self.qkv.weight[:WIDTH], self.qkv.weight[WIDTH:]
        q_bias, kv_bias = self.qkv.bias[:WIDTH], self.qkv.bias[WIDTH:]
        if rows is None:
            own = x[0].index_select(0, places)
            k, v = F.linear(x[0], kv, kv_bias).view(n, 2, HEADS, WIDTH // HEADS).permute(1, 2, 0, 3)
            query = F.linear(own, q, q_bias).view(-1, HEADS, WIDTH // HEADS).transpose(0, 1)
            weights = (query @ k.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5
            a = (weights.softmax(-1) @ v).transpose(0, 1).reshape(-1, WIDTH)
        else:
            own = x[rows, places]
            k, v = F.linear(x, kv, kv_bias).view(b, n, 2, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
            query = F.linear(own, q, q_bias).view(-1, HEADS, 1, WIDTH // HEADS)
            weights = (query @ k[rows].transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5
            if mask is not None:
                weights = weights.masked_fill(~mask[rows], -1e4)
            a = (weights.softmax(-1).to(v.dtype) @ v[rows]).reshape(-1, WIDTH)
        y = self.norm1(own + self.drop(self.out(a)))
        return self.norm2(y + self.drop(self.down(F.gelu(self.up(y)))))


class Trunk(nn.Module):
    """Embeddings and the frozen lower layers."""

    def __init__(self, depth):
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(0.0) for _ in range(depth))

    def forward(self, ids, mask=None):
        n = ids.shape[1]
        x = self.norm(self.words(ids) + self.positions.weight[:n] + self.segment)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class SentimentTower(nn.Module):
    """Layers, a vector for each actor's slot (where the tower begins, and before its last three layers), and sentiment
    at each mention."""

    def __init__(self, depth, dropout=0.1, classes=3):
        super().__init__()
        self.slots = self.slot_vectors()
        self.again = self.slot_vectors() if depth > UPPER else None
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(depth))
        self.hidden = nn.Linear(2 * WIDTH, WIDTH)
        self.head = nn.Linear(WIDTH, classes)
        self.drop = nn.Dropout(dropout)

    @staticmethod
    def slot_vectors():
        """One vector a slot; none for no slot."""
        vectors = nn.Embedding(SLOTS + 1, WIDTH, padding_idx=0)
        nn.init.normal_(vectors.weight, std=0.02)
        with torch.no_grad():
            vectors.weight[0].zero_()
        return vectors

    def forward(self, hidden, slots, mentions, rows=None, mask=None):
        """`mentions` index pieces, `rows` the windows they stand in (one window: none)."""
        x = hidden + self.slots(slots)
        for i, layer in enumerate(self.layers[:-1]):
            if self.again is not None and i == len(self.layers) - UPPER:
                x = x + self.again(slots)
            x = layer(x, mask)
        # The last layer is needed at the mentions and at [CLS] only.
        if rows is None:
            y = self.layers[-1].at(x, None, torch.cat([torch.zeros_like(mentions[:1]), mentions]))
            at = y[1:]
            whole = y[:1].expand_as(at)
        else:
            b = x.shape[0]
            y = self.layers[-1].at(x, torch.cat([torch.arange(b), rows]),
                                   torch.cat([torch.zeros(b, dtype=torch.long), mentions]), mask)
            at, whole = y[b:], y[rows]
        y = torch.tanh(self.hidden(self.drop(torch.cat([at, whole], dim=-1))))
        return self.head(self.drop(y))


class TaggingTower(nn.Module):
    """Upper layers and one linear head an output."""

    def __init__(self, depth, outputs, dropout=0.1):
        super().__init__()
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(depth))
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in outputs.items()})
        self.drop = nn.Dropout(dropout)

    def forward(self, hidden, mask=None):
        x = hidden
        for layer in self.layers:
            x = layer(x, mask)
        x = self.drop(x)
        return {name: head(x) for name, head in self.heads.items()}


def _fill(layer, weights, prefix):
    p = f"{prefix}attention."
    get = weights.__getitem__
    layer.qkv.weight.data = torch.cat([get(f"{p}self.{k}.weight") for k in ("query", "key", "value")])
    layer.qkv.bias.data = torch.cat([get(f"{p}self.{k}.bias") for k in ("query", "key", "value")])
    for mine, theirs in ((layer.out, f"{p}output.dense"), (layer.norm1, f"{p}output.LayerNorm"),
                         (layer.up, f"{prefix}intermediate.dense"), (layer.down, f"{prefix}output.dense"),
                         (layer.norm2, f"{prefix}output.LayerNorm")):
        mine.weight.data = get(f"{theirs}.weight").clone()
        mine.bias.data = get(f"{theirs}.bias").clone()


def base_weights():
    """The base's weights by name."""
    weights = load_file(BASE / "model.safetensors")
    return {key.removeprefix("bert."): value.float() for key, value in weights.items()}


def make_trunk(depth):
    """The trunk with the base's weights."""
    weights = base_weights()
    trunk = Trunk(depth)
    trunk.words.weight.data = weights["embeddings.word_embeddings.weight"]
    trunk.positions.weight.data = weights["embeddings.position_embeddings.weight"]
    trunk.segment.data = weights["embeddings.token_type_embeddings.weight"][0].clone()
    trunk.norm.weight.data = weights["embeddings.LayerNorm.weight"]
    trunk.norm.bias.data = weights["embeddings.LayerNorm.bias"]
    for i, layer in enumerate(trunk.layers):
        _fill(layer, weights, f"encoder.layer.{i}.")
    return trunk.requires_grad_(False).eval()


def begin_with(tower, trained, depth):
    """Gives a tower over a trunk of `depth` layers the weights of a trained one over a trunk as deep, or deeper: its lower
    layers then stay as they are, and sentiment's slot vectors go to where the trained ones stood."""
    shift, mine = trained["depth"] - depth, tower.state_dict()
    for key, value in trained["tower"].items():
        parts = key.split(".")
        if parts[0] == "layers":
            key = ".".join(["layers", str(int(parts[1]) + shift), *parts[2:]])
        elif shift and key == "slots.weight":
            key, mine[key] = "again.weight", torch.zeros_like(value)
        mine[key] = value
    tower.load_state_dict(mine)


def fill_tower(tower, trunk_depth):
    """Gives a tower's layers the base's weights from `trunk_depth` on."""
    weights = base_weights()
    for i, layer in enumerate(tower.layers):
        _fill(layer, weights, f"encoder.layer.{trunk_depth + i}.")
    return tower
