"""A whole turn over HTTP, beside a bare aiogram webhook handler with one commit.

Both bots are processes of their own under the sandbox, get the same updates by webhook, commit
to the same kind of database with the same durability, and answer.
"""
