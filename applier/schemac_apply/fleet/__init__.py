"""One folder and many databases: which they are, the runs side by side, and what is shown of them."""
