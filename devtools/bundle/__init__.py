"""The static bundle: what goes in, where it comes from, and how large it is."""
