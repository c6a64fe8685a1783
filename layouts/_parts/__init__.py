"""Parts that pages are made of: plain models in, elements out."""
