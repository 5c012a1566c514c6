INSERT INTO events (id, at) VALUES (1, '2026-03-01'), (2, '2026-04-01');
