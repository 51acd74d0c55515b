"""The budgets that requests count against, each configured through slowapi's Limiter."""

import warnings

from slowapi import Limiter
from slowapi.errors import RateLimitExceeded
from slowapi.wrappers import Limit
from starlette.requests import Request

from career_guide.transports.http.limits.addresses import Key
from career_guide.transports.http.limits.settings import items
from career_guide.transports.http.limits.stores import Full, Store


class OverLimit(RateLimitExceeded):
    """slowapi's error, with the limit that was applied and the time until there is room."""

    def __init__(self, limit: Limit, full: Full) -> None:
        super().__init__(limit)
        self.full = full


class Budget(Limiter):
    """A named rate: slowapi holds its limit strings and its key function.

    Its own enforcement stays unused: both middlewares that slowapi ships crash on an app of the
    SDK or limit nothing there, and its strategies block the event loop while they wait for Redis.
    """

    def __init__(self, name: str, flag: str, rate: str, key: Key, store: Store) -> None:
        given = [rate] if items(flag, rate) else []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # no file of settings is wanted, so none is named
            super().__init__(key_func=key, default_limits=[*given], config_filename="")
        self.name = name
        self.limits = [limit for group in self._default_limits for limit in group] if given else []
        self._store = store

    async def charge(self, request: Request) -> None:
        """Count one request; raises OverLimit where that is one too many."""
        if not self.limits:
            return
        key = self._key_func(request)
        for limit in self.limits:
            full = await self._store.take(limit.limit, self.name, key)
            if full is not None:
                raise OverLimit(limit, full)
