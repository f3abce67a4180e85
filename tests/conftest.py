"""Settings that hold for all tests."""

from __future__ import annotations

from hypothesis import settings

# Half of hypothesis's own number, so that the suite takes minutes; for all of them:
# pytest --hypothesis-profile=default
settings.register_profile("suite", max_examples=50)
settings.load_profile("suite")
