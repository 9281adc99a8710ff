"""Figures for operators, in the form that Prometheus reads; for this machine only."""

from contextlib import suppress

import psutil
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from course.serve.handlers import PageHandler
from course.serve.security import is_loopback

PASSED_ON = ("Forwarded", "Via", "X-Forwarded-For", "X-Real-Ip")  # a proxy here is not this machine


class Figures:
    """Collects the figures at the moment they are asked for.

    Parameters
    ----------
    kernels : course.serve.kernels.OwnedKernelManager
    store : course.store.store.Store
    """

    def __init__(self, kernels, store):
        self._kernels, self._store = kernels, store

    def collect(self):
        """Yield the figures."""
        kernels, answers = self._kernels, self._store.answers
        forks = bool(kernels.zygote and kernels.zygote.is_alive)
        yield gauge("pages_open", "Pages that have a kernel or wait for one.", kernels.open_pages)
        yield gauge("pages_most", "Pages that may be open.", kernels.most)
        yield gauge("kernels", "Kernels that run, ready ones included.", len(kernels))
        yield gauge("kernels_ready", "Kernels that wait for a page.", len(kernels.pool))
        yield gauge("kernels_forked", "1 when kernels are forked.", int(forks))
        yield counter("waits", "Pages that had to wait for a kernel.", kernels.pool.misses)
        yield counter("answers", "Answers that are stored.", answers.count())
        yield self._memory()

    def _memory(self):
        name = "course_memory_private_bytes"
        memory = GaugeMetricFamily(name, "Memory that is not shared.", labels=["process"])
        here = psutil.Process()
        memory.add_metric(["server"], private_bytes([here]))
        memory.add_metric(["kernels"], private_bytes(here.children(recursive=True)))
        return memory


def gauge(name, text, value):
    """Return a figure that goes up and down."""
    return GaugeMetricFamily(f"course_{name}", text, value=value)


def counter(name, text, value):
    """Return a figure that only goes up."""
    return CounterMetricFamily(f"course_{name}", text, value=value)


def private_bytes(processes):
    """Return how much memory these processes do not share with any other."""
    found = 0
    for process in processes:
        with suppress(psutil.Error):  # ended between two looks
            found += process.memory_full_info().uss
    return found


class MetricsHandler(PageHandler):
    """The figures; nobody else than this machine is told."""

    async def get(self):
        """Send them."""
        is_passed_on = any(name in self.request.headers for name in PASSED_ON)
        if is_passed_on or not is_loopback(self.request.remote_ip):
            return self.send_error(404)
        registry = CollectorRegistry(auto_describe=False)
        registry.register(Figures(self.kernel_manager, self.server.store))
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        return self.finish(generate_latest(registry))
