"""What people do in a company's file, one verb each."""
