"""One module a check: from a request and the engines to a result."""
