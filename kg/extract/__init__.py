"""Articles in, annotated articles out."""
