"""The procedure's rules as functions (Guide R12-R46)."""
