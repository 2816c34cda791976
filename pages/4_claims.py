"""Claims: what the original page says, confronted with evidence that was measured before."""

from lib.ui import shell

with shell.page("Claims") as page:
    from lib.ui import claims  # behind the frame, see shell

    page.meets("ensembling", "fusion", "source", "vote", "stacking", "intermediate fusion")
    page.meets("weight averaging", "best single model", "boundary", "points")
    page.meets("95 % interval", "too small to matter", "threshold")
    known = claims.tested()
    if known is None:
        claims.missing(page)
    else:
        claims.head(page, known)
        claims.in_general(page, known)
        claims.summary(known)
        claims.across(page, known)
        claims.details(page, known)
        claims.made(known)
