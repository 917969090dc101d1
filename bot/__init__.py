"""The shell: turns Telegram updates into events and effects into calls."""
