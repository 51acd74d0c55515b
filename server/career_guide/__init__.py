"""Career guide for AI engineers, served over the Model Context Protocol."""

__version__ = "0.1.0"
