insert into sales values (1, 1, 'a', 5);
refresh materialized view totals;
