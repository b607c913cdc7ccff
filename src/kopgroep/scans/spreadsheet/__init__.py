"""A scan as a spreadsheet: ``template`` writes one to fill in, ``reading`` reads it back, ``words`` knows both ways."""
