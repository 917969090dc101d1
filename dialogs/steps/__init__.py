"""One step, one file, one clause. Steps meet only in `dialogs.flow`."""
