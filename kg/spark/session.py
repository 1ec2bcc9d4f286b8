"""Starting Spark: found or told how to get it, and closed to the network when it runs on this machine alone."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import MissingExtraError, SettingsError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_LOCAL = re.compile(r"local(\[[0-9*]+(,[0-9]+)?\])?")


@contextmanager
def session(master: str) -> "Iterator[SparkSession]":
    """A session on ``master``: ``local[2]``, ``spark://host:7077``, ``yarn``, ``k8s://…``; ended when left.

    One that runs in this process already (a notebook's, a test's) is taken as it is, and stays.

    On this machine alone everything listens on 127.0.0.1 and there is no page to look at; for a cluster Spark's own
    configuration (spark-defaults.conf) decides. Raises: MissingExtraError without PySpark or Java.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingExtraError("The Spark engine needs PySpark: pip install 'kg[spark]'.") from error
    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    home = os.environ.get("JAVA_HOME")
    if not (shutil.which("java") or (home and Path(home, "bin", "java").exists())):
        raise MissingExtraError("The Spark engine needs Java 17 or later: install it, or set JAVA_HOME to where it is.")
    # The interpreter that runs us, and our code: on this machine the executors' Python inherits both.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    log = Path(__file__).with_name("log4j2.properties")
    maker = SparkSession.builder.master(master).appName("kg")
    settings = {
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={log.as_uri()}",
        "spark.sql.maxPlanStringLength": "20000",
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.showConsoleProgress": "false",
    }
    if _LOCAL.fullmatch(master):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        settings |= {
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.executorEnv.PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "spark.sql.shuffle.partitions": "8",  # 200, the default, are for clusters: each costs a few milliseconds
            "spark.ui.enabled": "false",
        }
    for name, value in settings.items():
        maker = maker.config(name, value)
    try:
        spark = maker.getOrCreate()
    except Exception as error:  # Py4J wraps whatever Java throws
        raise SettingsError(f"Spark could not start on {master}: {str(error).splitlines()[0]}") from error
    spark.sparkContext.setLogLevel("ERROR")
    try:
        yield spark
    finally:
        spark.stop()
