"""What happens to scans, by noun."""
