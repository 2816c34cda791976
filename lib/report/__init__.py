"""What a visitor can take away: a report, slides and numbers, all made of one record, `Report`.

To say something more in the report and on the slides, append a `Part` to `Report.extras`.
"""

from lib.report._report import Boundaries, Part, Pinned, Report

__all__ = ["Boundaries", "Part", "Pinned", "Report"]
