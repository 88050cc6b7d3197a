"""Files that simulated customers send, and the program that drew them."""
