"""A far end that does what a test tells it to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from data.sync.far_end import Outcome, Outgoing, Sent, Status


@dataclass
class ToldFarEnd:
    """Answers each row by ``answer``; remembers what it was handed."""

    answer: Callable[[Outgoing], Outcome] = lambda row: Sent(row.written.id)
    pulling: Callable[[], int] = lambda: 0
    kinds: frozenset[str] | None = frozenset({"check_in", "exit"})
    own_rows_only: bool = True
    batch: int = 2
    handed: list[Outgoing] = field(default_factory=list)

    def push(self, rows: Sequence[Outgoing]) -> Iterator[Sequence[Outcome]]:
        for row in rows:
            self.handed.append(row)
            yield [self.answer(row)]

    def pull(self) -> int:
        return self.pulling()

    def status(self) -> Status:
        return Status("told")

    def close(self) -> None:
        pass
