"""What is true of a strategy meeting with the computer switched off."""
