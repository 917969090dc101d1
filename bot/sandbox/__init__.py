"""A Telegram on your own machine: a Bot API server and a web chat page."""
