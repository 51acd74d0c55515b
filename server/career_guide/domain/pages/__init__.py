"""The guide as pages: markdown for readers, JSON for programs, rendered from the catalog."""
