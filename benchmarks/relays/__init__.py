"""Words between customers and agents: one conversation beside a bare relay, then a crowd.

The bots are processes of their own under the sandbox; when a word was said and when it stood on
the other side is read from the chats themselves.
"""
