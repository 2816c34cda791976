"""Terms of learning from data: what a model is, and how some are made of many."""

from lib.glossary._term import Term

TERMS = {
    "machine learning": Term(
        "Letting a computer find a rule in examples, instead of writing the rule down. Here the "
        "rule says which class a row belongs to.",
        "Mitchell, T. M. (1997) Machine learning.",
    ),
    "boundary": Term(
        "The line where the answer changes from one class to another.",
        "Duda, R. O., Hart, P. E. and Stork, D. G. (2001) Pattern classification.",
        formula=r"\{\, x : p(A \mid x) = p(B \mid x) \,\}",
        letters="all places x that are held for class A and for class B alike",
        also=("border",),
    ),
    "architecture search": Term(
        "Trying many shapes of a network to find the smallest that is good enough. For networks it "
        "is called neural architecture search.",
        "Elsken, T., Metzen, J. H. and Hutter, F. (2019) Neural architecture search: a survey.",
        formula=r"\min_a \ \text{size}(a) \quad \text{where} \quad \text{score}(a) \ge s",
        letters="a: a shape; s: the score that is good enough",
    ),
    "random forest": Term(
        "Many decision trees, each grown on other rows drawn at random, that vote. It is an "
        "ensemble already.",
        "Breiman, L. (2001) Random forests.",
        also=("forest",),
    ),
    "bagging": Term(
        "Training the same kind of model on rows drawn at random again and again, and averaging: "
        "mistakes that differ from draw to draw cancel out.",
        "Breiman, L. (1996) Bagging predictors.",
        formula=r"\operatorname{var}(\bar p) = \rho \, \sigma^2 + \frac{1 - \rho}{M} \, \sigma^2",
        letters="σ²: how much one of M models varies; ρ: how alike two of them are",
    ),
    "boosting": Term(
        "Small models trained one after the other, each on what is still wrong.",
        "Friedman, J. H. (2001) Greedy function approximation: a gradient boosting machine.",
    ),
    "variance": Term(
        "How much a model changes when it is trained on other rows. Averaging makes it smaller.",
        "Geman, S., Bienenstock, E. and Doursat, R. (1992) Neural networks and the bias/variance "
        "dilemma.",
        formula=r"\operatorname{var}(p) = \mathbb{E} \big[ (p - \mathbb{E}\,p)^2 \big]",
        letters="E: the average over trainings on other rows",
    ),
    "leak": Term(
        "A model sees, while it learns, what it is tested on later. Its score is then too good.",
        "Kaufman, S. et al. (2012) Leakage in data mining: formulation, detection, and avoidance.",
        formula=r"\text{rows learned from} \ \cap \ \text{rows tested on} \ \ne \ \emptyset",
        letters="no row may be in both",
        also=("leakage",),
    ),
    "entropy": Term(
        "How undecided an answer is: 0 when one class has it all, most when all are as likely.",
        "Shannon, C. E. (1948) A mathematical theory of communication.",
        formula=r"H(x) = - \sum_c p(c \mid x) \log p(c \mid x)",
        letters="p: how likely each class c is held",
    ),
}
