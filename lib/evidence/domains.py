"""What each data set is about, so that a claim about a field can be asked of the right rows."""

SHAPES = "shapes"  # drawn to be looked at: their two axes are not two sources of information

DOMAINS: dict[str, frozenset[str]] = {
    "moons": frozenset({SHAPES}),
    "circles": frozenset({SHAPES}),
    "blobs": frozenset({SHAPES}),
    "rings": frozenset({SHAPES}),
    "spirals": frozenset({SHAPES}),
    "checkerboard": frozenset({SHAPES}),
    "pinwheel": frozenset({SHAPES}),
    "strong_member": frozenset({SHAPES}),
    "xor": frozenset({"sensors"}),
    "flaky_sensors": frozenset({"sensors"}),
    "noisy_views": frozenset({"sensors"}),
    "five_stumps": frozenset({"sensors"}),
    "different_learners": frozenset({"sensors"}),
    "expert_and_clones": frozenset({"judges"}),
    "iris": frozenset({"nature"}),
    "penguins": frozenset({"nature"}),
    "wine": frozenset({"nature"}),
    "mammographic": frozenset({"healthcare"}),
    "breast_cancer": frozenset({"healthcare", "vision"}),
    "thyroid": frozenset({"healthcare"}),
    "parkinson_voice": frozenset({"healthcare"}),
    "cell_channels": frozenset({"healthcare", "vision"}),
    "credit_german": frozenset({"finance"}),
    "sonar": frozenset({"sensors", "machines"}),
    "watch_exercises": frozenset({"sensors", "machines"}),
    "outdoor_scene": frozenset({"vision", "machines"}),
    "satellite_bands": frozenset({"vision", "machines"}),
    "digits": frozenset({"vision"}),
    "digits_sixviews": frozenset({"vision"}),
    "fashion_small": frozenset({"vision"}),
    "emoji_image_text": frozenset({"vision", "language"}),
    "word_topics": frozenset({"language"}),
    "spam_email": frozenset({"language"}),
}


def domains(dataset: str) -> frozenset[str]:
    """The fields a data set stands for; none for one that nobody has tagged."""
    return DOMAINS.get(dataset, frozenset())
