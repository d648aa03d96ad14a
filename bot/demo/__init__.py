"""The demo: the bot beside Microsoft's Agents Playground, on one machine."""
