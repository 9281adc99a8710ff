"""What operators can read off."""

from prometheus_client import CollectorRegistry

from course.serve.metrics import Figures
from course.store.store import Store


def test_the_figures(tmp_path):
    """Pages, kernels, waits, answers and memory have the values that the server has."""

    class Kernels(list):
        open_pages, most, zygote = 2, 40, None

    class Pool(list):
        misses = 7

    kernels = Kernels([1, 2, 3])
    kernels.pool = Pool([3])
    store = Store(tmp_path)
    registry = CollectorRegistry()
    registry.register(Figures(kernels, store))
    value = registry.get_sample_value
    assert value("course_pages_open") == 2
    assert value("course_pages_most") == 40
    assert value("course_kernels") == 3
    assert value("course_kernels_ready") == 1
    assert value("course_kernels_forked") == 0
    assert value("course_waits_total") == 7
    assert value("course_answers_total") == 0
    assert value("course_memory_private_bytes", {"process": "server"}) > 10e6
    store.close()
