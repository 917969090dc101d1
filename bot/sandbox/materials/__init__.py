"""Demo materials drawn at run time: specimen cards, faces, clips and spoken statements."""
