"""Reports as documents: data in, the bytes of a file out; pure, like the cards."""
