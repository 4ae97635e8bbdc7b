"""Pages that show the design system itself."""
