"""What reaches a person outside the product: the readers of the outbox and their channels."""
