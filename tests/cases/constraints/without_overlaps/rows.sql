insert into rooms values ('[1,2)', '[2026-01-01,2026-02-01)', '[1,2)');
insert into stays values ('[1,2)', '[2026-01-03,2026-01-05)');
