"""Manifests, container files, workflows and platform files: what they start, check, publish."""
