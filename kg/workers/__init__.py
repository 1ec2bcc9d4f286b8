"""Workers: processes that annotate articles, each under limits, so that no article can take the build down."""

from kg.workers.pool import Failure, Limits, Pool, pool

__all__ = ["Failure", "Limits", "Pool", "pool"]
