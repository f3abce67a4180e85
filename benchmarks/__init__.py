"""What is measured, each script printing one table. `python -m benchmarks` runs them all."""
