"""Analyses a Parquet file of articles in Spark's local cluster mode: two executors, each a process of its own."""

import sys

from pyspark.sql import SparkSession

corpus, out, partitions, node, main, module, lines = sys.argv[1:]
sys.path.insert(0, module)
from hedgerow_spark import analyse  # noqa: E402

spark = (
    SparkSession.builder.master("local-cluster[2,1,1500]")
    .config("spark.ui.enabled", "false")
    .config("spark.executorEnv.PYTHONPATH", module)
    .config("spark.executor.memory", "1000m")
    .config("spark.sql.execution.arrow.maxRecordsPerBatch", "64")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
articles = spark.read.parquet(corpus).repartition(int(partitions))
analyse(articles, ["--repeated-lines", lines], command=[node, main]).write.parquet(out)
spark.stop()
