insert into nodes values (1);
