"""Figures about the server for Prometheus: how many, how long, never who or what."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """The figures of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "zhanggui_requests", "Requests answered", ("route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "zhanggui_request_seconds",
            "Time until the answer",
            ("route",),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.facts = Counter(
            "zhanggui_facts", "Facts received", ("outcome",), registry=self.registry
        )
        self.gaps = Counter(
            "zhanggui_gaps", "Facts that follow a missing one", registry=self.registry
        )
        self.problems = Counter(
            "zhanggui_problems", "Requests refused", ("problem",), registry=self.registry
        )
        self.waiting = Gauge(
            "zhanggui_requests_waiting", "Requests being answered", registry=self.registry
        )

    def text(self) -> bytes:
        """Write the figures in Prometheus' text format."""
        return generate_latest(self.registry)
