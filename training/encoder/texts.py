"""Reads the gold files and asks the product for the mentions and sentences of each text."""

import json
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
GOLD = ROOT.parent / "shared" / "gold"


def rows(name, gold=GOLD):
    """The rows of a gold file."""
    with open(Path(gold) / f"{name}.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def annotate(texts, cache):
    """Mentions and sentences of each text as the product finds them, by text; offsets are code points.

    The product is run once and its answer kept in `cache`, since nothing in it changes between runs.
    """
    cache = Path(cache).resolve()
    known = {}
    if cache.exists():
        with open(cache, encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                known[row["text"]] = row
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    if missing:
        source = cache.with_suffix(".in.jsonl")
        with open(source, "w", encoding="utf-8") as file:
            for index, text in enumerate(missing):
                file.write(json.dumps({"id": str(index), "text": text}) + "\n")
        command = ["node", str(ROOT / "dist/cli/main.js"), "analyse", str(source), "--out", "-",
                   "--format", "jsonl", "--any-language", "--keep-boilerplate", "--workers", "1"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT) as process, \
                open(cache, "a", encoding="utf-8") as file:
            for line in process.stdout:
                row = json.loads(line)
                text = missing[int(row["id"])]
                known[text] = {
                    "text": text,
                    "mentions": [[m["start"], m["end"], m["actor"], m["kind"], m["type"]] for m in row["mentions"]],
                    "sentences": [[s["start"], s["end"]] for s in row["sentences"]],
                }
                file.write(json.dumps(known[text]) + "\n")
        if process.returncode not in (0, 1):
            raise SystemExit(f"hedgerow analyse failed on {source} with status {process.returncode}; "
                             "build the product first: npm ci && npm run build")
        source.unlink()
    return known
