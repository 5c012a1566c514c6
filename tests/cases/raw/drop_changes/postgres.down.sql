create text search dictionary whisper (template = simple, accept = false);
