"""The firm's own systems as this bot sees them: registry, case desk, core systems, sealing key."""
