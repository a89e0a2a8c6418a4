"""Records of papers as services and files have them, each form read into one `Record`."""
