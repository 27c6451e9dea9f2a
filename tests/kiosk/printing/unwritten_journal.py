"""A journal of prints for queues without an event."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class UnwrittenJournal:
    """Remembers in memory alone: for test badges and wherever no event is open."""

    taken: set[str] = field(default_factory=set)

    def take(self, job_id: str, printer: str, *, again: bool = False) -> bool:
        """True the first time."""
        is_new = job_id not in self.taken
        self.taken.add(job_id)
        return is_new or again

    def sent(self, job_id: str, printer: str) -> None:
        """Nothing is kept."""

    def received(self, job_id: str, printer: str) -> None:
        """Nothing is kept."""

    def failed(self, job_id: str, printer: str, code: str) -> None:
        """Nothing is kept."""

    def unknown(self, job_id: str, printer: str) -> None:
        """Nothing is kept."""
