"""Microsoft Teams, and the only place that knows Microsoft's SDK: verified activities in, messages out."""
