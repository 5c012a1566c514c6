"""SQL text cut into statements, by the lexical rules of each dialect."""
