"""What users do, by hand or by script."""
