"""The trained weights of On Record's English language model: files only, read by ``onrecord.language``."""
