-- hazard: drop-raw: raw whisper is dropped
drop function whisper(text);
