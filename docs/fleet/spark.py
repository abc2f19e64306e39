"""Answers records on Apache Spark, each partition by a process of `whydunit batch`:

    spark-submit spark.py RECORDS.jsonl ANSWERS [PARTITIONS] [COMMAND]

RECORDS and ANSWERS may be whatever Spark reads and writes; ANSWERS becomes a folder of parts. Each executor needs the
command and, where records name a `path`, the logs. About a thousand records a partition keep what is lost with an
executor small and the start of a process (a second) cheap.
"""

import os
import sys

from pyspark.sql import SparkSession

records, answers, partitions, command = [*sys.argv[1:], None, None][:4]
spark = SparkSession.builder.appName("whydunit").getOrCreate()
(
    spark.sparkContext.textFile(records, int(partitions or 2))
    # A process that ended badly fails its partition, which is tried again: none is taken for whole that is not.
    .pipe(command or "whydunit batch --quiet", env=dict(os.environ), checkCode=True)
    .saveAsTextFile(answers)
)
spark.stop()
