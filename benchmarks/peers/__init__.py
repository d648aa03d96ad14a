"""The servers the bot is measured against; each is a program that logs `listening` with its port."""
