"""A circuit breaker: after some failures in a row, calls are refused for a while."""

from collections.abc import Callable


class Breaker:
    """Counts failures and says whether a call may be tried.

    Attributes:
        failures: failures in a row that open it.
        rest_s: seconds it stays open; then one call may try, and success closes it.
    """

    def __init__(self, failures: int, rest_s: float, monotonic_s: Callable[[], float]) -> None:
        self.failures = failures
        self.rest_s = rest_s
        self._monotonic_s = monotonic_s
        self._failed = 0
        self._closed_again_at_s = 0.0

    @property
    def is_open(self) -> bool:
        """Whether calls are refused at this moment."""
        return self._failed >= self.failures and self._monotonic_s() < self._closed_again_at_s

    def succeeded(self) -> None:
        """Note a success."""
        self._failed = 0

    def failed(self) -> None:
        """Note a failure; from the limit on, each one starts a new rest."""
        self._failed += 1
        if self._failed >= self.failures:
            self._closed_again_at_s = self._monotonic_s() + self.rest_s
