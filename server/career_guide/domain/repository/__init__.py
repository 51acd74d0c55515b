"""From findings to levels, features and a type: how a repository is judged."""
