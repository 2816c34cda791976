"""The way in from Python: the app's question asked of a reader's own rows and models.

    from lib.asking import compare

    found = compare(X, y, {"forest": RandomForestClassifier(), "near": KNeighborsClassifier()})
    print(found.verdict)     # what the Verdict page says
    found.table              # a row a method
    found.pick.fit(X, y)     # the recommended pick, an ordinary scikit-learn classifier

`docs/in_a_notebook.ipynb` shows all of it. The engine, the verdict and the displays are those of
the app; only where rows and models come from is other.
"""

from lib.asking.comparing import compare
from lib.asking.comparison import Comparison
from lib.asking.model_files import ModelError, load_model
from lib.datasets import DataError
from lib.engine.combined import CombinedClassifier

__all__ = ["CombinedClassifier", "Comparison", "DataError", "ModelError", "compare", "load_model"]
