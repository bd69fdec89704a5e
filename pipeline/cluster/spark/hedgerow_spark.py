"""Hedgerow on Apache Spark: every executor runs a Hedgerow process and sends it its rows as Arrow batches.

    from hedgerow_spark import analyse
    result = analyse(spark.read.parquet("articles"))
    result.where("reject IS NULL").drop("reject").write.parquet("analysis")

`hedgerow report` and `hedgerow compare` read the folder so written as they read their own. Needs Spark 3.3 or newer
with pyarrow, and Node with Hedgerow on every machine (or in the container image of the executors).
"""

import atexit
import collections
import os
import shutil
import subprocess
import threading

import pyarrow as pa

__all__ = ["analyse", "output_schema"]


def analyse(df, options=(), command=None):
    """The rows of a DataFrame with the columns of Hedgerow's analysis.

    df: a DataFrame with a column of texts and one of ids, found by their usual names (``text``, ``body`` …;
        ``id`` …) or named in ``options``. Ids are to be unique: partitions know nothing of each other.
    options: words of the command line that say how to read and analyse:
        ``["--text-column", "body", "--codebook", "policy"]``.
    command: how Hedgerow is started on an executor, as a list of words. Default: the words of the environment
        variable HEDGEROW, else ``hedgerow`` on the PATH.

    Returns a DataFrame, row for row: the document's columns, the stages' columns, and ``reject``: null, or JSON
    with reason, message and remedy where a row could not be analysed, whose other columns are then null.
    Offsets are Unicode code points, half-open, into ``text``.
    """
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    words = _command(command) + ["serve", *options]
    schema = from_arrow_schema(output_schema(to_arrow_schema(df.schema), options, command))

    def on_executor(batches):
        return _analyse_batches(batches, words)

    return df.mapInArrow(on_executor, schema)


def output_schema(schema, options=(), command=None):
    """The Arrow schema of the analysis of rows with this schema; asked of Hedgerow with an empty stream."""
    with _Process(_command(command) + ["serve", *options]) as process:
        return process.schema_for(schema)


def _command(command):
    if command is not None:
        return list(command)
    given = os.environ.get("HEDGEROW", "").split()
    if given:
        return given
    if shutil.which("hedgerow") is None:
        raise RuntimeError(
            "hedgerow is not on the PATH: install it, set HEDGEROW, or give analyse(command=[...])"
        )
    return ["hedgerow"]


_running = {}


def _analyse_batches(batches, words):
    """Runs in Spark's Python worker: one Hedgerow process for its whole life, one Arrow stream a partition."""
    first = next(batches, None)
    if first is None:
        return
    key = tuple(words)
    process = _running.pop(key, None) or _Process(words)

    def everything():
        yield first
        yield from batches

    try:
        yield from process.stream(first.schema, everything())
    except BaseException:
        # Half a stream is left in its pipes (a failure, or Spark has rows enough): the next gets a new one.
        process.close(kill=True)
        raise
    _running[key] = process


class _Process:
    """A running `hedgerow serve`, whose standard error is kept for the message should it fail."""

    def __init__(self, words):
        self._words = words
        self._process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self._said = collections.deque(maxlen=40)
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        atexit.register(self.close)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def schema_for(self, schema):
        """The schema with which it answers rows of a schema."""
        self._send_nothing(schema)
        reader = self._open()
        if any(batch.num_rows > 0 for batch in reader):
            self._fail("rows came back where none were sent")
        return reader.schema

    def stream(self, schema, batches):
        """Sends batches and yields those that come back: one for one, so that no row can be lost unseen."""
        writer = reader = None
        for batch in batches:
            try:
                if writer is None:
                    writer = pa.ipc.new_stream(self._process.stdin, schema)
                writer.write_batch(batch)
                self._process.stdin.flush()
                if reader is None:
                    reader = self._open()
                answer = reader.read_next_batch()
            except (pa.ArrowInvalid, OSError, StopIteration) as error:
                self._fail(error)
            if answer.num_rows != batch.num_rows:
                self._fail(f"{batch.num_rows} rows were sent and {answer.num_rows} came back")
            yield answer
        if writer is not None:
            writer.close()
            self._process.stdin.flush()
            for _ in reader:
                self._fail("more rows came back than were sent")

    def _send_nothing(self, schema):
        try:
            pa.ipc.new_stream(self._process.stdin, schema).close()
            self._process.stdin.flush()
        except OSError as error:
            self._fail(error)

    def _open(self):
        try:
            return pa.ipc.open_stream(self._process.stdout)
        except (pa.ArrowInvalid, OSError) as error:
            self._fail(error)

    def _listen(self):
        for line in self._process.stderr:
            self._said.append(line.decode("utf-8", "replace").rstrip())

    def _fail(self, error):
        try:
            status = self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            status = None
        self._listener.join(timeout=5)
        said = "\n".join(self._said) or str(error)
        ended = "sent something that is no Arrow stream" if status is None else f"ended with status {status}"
        cause = error if isinstance(error, BaseException) else None
        raise RuntimeError(f"{' '.join(self._words)} {ended}:\n{said}") from cause

    def close(self, kill=False):
        atexit.unregister(self.close)
        if kill:
            self._process.kill()
        try:
            self._process.stdin.close()
        except OSError:
            pass
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
