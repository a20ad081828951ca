"""What dev.py does; the standard library is all that it needs."""
