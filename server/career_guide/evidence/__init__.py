"""The door to a repository on disk: from a folder to a Snapshot, and nothing is executed."""
