"""Everything that speaks to the outside: doors, wiring, delivery."""
