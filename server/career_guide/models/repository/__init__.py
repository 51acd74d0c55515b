"""What is read of a repository, as parsed facts that pure probes can ask questions of."""
