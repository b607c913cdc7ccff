"""From a row of a list to the company of the register that it is about, with a probability and a reason."""
