"""Everything that computes. Imports point one way; only `lib.ui` knows Streamlit.

    app.py, pages/          storyboards: what is shown, in which order
      lib.ui                shell, state, cached computing, controls, components
        lib.report          what can be taken away: report, slides, numbers, script, model
        lib.lessons         catalogue: one file a lesson (a scenario and what to notice)
        lib.claims          catalogue: one file a claim, and the evidence it is judged by
        lib.charts          catalogue: one file a chart: results -> plotly Figure
        lib.verdict         the recommended pick, in words, from Results
        lib.sealed          rows set aside, opened once: what was promised, and what came
        lib.variations      what would change the pick: other weights, rows, noise, members
        lib.inside          fitted objects opened: votes, stacks, merges, networks, forests
          lib.experiment    a Scenario turned into data, fitted models and Results
          lib.single_views  what each view is worth alone
          lib.coinciding    which methods are the same for the present choice
          lib.boundary      what a method answers everywhere in a picture
          lib.statistics    paired comparisons with uncertainty
          lib.selection     what the best of many scores without the luck of being chosen
          lib.evaluation    the shared out-of-fold engine -> Results
          lib.folds, lib.fitting, lib.costs   its parts: who is held back, one fit, what it cost
          lib.explainability, lib.robustness   costs that need more than Results to measure
          lib.combined      the take-home classifier: members and a combiner as one estimator
          lib.results       frozen results and their tidy tables
          lib.scenario      what the visitor chose; to and from a URL
            lib.combiners   catalogue: one file a way to combine
            lib.base_models catalogue: one file a base model
            lib.datasets    catalogue: one file a data set
            lib.views       a visitor's own views: in a link, mended, in words
            lib.networks    networks as plain weights: averaged, matched, joined, pruned
              lib.catalogue, lib.controls, lib.metrics, lib.priorities

A folder says "add one here"; a file says "this exists once". The tensor of probabilities
is always called `P` and has the shape `(n_samples, n_models, n_classes)`.
"""
