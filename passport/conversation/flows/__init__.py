"""The flows: what the conversation asks, in YAML, in French, translated with the rest."""
