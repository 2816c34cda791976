"""What a dictionary entry is about: two texts and a table of links."""

from lib.datasets._recorded import CsvFile

ENTRY = CsvFile(
    title="Dictionary topics",
    summary="Animal, plant, food or message: the topic of a dictionary entry from its definition, "
    "its spelling and its links, text fused with numbers.",
    order=580,
    question="What is the word about?",
    things="words",
    fields=("language",),
    is_wide=True,
    file="word_topics",
    n_rows=3000,
    target="topic",
    classes=("animal", "artifact", "communication", "food", "plant", "substance"),
    names={
        "word": "spelling",
        "graph": "links",
        "artifact": "artefact",
        "definition__text": "definition",
        "word__text": "entry",
        "parents": "broader terms",
        "children": "narrower terms",
        "has_parts": "parts",
        "member_of": "groups it belongs to",
        "has_example": "examples",
        "definition_words": "words in the definition",
        "word_parts": "words in the entry",
    },
    texts=("text",),
    source="WordNet 3.0, Princeton University.",
    citation="Miller, G. A. (1995) WordNet: a lexical database for English. Communications of the "
    "ACM 38(11), 39-41.",
    licence="WordNet 3.0 licence (permissive; notice in data/licences).",
    changes="500 noun entries a class, drawn with seed 0; examples of use, proper names and "
    "entries that match a family-safe word filter left out; the links are counts.",
)
