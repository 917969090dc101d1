"""Text messages: one port, three ways to send."""
