"""Which group an emoji belongs to: a picture and a name."""

from lib.datasets._recorded import CsvFile

GROUPS = {
    "face_emotion": "faces",
    "people_body": "people",
    "animal_nature": "animals",
    "food_drink": "food",
    "travel_place": "travel",
    "activity": "activities",
    "object": "objects",
    "symbol": "symbols",
}

ENTRY = CsvFile(
    title="Emoji, picture and name",
    summary="Which group an emoji belongs to, from its picture and from its name: a model for "
    "each, fused late, beats either.",
    order=670,
    question="Which group is the emoji of?",
    things="emoji",
    fields=("vision", "language"),
    is_wide=True,
    file="emoji_image_text",
    n_rows=1365,
    target="group",
    classes=tuple(GROUPS),
    names=GROUPS
    | {"image": "picture", "text": "name"}
    | {
        f"{letter}{cell:02}": f"{colour} {cell}"
        for letter, colour in {"r": "red", "g": "green", "b": "blue"}.items()
        for cell in range(100)
    },
    texts=("text",),
    source="Noto Color Emoji of Google (pictures) and emoji-test.txt of Unicode (names and "
    "groups).",
    citation="Google (2013) Noto Emoji; Unicode, Inc., emoji-test.txt.",
    licence="Pictures Apache 2.0; names and groups Unicode licence (permissive; both in "
    "data/licences).",
    changes="1365 emoji of one code point drawn as 10 x 10 red, green and blue on white; variants "
    "of skin, gender and flags and a few adult or weapon signs left out. Keywords left out, "
    "because they repeat the name of the group.",
)
