insert into items (id, code, count, at, price) values (1, 'abc', 7, '2026-01-02', 10.25);
