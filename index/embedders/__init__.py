"""Embedding models: what the index asks of one (`base`), and one file for each library."""
