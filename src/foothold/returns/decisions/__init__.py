"""The decisions return: what people decided about cases, in a document that this project defines."""
