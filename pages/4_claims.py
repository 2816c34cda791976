"""Claims: what the original page says, confronted with evidence that was measured before."""

from lib.ui import shell

with shell.page("Claims") as page:
    from lib.ui import claims  # behind the frame, see shell

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
