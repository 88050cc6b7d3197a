"""What administrators see: pages of forms over the registers of the gateway."""
