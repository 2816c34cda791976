"""What the Inside page takes apart: fitted objects opened, with the numbers that flow through them.

One module a part of the page. Each computes from fitted objects and draws plotly figures; the
module of the same name in `lib.ui.inside` puts them on the page.
"""
