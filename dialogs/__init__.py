"""The conversations, one file each: they read, let pmo decide, and write."""
