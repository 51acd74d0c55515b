"""Small yes/no questions about a Snapshot, one module each."""
