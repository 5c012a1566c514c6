insert into stays values (1, '[1,2)');
