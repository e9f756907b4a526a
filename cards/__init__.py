"""Model in, Adaptive Card out; and the forms that a card's buttons send back."""
