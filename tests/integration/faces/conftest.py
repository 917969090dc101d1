"""The real engines, once for all tests of this folder."""

import pytest

from verification.engines.loading import Engines, load_engines
from verification.settings import VerifierSettings


@pytest.fixture(scope="session")
def engines() -> Engines:
    return load_engines(VerifierSettings())
