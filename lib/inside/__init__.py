"""What the Inside page takes apart: fitted objects opened, with the numbers that flow through them.

One package a lab, each of a few files: `computing` and `search` (fits, numbers, records; no
sentence, no figure), `words` (whole sentences for the screen; no figure) and `displays` (figures on
the records of the lab). What labs share lies beside them. The module of the same name in
`lib.ui.inside` puts a lab on the page.
"""
