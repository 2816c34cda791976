"""How much of a file is read at most, and the sentence that says so."""

from dataclasses import dataclass

MB = 1024**2


@dataclass(frozen=True)
class Limits:
    """Of one file. unpacked : bytes of its text once it is no longer compressed. sheet : cells of
    Excel, empty ones too: each takes as much time as ten others. memory : bytes of the process that
    reads it; seconds : of its life; answer and said : bytes of the table and the notes that it may
    give back."""

    file: int = 300 * MB
    unpacked: int = 500 * MB
    rows: int = 2_000_000
    columns: int = 2_000
    cells: int = 60_000_000
    sheet: int = 5_000_000
    memory: int = 4096 * MB
    seconds: int = 60
    answer: int = 1024 * MB
    said: int = 1 * MB

    @property
    def words(self) -> str:
        """For beside the place where files are taken."""
        return (
            f"The first line names the columns. Up to {self.file // MB} MB, {self.rows:,} rows, "
            f"{self.columns:,} columns and {self.cells:,} cells, {self.sheet:,} in Excel."
        )


LIMITS = Limits()
