"""A Telegram on your own machine: a Bot API server and a web chat page.

`bot.sandbox.server.Sandbox` starts it. `bot.sandbox.testing` has hands for tests: a customer's
`Phone` and a colleague's `Staffer`; `bot.sandbox.colleagues` invents the colleagues and founds
the groups they work in. It is stricter than most emulators: calls and answers are checked
against the real types, limits and error texts are Telegram's. Where it is looser, or Telegram
publishes nothing, `bot.sandbox.settings` says so: links to this machine, the life of a callback
query, the burst a chat takes. Topic icons have numbers of the sandbox's own. A topic's name
beyond 128 characters, which Telegram cuts, is refused.
"""
