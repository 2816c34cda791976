"""Everything that computes. Imports point one way: a room uses only rooms below it.

    app.py, pages/        storyboards: what is shown, in which order
      lib.ui              the only room that knows Streamlit: shell, state, cache, components
      lib.asking          the same from Python: a reader's own rows and models compared
      lib.report          what can be taken away: report, slides, numbers, script, model
      lib.lessons         catalogue: one file a lesson, its steps and what it claims
      lib.claims          catalogue: one file a claim, judged by the evidence
      lib.evidence        measures for hours what claims are judged by: plan, cells, file
      lib.inside          fitted objects opened: votes, stacks, merges, networks, forests
      lib.charts          catalogue: one file a display of a case
      lib.verdict         the recommended pick and its words; sealed rows; what would change it
      lib.drawing         how every figure looks, and the contract of whatever is looked at
      lib.scenario        what was asked: the record, its link, and the experiment that answers it
      lib.cares           what may matter besides the score, and how each of it is measured
      lib.engine          one honest pass over the folds: fits, answers, costs -> Results
      lib.combiners       catalogue: one file a way to combine
      lib.networks        networks as plain weights: averaged, matched, joined, pruned
      lib.base_models     catalogue: one file a base model
      lib.datasets        catalogue: one file a data set
      lib.reading         a file that somebody brings, read into a table, bounded and apart
      lib.catalogue       how a folder becomes a catalogue, and the knobs of its entries
      lib.glossary        every term that is not everyday English, once
      lib.words           numbers and names as written in sentences; text from outside stays text
      lib.statistics      the scores, how sure one may be of a difference, how models differ

A room holds one idea, and its docstring says which; a catalogue says "add one here". What another
room uses has a public name. `tests/test_architecture.py` reads this map and keeps to its order.
The tensor of probabilities is always called `P`, of shape `(n_samples, n_models, n_classes)`.
"""
