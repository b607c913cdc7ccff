"""What stands behind ./kopgroep: setting up, testing and checking. No part of the application."""
