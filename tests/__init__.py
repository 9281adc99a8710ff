"""Tests of the course; they mirror the package."""

import os

# As in kernels: threads of linear algebra that wait for each other cost more than they bring.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
