insert into prices (net) values (1);
