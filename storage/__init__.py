"""What is kept: the port in records.py and its engines."""
