"""Readers of JSON, YAML, TOML and INI files that keep lines and cannot be bombed."""
