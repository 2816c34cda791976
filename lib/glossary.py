"""Every term that is not everyday English, once: shown where it stands, and listed on About."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """What a word means here. sentence : plain words. formula : the same in LaTeX. source : author,
    year and title of where the term, or its formula, is from."""

    sentence: str
    formula: str
    source: str


TERMS = {
    "machine learning": Term(
        "Letting a computer find a rule in examples, instead of writing the rule "
        "down. Here the rule says which class a row belongs to.",
        r"\hat y = f(x;\ \theta),\quad \theta \text{ found from pairs } (x_i, y_i)",
        "Mitchell, T. (1997) Machine learning.",
    ),
    "base model": Term(
        "One trained model before any combining. Inside a combination it is called a member.",
        r"p_m(c \mid x),\quad m = 1 \dots M",
        "Kuncheva, L. I. (2014) Combining pattern classifiers.",
    ),
    "ensembling": Term(
        "Several models answer the same question about the same inputs, and their "
        "answers are combined. All of them stay in use. Also called ensemble "
        "learning.",
        r"p(c \mid x) = g\big(p_1(c \mid x), \dots, p_M(c \mid x)\big)",
        "Dietterich, T. G. (2000) Ensemble methods in machine learning.",
    ),
    "fusion": Term(
        "Information from several sources is merged into one decision, or several "
        "models become one.",
        r"p(c \mid x^{(1)}, \dots, x^{(V)})",
        "Baltrušaitis, T., Ahuja, C. and Morency, L.-P. (2019) Multimodal machine learning.",
    ),
    "source": Term(
        "Columns that come from one sensor or origin, such as everything a microphone "
        "measured. Also called a view.",
        r"x = \big(x^{(1)}, \dots, x^{(V)}\big)",
        "Blum, A. and Mitchell, T. (1998) Combining labeled and unlabeled data with co-training.",
    ),
    "vote": Term(
        "All models answer. A soft vote averages how sure they are of each class; a "
        "majority vote counts their answers.",
        r"p(c \mid x) = \tfrac{1}{M}\textstyle\sum_m p_m(c \mid x)",
        "Kittler, J. et al. (1998) On combining classifiers.",
    ),
    "stacking": Term(
        "A further model learns from held-back answers whom of the models to trust, and when.",
        r"p(c \mid x) = h\big(p_1(\cdot \mid x), \dots, p_M(\cdot \mid x)\big)",
        "Wolpert, D. H. (1992) Stacked generalization.",
    ),
    "early fusion": Term(
        "The columns of all sources are put side by side before any model is trained. "
        "One model of all columns is early fusion.",
        r"p\big(c \mid [x^{(1)}, \dots, x^{(V)}]\big)",
        "Atrey, P. K. et al. (2010) Multimodal fusion for multimedia analysis.",
    ),
    "late fusion": Term(
        "Each source has a model of its own, and their scores are merged.",
        r"p(c \mid x) = g\big(p_1(c \mid x^{(1)}), \dots, p_V(c \mid x^{(V)})\big)",
        "Kittler, J. et al. (1998) On combining classifiers.",
    ),
    "intermediate fusion": Term(
        "Each source is turned into a few learned numbers, and one model reads all of those.",
        r"p\big(c \mid [z_1(x^{(1)}), \dots, z_V(x^{(V)})]\big)",
        "Baltrušaitis, T., Ahuja, C. and Morency, L.-P. (2019) Multimodal machine learning.",
    ),
    "hybrid fusion": Term(
        "Models of single sources and models of all columns answer together.",
        r"g\big(p_{\text{all}}(c \mid x), p_1(c \mid x^{(1)}), \dots\big)",
        "Atrey, P. K. et al. (2010) Multimodal fusion for multimedia analysis.",
    ),
    "fusion of models": Term(
        "Several trained models become one: their weights are averaged, their trees "
        "put together, or a student learns to answer as they do.",
        r"\theta = \textstyle\sum_m \alpha_m \theta_m",
        "Wortsman, M. et al. (2022) Model soups.",
    ),
    "distillation": Term(
        "A small model, the student, learns to answer as several others do together. "
        "Only the student is kept.",
        r"\min_\theta \textstyle\sum_i \mathrm{KL}\big(p_{\text{all}}(x_i) \| p_\theta(x_i)\big)",
        "Hinton, G., Vinyals, O. and Dean, J. (2015) Distilling the knowledge in a neural network.",
    ),
    "architecture search": Term(
        "Trying many shapes of a network to find the smallest that is good enough. "
        "For networks it is called neural architecture search.",
        r"\arg\min_{a}\ \text{size}(a)\ \text{ with }\ \text{score}(a) \ge s",
        "Elsken, T., Metzen, J. H. and Hutter, F. (2019) Neural architecture search: a survey.",
    ),
    "random forest": Term(
        "Many decision trees, each grown on other rows drawn at random, that vote. It "
        "is an ensemble already.",
        r"p(c \mid x) = \tfrac{1}{B}\textstyle\sum_b t_b(c \mid x)",
        "Breiman, L. (2001) Random forests.",
    ),
    "bagging": Term(
        "Training the same kind of model on rows drawn at random again and again, and "
        "averaging: mistakes that differ from draw to draw cancel out.",
        r"p(c \mid x) = \tfrac{1}{B}\textstyle\sum_b p_{D_b}(c \mid x)",
        "Breiman, L. (1996) Bagging predictors.",
    ),
    "boosting": Term(
        "Small models trained one after the other, each on what is still wrong.",
        r"F_{k}(x) = F_{k-1}(x) + \nu\, t_k(x)",
        "Friedman, J. H. (2001) Greedy function approximation: a gradient boosting machine.",
    ),
    "variance": Term(
        "How much a model changes when it is trained on other rows. Averaging makes it smaller.",
        r"\mathrm{E}_D\big[(f_D(x) - \mathrm{E}_D f_D(x))^2\big]",
        "Geman, S., Bienenstock, E. and Doursat, R. (1992) Neural networks and the "
        "bias/variance dilemma.",
    ),
    "boundary": Term(
        "The line where the answer changes from one class to another.",
        r"\{x:\ \max_c p(c \mid x) \text{ is reached twice}\}",
        "Hastie, T., Tibshirani, R. and Friedman, J. (2009) The elements of statistical learning.",
    ),
    "best single model": Term(
        "The best of your models alone, reading all columns, chosen inside each "
        "training part, as you would have to choose it. The one to beat.",
        r"m^* = \arg\max_m \text{score}(y, P_m) \text{ inside the training part}",
        "Džeroski, S. and Ženko, B. (2004) Is combining classifiers with stacking "
        "better than selecting the best one?",
    ),
    "best single source": Term(
        "The one source that tells most alone. It is not the one to beat: a model may "
        "read all columns.",
        r"v^* = \arg\max_v \text{score}(y, P_v)",
        "Kittler, J. et al. (1998) On combining classifiers.",
    ),
    "fold": Term(
        "One of the parts the rows are cut into. Each part is held back once, and "
        "models are scored on it.",
        r"\{1, \dots, n\} = F_1 \cup \dots \cup F_K",
        "Stone, M. (1974) Cross-validatory choice and assessment of statistical predictions.",
    ),
    "held-back rows": Term(
        "Rows a model was not trained on. Answers about them are called out-of-fold.",
        r"\hat y_i = f_{-F(i)}(x_i)",
        "Stone, M. (1974) Cross-validatory choice and assessment of statistical predictions.",
    ),
    "pass": Term(
        "All folds once. Another pass cuts the rows anew, which makes the numbers surer.",
        r"R \times K \text{ scores from } R \text{ cuttings into } K \text{ folds}",
        "Bouckaert, R. R. and Frank, E. (2004) Evaluating the replicability of "
        "significance tests for comparing learning algorithms.",
    ),
    "trial": Term(
        "One fold of one pass: models learn from the other rows and are scored on "
        "those held back. Five passes over five folds are 25 trials.",
        r"s_{rk} = \text{score}\big(y_{F_{rk}}, P_{F_{rk}}\big)",
        "Bouckaert, R. R. and Frank, E. (2004) Evaluating the replicability of "
        "significance tests for comparing learning algorithms.",
    ),
    "points": Term(
        "Percentage points: from 71 % to 74 % is 3 points, 3 more rows in 100.",
        r"100\,(a - b)",
        "Cumming, G. (2012) Understanding the new statistics.",
    ),
    "95 % interval": Term(
        "Where the true value lies in about 95 of 100 such experiments.",
        r"\bar d \pm t_{0.975}\, \hat\sigma \sqrt{\tfrac{1}{J} + \tfrac{1}{K - 1}}",
        "Nadeau, C. and Bengio, Y. (2003) Inference for the generalization error.",
    ),
    "too small to matter": Term(
        "A difference you would not act on. You choose how large it may be.",
        r"|d| \le \text{rope}",
        "Kruschke, J. K. (2013) Bayesian estimation supersedes the t test.",
    ),
    "rescued": Term(
        "Wrong with the best single model, right together.",
        r"\#\{i:\ \hat y_i = y_i \ne \hat y_i^{\text{single}}\}",
        "McNemar, Q. (1947) Note on the sampling error of the difference between "
        "correlated proportions.",
    ),
    "broken": Term(
        "Right with the best single model, wrong together.",
        r"\#\{i:\ \hat y_i \ne y_i = \hat y_i^{\text{single}}\}",
        "McNemar, Q. (1947) Note on the sampling error of the difference between "
        "correlated proportions.",
    ),
    "expected gain": Term(
        "What combining may be expected to bring on new rows. It weighs what was "
        "measured on these rows with what the method gained on other data sets, so "
        "that luck counts less; usually it is less than was measured.",
        r"\mathrm{E}[\delta \mid d] \text{ with } \delta \text{ drawn as on other data}",
        "Robbins, H. (1956) An empirical Bayes approach to statistics.",
    ),
    "calibration": Term(
        "Whether a model that says 80 % is right 80 times in 100.",
        r"\Pr(y = c \mid p_c = q) = q",
        "Guo, C. et al. (2017) On calibration of modern neural networks.",
    ),
    "kappa": Term(
        "How far two models name the same classes beyond what chance alone would "
        "give: 1 for always, 0 for no more than chance.",
        r"\kappa = \frac{p_o - p_e}{1 - p_e}",
        "Cohen, J. (1960) A coefficient of agreement for nominal scales.",
    ),
    "threshold": Term(
        "The probability from which on a class is answered; usually 50 % of two classes.",
        r"\hat y = 1 \iff p(1 \mid x) > t",
        "Elkan, C. (2001) The foundations of cost-sensitive learning.",
    ),
    "false alarm": Term(
        "A row that is taken for the class looked for, and is not of it.",
        r"\hat y = 1,\ y = 0",
        "Fawcett, T. (2006) An introduction to ROC analysis.",
    ),
    "sealed rows": Term(
        "Rows set aside before anything is trained, opened once at the end.",
        r"S \cap \textstyle\bigcup_k F_k = \emptyset",
        "Dwork, C. et al. (2015) The reusable holdout.",
    ),
}


def term(name: str) -> str:
    """The definition; KeyError for a term that is not in the glossary."""
    return TERMS[name].sentence
