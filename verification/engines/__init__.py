"""One module a library: the only place that imports it, and lazily."""
