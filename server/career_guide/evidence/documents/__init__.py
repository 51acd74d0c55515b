"""Prose files taken apart: sections, links, code blocks, tables, with the lines of the file."""
