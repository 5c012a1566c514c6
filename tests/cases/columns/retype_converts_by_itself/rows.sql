insert into flags (id, raised, at, code, count) values (1, '1', '2026-01-02 03:04:05+00:00', '00000000-0000-0000-0000-00000000000a', '77');
