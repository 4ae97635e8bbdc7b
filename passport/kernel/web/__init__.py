"""The edge: what stands between a browser and the features. Knows no feature."""
