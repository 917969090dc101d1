"""A Telegram on your own machine: a Bot API server and a web chat page.

`bot.sandbox.server.Sandbox` starts it, `bot.sandbox.testing.Phone` is a customer's phone for
tests. It is stricter than most emulators: calls and answers are checked against the real
types, limits and error texts are Telegram's. Where it is looser, or Telegram publishes
nothing, `bot.sandbox.settings` says so: links to this machine, the life of a callback query,
the burst a chat takes. A topic's name beyond 128 characters, which Telegram cuts, is refused.
"""
