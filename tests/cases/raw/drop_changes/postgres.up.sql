-- hazard: drop-raw: raw whisper is dropped
drop text search dictionary whisper;
