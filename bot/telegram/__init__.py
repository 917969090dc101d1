"""Telegram: the only place, beside the agents' desk, that knows aiogram."""
