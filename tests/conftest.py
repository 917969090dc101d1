"""Settings for every test."""

import os

from hypothesis import HealthCheck, settings

_COMMON = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", _COMMON, max_examples=40)
settings.register_profile("thorough", _COMMON, max_examples=300)
settings.load_profile(os.environ.get("RESETDESK_TEST_PROFILE", "quick"))
