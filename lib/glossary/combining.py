"""Terms of combining: who answers, what is merged."""

from lib.glossary._term import Term

TERMS = {
    "base model": Term(
        "One trained model before any combining. Inside a combination it is called a member.",
        "Dietterich, T. G. (2000) Ensemble methods in machine learning.",
        also=("member",),
    ),
    "ensembling": Term(
        "Several models answer the same question about the same inputs, and their answers are "
        "combined. All of them stay in use. Also called ensemble learning.",
        "Dietterich, T. G. (2000) Ensemble methods in machine learning.",
        also=("ensemble",),
    ),
    "fusion": Term(
        "Information from several sources is merged into one decision, or several models become "
        "one.",
        "Baltrušaitis, T., Ahuja, C. and Morency, L.-P. (2019) Multimodal machine learning; "
        "Li, W. et al. (2023) Deep model fusion: a survey.",
        also=("fuse", "fuses", "fused", "fusing"),
    ),
    "source": Term(
        "Columns that come from one sensor or origin, such as everything a microphone measured. "
        "Also called a view.",
        "Blum, A. and Mitchell, T. (1998) Combining labeled and unlabeled data with co-training.",
        also=("view",),
    ),
    "vote": Term(
        "All models answer. A soft vote averages how sure they are of each class; a majority vote "
        "counts their answers.",
        "Kittler, J. et al. (1998) On combining classifiers.",
        formula=r"\hat p(c \mid x) = \frac{1}{M} \sum_{m=1}^{M} p_m(c \mid x)",
        letters="M models; p: how likely each holds class c for the row x",
        also=("voting", "voted"),
    ),
    "stacking": Term(
        "A further model learns from held-back answers whom of the models to trust, and when.",
        "Wolpert, D. H. (1992) Stacked generalization.",
        also=("stack",),
    ),
    "selection": Term(
        "Only some of the models answer: the same few for every row, or for each row those that "
        "were right about rows like it.",
        "Ko, A. H. R., Sabourin, R. and Britto, A. S. (2008) From dynamic classifier selection to "
        "dynamic ensemble selection.",
        formula=r"m^*(x) = \arg\max_m \sum_{i \text{ near } x} [\, \hat y_m(x_i) = y_i \,]",
        letters="m*: the model that is right about most rows i near x",
    ),
    "early fusion": Term(
        "The columns of all sources are put side by side before any model is trained. One model of "
        "all columns is early fusion.",
        "Snoek, C. G. M., Worring, M. and Smeulders, A. W. M. (2005) Early versus late fusion in "
        "semantic video analysis.",
    ),
    "late fusion": Term(
        "Each source has a model of its own, and their scores are merged.",
        "Snoek, C. G. M., Worring, M. and Smeulders, A. W. M. (2005) Early versus late fusion in "
        "semantic video analysis.",
    ),
    "intermediate fusion": Term(
        "Each source is turned into a few learned numbers, and one model reads all of those.",
        "Baltrušaitis, T., Ahuja, C. and Morency, L.-P. (2019) Multimodal machine learning.",
    ),
    "hybrid fusion": Term(
        "Models of single sources and models of all columns answer together.",
        "Atrey, P. K. et al. (2010) Multimodal fusion for multimedia analysis.",
    ),
    "fusion of models": Term(
        "Several trained models become one: their weights are averaged, their trees put together, "
        "or a student learns to answer as they do.",
        "Li, W. et al. (2023) Deep model fusion: a survey.",
    ),
    "weight averaging": Term(
        "The inner numbers of several networks of one shape are averaged into one network. It "
        "works where they started alike, or were matched first.",
        "Wortsman, M. et al. (2022) Model soups; Ainsworth, S. K., Hayase, J. and Srinivasa, S. "
        "(2023) Git Re-Basin.",
        formula=r"\bar\theta = \frac{1}{M} \sum_{m=1}^{M} \theta_m",
        letters="θ: all inner numbers of one network",
        also=("weight average",),
    ),
    "distillation": Term(
        "A small model, the student, learns to answer as several others do together. Only the "
        "student is kept.",
        "Hinton, G., Vinyals, O. and Dean, J. (2015) Distilling the knowledge in a neural network.",
        also=("distil", "distilled"),
    ),
    "best single model": Term(
        "The best of your models alone, reading all columns, chosen inside each training part, as "
        "you would have to choose it. The one to beat.",
        "Varma, S. and Simon, R. (2006) Bias in error estimation when using cross-validation for "
        "model selection.",
        formula=r"m^* = \arg\max_m \, \text{score}(m \mid \text{training part})",
        letters="m: your models; no row held back takes part in the choice",
        also=("best single",),
    ),
    "best single source": Term(
        "The one source that tells most alone. It is not the one to beat: a model may read all "
        "columns.",
        "Van Breukelen, M. et al. (1998) Handwritten digit recognition by combined classifiers.",
        also=("best source",),
    ),
}
