"""What a generation is made of on disk: one file for each kind of data or engine."""
