"""Understanding: experts that read one sentence, and the bridge from what they read to commands."""
