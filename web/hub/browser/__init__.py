"""The only code that knows it runs in a browser: the worker's edge."""
