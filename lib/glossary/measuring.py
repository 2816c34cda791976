"""Terms of measuring: which rows are held back, what is counted, how sure one may be."""

from lib.glossary._term import Term

TERMS = {
    "fold": Term(
        "One of the parts the rows are cut into. Each part is held back once, and models are "
        "scored on it.",
        "Stone, M. (1974) Cross-validatory choice and assessment of statistical predictions.",
    ),
    "held-back rows": Term(
        "Rows a model was not trained on. Answers about them are called out-of-fold.",
        "Stone, M. (1974) Cross-validatory choice and assessment of statistical predictions.",
        also=("held back", "held-back", "held out", "held-out", "out-of-fold"),
    ),
    "pass": Term(
        "All folds once. Another pass cuts the rows anew, which makes the numbers surer.",
        "Bouckaert, R. R. and Frank, E. (2004) Evaluating the replicability of significance tests "
        "for comparing learning algorithms.",
        also=("passes", "repeat"),
    ),
    "trial": Term(
        "One fold of one pass: models learn from the other rows and are scored on those held back. "
        "Five passes over five folds are 25 trials.",
        "Nadeau, C. and Bengio, Y. (2003) Inference for the generalization error.",
    ),
    "points": Term(
        "Percentage points: from 71 % to 74 % is 3 points, 3 more rows in 100.",
        "Our own word for percentage points, short.",
        formula=r"74\,\% - 71\,\% = 3 \ \text{points}",
        also=("point",),
    ),
    "95 % interval": Term(
        "Where the true value lies in about 95 of 100 such experiments.",
        "Nadeau, C. and Bengio, Y. (2003) Inference for the generalization error.",
        formula=r"\bar d \pm t \, s \, \sqrt{\frac{1}{J} + \frac{n_\text{test}}{n_\text{train}}}",
        letters="d: the mean difference in J trials; s: how it spreads; t: from the t distribution",
        also=("interval",),
    ),
    "too small to matter": Term(
        "A difference you would not act on. You choose how large it may be.",
        "Kruschke, J. K. (2018) Rejecting or accepting parameter values in Bayesian estimation.",
        formula=r"|d| \le r",
        letters="d: the difference; r: what you chose, in points",
    ),
    "rescued": Term(
        "Wrong with the best single model, right together.",
        "McNemar, Q. (1947) Note on the sampling error of the difference between correlated "
        "proportions or percentages.",
        formula=r"\text{gain} = \frac{\text{rescued} - \text{broken}}{\text{rows}}",
        also=("newly right",),
    ),
    "broken": Term(
        "Right with the best single model, wrong together.",
        "McNemar, Q. (1947) Note on the sampling error of the difference between correlated "
        "proportions or percentages.",
        formula=r"\text{gain} = \frac{\text{rescued} - \text{broken}}{\text{rows}}",
        also=("newly wrong",),
    ),
    "expected gain": Term(
        "What combining may be expected to bring on new rows. It weighs what was measured on these "
        "rows with what the method gained on other data sets, so that luck counts less; usually it "
        "is less than was measured.",
        "Robbins, H. (1956) An empirical Bayes approach to statistics.",
        formula=r"\text{expected} = w \cdot \text{here} + (1 - w) \cdot \text{elsewhere}",
        letters="w: near 1 where these rows leave little doubt",
    ),
    "calibration": Term(
        "Whether a model that says 80 % is right 80 times in 100.",
        "Guo, C. et al. (2017) On calibration of modern neural networks.",
        formula=r"P(\text{right} \mid \hat p = 0.8) = 0.8",
        letters="p: how sure the model says it is",
        also=("calibrate", "calibrated"),
    ),
    "kappa": Term(
        "How far two models name the same classes beyond what chance alone would give: 1 for "
        "always, 0 for no more than chance.",
        "Cohen, J. (1960) A coefficient of agreement for nominal scales.",
        formula=r"\kappa = \frac{p_o - p_e}{1 - p_e}",
        letters="share of rows on which two agree: pₒ as counted, pₑ by chance",
    ),
    "threshold": Term(
        "The probability from which on a class is answered; usually 50 % of two classes.",
        "Elkan, C. (2001) The foundations of cost-sensitive learning.",
        formula=r"\hat y = A \quad \text{where} \quad p(A \mid x) \ge t",
        letters="t: the threshold for class A",
    ),
    "false alarm": Term(
        "A row that is taken for the class looked for, and is not of it.",
        "Fawcett, T. (2006) An introduction to ROC analysis.",
        formula=r"\hat y = A, \quad y \ne A",
        letters="A: the class looked for",
    ),
    "luck of the best": Term(
        "The best of many scores is partly luck: what comes out on top did so also by chance, and "
        "falls back on new rows. Also called the winner’s curse.",
        "Cawley, G. C. and Talbot, N. L. C. (2010) On over-fitting in model selection.",
        formula=r"\mathbb{E} \max_m s_m \ \ge \ \max_m \mathbb{E} \, s_m",
        letters="s: measured scores of methods m; E: over many such data",
        also=("winner’s curse", "luck"),
    ),
    "sealed rows": Term(
        "Rows set aside before anything is trained, opened once at the end.",
        "Dwork, C. et al. (2015) The reusable holdout: preserving validity in adaptive data "
        "analysis.",
        also=("sealed",),
    ),
}
