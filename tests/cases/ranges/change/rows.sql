insert into stays (id, during, many, m) values (1, '[3,5)', array['[1,2)'::span], '[0.5,1]');
