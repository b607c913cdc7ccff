"""Reports as build products: a definition of the programme and a frozen quarter in, the same bytes out."""
