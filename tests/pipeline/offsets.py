"""Checks with pyarrow that text[start:end] is the surface of every hit in the Parquet files given."""

import sys

import pyarrow.parquet as pq


def check(value, text, path, totals):
    if isinstance(value, list):
        for item in value:
            check(item, text, path, totals)
    elif isinstance(value, dict):
        if value.get("surface") is not None:
            totals[path] = totals.get(path, 0) + 1
            if text[value["start"] : value["end"]] != value["surface"]:
                raise SystemExit(f"{path}: {value} is not {text[value['start']:value['end']]!r}")
        for name, item in value.items():
            check(item, text, f"{path}.{name}", totals)


totals = {}
documents = 0
for file in sys.argv[1:]:
    table = pq.read_table(file)
    texts = table.column("text").to_pylist()
    documents += len(texts)
    for name in table.column_names:
        if str(table.schema.field(name).type).startswith("list"):
            for text, value in zip(texts, table.column(name).to_pylist()):
                check(value, text, name, totals)
print(documents, sum(totals.values()), *(f"{name}={count}" for name, count in sorted(totals.items())))
