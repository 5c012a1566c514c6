insert into settings (id) values (1);
