"""What the product is measured against: peers, and limits it must keep. Each is a program; see README.md here."""
