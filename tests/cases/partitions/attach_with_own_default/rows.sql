INSERT INTO events (id, at) VALUES (1, '2026-03-01'), (2, '2026-04-01');
INSERT INTO old_events (id, at) VALUES (7, '2025-03-01');
