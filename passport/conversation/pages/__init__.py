"""Pages of the conversation, one a module."""
