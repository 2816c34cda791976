"""One thread for each library in every test: fits this small are only slowed by more of them, above
all when several workers share the processor."""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # read when the libraries are loaded, which is after this file
