"""The door: addresses, forms and pages of logging in and of looking after one's own account."""
