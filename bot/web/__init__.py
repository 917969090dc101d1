"""The bot's own web server: agreement pages, the password page, "not me", health and metrics."""
