"""A firm of one's own, in the bot's database: for the demo, for rehearsals, for tests.

It keeps to the same contract as the HTTP one and judges as a firm would: the registry by
Guide R2, the core systems by the password rules once more. Only `core` holds the private key.
"""
