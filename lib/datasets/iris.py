"""Three species of iris by the size of sepals and petals."""

from lib.datasets._recorded import Bundled

ENTRY = Bundled(
    title="Iris",
    summary="Three species of iris by sepals and petals: the best-known data set there is, so "
    "easy that combining cannot help.",
    order=500,
    question="Which iris is it?",
    things="flowers",
    fields=("nature",),
    key="iris",
    n_rows=150,
    target="species",
    classes=("setosa", "versicolor", "virginica"),
    features=dict.fromkeys(("sepal length", "sepal width", "petal length", "petal width"), "cm"),
    views={"sepal": (0, 1), "petal": (2, 3)},
    source="load_iris of scikit-learn; Iris, UCI Machine Learning Repository.",
    citation="Fisher, R. A. (1936) The use of multiple measurements in taxonomic problems. Annals "
    "of Eugenics 7(2), 179-188; data collected by E. Anderson.",
    changes="All 150 rows; sepals and petals are our views.",
)
