insert into stays values (1, '[1,4)'), (2, '[2,3)');
