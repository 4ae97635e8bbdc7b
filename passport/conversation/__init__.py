"""The conversation: she talks, her passport fills itself, nothing enters it without her yes."""
