"""The bot's own web server: agreement pages, the password page, health and metrics."""
