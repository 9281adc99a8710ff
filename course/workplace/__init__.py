"""What a business does with service every day: what customers say, and who is thanked."""
