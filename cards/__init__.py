"""What people see: plain values in, Adaptive Cards out. Pure; one file a subject."""
