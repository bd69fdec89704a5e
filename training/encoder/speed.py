"""Times the whole network in PyTorch, 32 bits, one sentence a call, over a JSON list of sentences from standard input."""

import json
import sys
import time

import torch

from model import LAYERS, make_trunk
from pieces import CLS, SEP, make_tokenizer


def main():
    torch.set_num_threads(1)
    tokenizer, network = make_tokenizer(), make_trunk(LAYERS)
    sentences = json.load(sys.stdin)
    start = time.process_time()
    with torch.inference_mode():
        for sentence in sentences:
            ids = tokenizer.encode(sentence, add_special_tokens=False).ids[:510]
            network(torch.tensor([[CLS, *ids, SEP]]))
    print(json.dumps({"sentences": len(sentences), "seconds": time.process_time() - start}))


if __name__ == "__main__":
    main()
