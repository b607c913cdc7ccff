"""Open data: the public figures of closed quarters as files, and the catalogue that tells machines about them."""
