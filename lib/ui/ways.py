"""The four ways to decide, as the cards of the first screen tell them: sentence, wiring, gain."""

import math
from collections.abc import Sequence
from dataclasses import replace

from lib import combiners, datasets
from lib.base_models import Member, member_names
from lib.catalogue.controls import settings
from lib.combiners import Combiner, Models
from lib.engine.results import MODEL, ONE, SOURCES, STACK, VOTE, Method, Results
from lib.scenario.edits import TUNED
from lib.scenario.experiment import Experiment
from lib.statistics.metrics import METRICS
from lib.ui.components.stage import Card, Cards, Score
from lib.ui.components.wiring import Wiring, all_to_all, one_to_one
from lib.verdict.agreeing import gain_shown, rescued_and_broken
from lib.verdict.case import Case
from lib.verdict.comparisons import versus
from lib.verdict.wishes import is_wished
from lib.words import listed, number

TITLES = {ONE: "One model", VOTE: "Vote", STACK: "Stack", SOURCES: "Fuse", MODEL: "Fuse"}
SENTENCES = {
    ONE: "The best of {names}.",
    VOTE: "{all} answer; the answers are averaged.",
    "majority_vote": "{all} answer; the most votes win.",
    STACK: "A further model learns whom to trust.",
    SOURCES: "{readers} for each source; their scores are merged.",
    MODEL: "One small model, taught by {count}, answers alone.",
}
THE_ONLY_ONE = "There is only this one."
ROOM = 56  # letters of a sentence on a card
COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
USUAL = {
    ONE: "best_single",
    VOTE: "soft_vote",
    STACK: "stacking_logistic",
    SOURCES: "log_linear_pool",
    MODEL: "distilled",
}
TO_BEAT = "the one to beat"
BY_ACCURACY = ", counted by accuracy"

ALL_DATA = "all data"
NO_SOURCES = ("source 1", "source 2")  # as they might be
VERBS = {  # the last box, by the kind of a combiner or by its key
    "voting": "average",
    "selection": "choose",
    "stacking": "learns",
    "late": "merge",
    "parameters": "average",
    "structure": "join",
    "knowledge": "student",
    "majority_vote": "count",
    "score_weighted_vote": "weigh",
    "loss_weighted_vote": "weigh",
    "weighted_vote": "weigh",
    "late_mean": "average",
    "late_product": "multiply",
    "late_max": "highest",
    "late_min": "lowest",
    "late_median": "median",
    "log_linear_pool": "weigh",
    "borda": "rank",
    "behaviour_knowledge_space": "look up",
    "decision_templates": "look up",
    "gated_fusion": "gate",
}


def cards_of(case: Case) -> Cards:
    """All cards of a case with what was measured so far."""
    results = case.results
    pick = case.verdict.pick or ""
    is_merged = bool(pick) and results.method(pick).way == MODEL
    natural = len(case.dataset.views) > 1 and not is_merged  # the face of fusion shown first
    first, second = (SOURCES, MODEL) if natural else (MODEL, SOURCES)
    cards = [card_of(way, case) for way in (ONE, VOTE, STACK, first, second)]
    reference = case.verdict.reference
    things = datasets.entries()[case.scenario.dataset].things
    scores = scores_of(results, case.scenario.metric, reference, things)
    badge = "our pick so far"
    if len(results.repeats) >= case.scenario.repeats:
        simplest = pick != reference and not is_wished(case)
        badge = "our pick: the simplest of the best" if simplest else "our pick"
    return Cards([card for card in cards if card], scores, pick, reference, badge)


def subject(case: Case) -> str:
    """Key of what is worth standing beside the best single model: the combination that is picked,
    else the usual one of the first way there is; "" when nothing is combined."""
    pick = case.verdict.pick or ""
    if pick in case.results.combinations:
        return pick
    cards = [card_of(way, case) for way in (VOTE, STACK, SOURCES, MODEL)]
    return next((card.method for card in cards if card), "")


def card_of(way: str, case: Case) -> Card | None:
    """The card of a way with the pick where it has words of its own, else its usual method, or the
    first there is; None without any."""
    keys = [method.key for method in case.results.methods if method.way == way]
    if not keys:
        return None
    n, models = case.n_voters, case.experiment.models
    count = COUNTS[n] if n < len(COUNTS) else n
    readers = "The best model" if models.chooses else "One model"
    if not models.chooses and models.n_fused > len({reader.view for reader in models.sources}):
        readers = "All your models"
    names = listed(member_names(models.voters, short=True))
    if len(names) > ROOM:  # the wirings' letters stand for these names
        names = f"the {count}"
    pick = case.verdict.pick
    usual = pick if pick in keys and pick in SENTENCES else USUAL.get(way)
    sentence = SENTENCES.get(usual or "", SENTENCES[way]).format(
        count=f"all {count}" if n > 1 else "yours",
        all="Both" if n == 2 else f"All {count}",
        readers=readers,
        names=names,
    )
    if way in (ONE, VOTE) and n == 1:
        sentence = THE_ONLY_ONE
    return Card(way, TITLES[way], sentence, usual if usual in keys else keys[0])


def scores_of(
    results: Results, metric: str, reference: str, things: str = "rows"
) -> dict[str, Score]:
    """The mean of every method so far, and what it gains on the reference: all of the same passes,
    and so that what is shown subtracts."""
    return {
        method.key: _score(results, method.key, mean, metric, reference, things)
        for method, mean in zip(results.methods, results.means(metric), strict=True)
    }


def _score(
    results: Results, key: str, mean: float, metric: str, reference: str, things: str
) -> Score:
    text = METRICS[metric].format(mean)
    sentence = f"{METRICS[metric].title} {text}"
    if key == reference or reference not in results.positions:
        return Score(text, sentence, TO_BEAT if key == reference else "")
    gain = versus(results, key, reference, metric, rope=1)
    low, middle, high = (
        end if math.isfinite(end) else None for end in (gain.low, gain.mean, gain.high)
    )
    shown = gain_in_words(metric, gain_shown(results, key, reference, metric))
    rescued, broken = rescued_and_broken(results, key, reference)
    by = "" if metric == "accuracy" else BY_ACCURACY
    net = rescued - broken
    more = f"{abs(net):.1f} {'fewer' if net < -0.05 else 'more'} right"
    flips = f"of 100 {things}, {rescued:.1f} rescued and {broken:.1f} broken: {more}{by}"
    return Score(text, sentence, shown, low, middle, high, flips)


def gain_in_words(metric: str, gain: float) -> str:
    """
    >>> gain_in_words("accuracy", 2.71), gain_in_words("accuracy", -0.01)
    ('+2.7 points', '0.0 points')
    >>> gain_in_words("log_loss", -0.031)
    '0.031 worse'
    """
    if not math.isfinite(gain):
        return ""
    if not METRICS[metric].as_percent:
        return f"{number(abs(gain), 3)} {'better' if gain >= 0 else 'worse'}"
    return f"{'+' if round(gain, 1) > 0 else ''}{number(gain, 1)} points"


def wiring_of(method: Method, experiment: Experiment) -> Wiring:
    """How the answers of a method come about, from the data down."""
    entry = combiners.entries().get(method.key)
    if entry is None:
        member = experiment.members[int(method.key.removeprefix("model")) - 1]
        return _alone(method.short, [member.view or ALL_DATA])
    return wiring_of_entry(method.key, entry, experiment.models)


def wiring_of_entry(key: str, entry: Combiner, models: Models) -> Wiring:
    """The same of a combiner that need not be compared. Where it fuses sources and there are none,
    it is drawn with two."""
    if not models.sources and not entry.columns(models, settings(entry.controls, ())):
        readers = [replace(one, view=view) for view in NO_SOURCES for one in models.everything]
        models = replace(models, sources=tuple(readers), chooses=True)
    sources = tuple(dict.fromkeys(reader.view for reader in models.sources)) or (ALL_DATA,)
    if entry.kind == "single":
        reads = sources if key == "best_source" else [ALL_DATA]
        return _alone("tuned" if key == TUNED else "best", reads)
    if entry.kind == "early":
        return _alone("one model", sources)
    if entry.kind == "intermediate":
        return _funnel(sources, ("summary",) * len(sources), list(range(len(sources))), "one model")
    verb = VERBS.get(key) or VERBS[entry.kind]
    if entry.kind == "late" and models.chooses and models.n_fused < len(models.sources):
        best = [*sources, *([ALL_DATA] if key == "hybrid_fusion" else [])]
        return _funnel(tuple(best), ("best",) * len(best), list(range(len(best))), verb)
    return _read(_readers(entry, models), verb)


def _alone(box: str, sources: Sequence[str]) -> Wiring:
    """One model between its inputs and the answer."""
    links = (all_to_all(len(sources), 1), one_to_one(1))
    return Wiring((tuple(sources), (box,), ("answer",)), links)


def _readers(entry: Combiner, models: Models) -> list[Member]:
    """The models whose answers are combined, or which become one."""
    if entry.merge is not None:
        return list(entry.merged(models.voters) or models.voters)
    wanted = entry.columns(models, settings(entry.controls, ()))
    return [column for column in wanted if isinstance(column, Member)]


def _read(readers: Sequence[Member], verb: str) -> Wiring:
    """Models, each below what it reads, and what is made of their answers."""
    reads = [member.view or ALL_DATA for member in readers]
    sources, names = tuple(dict.fromkeys(reads)), dict[int, str]()
    for source in sources:  # two of a kind are told apart where they read the same
        of_it = {i: replace(each, view="") for i, each in enumerate(readers) if reads[i] == source}
        names |= zip(of_it, member_names(list(of_it.values()), short=True), strict=True)
    return _funnel(
        sources,
        tuple(names[i] for i in range(len(readers))),
        [sources.index(source) for source in reads],
        verb,
    )


def _funnel(
    sources: tuple[str, ...], middle: tuple[str, ...], reads: Sequence[int], last: str
) -> Wiring:
    """reads : for each box in the middle, the position of its source."""
    above = tuple((source, box) for box, source in enumerate(reads))
    return Wiring((sources, middle, (last,)), (above, all_to_all(len(middle), 1)))
