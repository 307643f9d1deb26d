"""Decision tables: compiled, matched, concluded, analysed."""
