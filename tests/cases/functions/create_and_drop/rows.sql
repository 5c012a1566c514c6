insert into books values (1, 'One', 5), (2, 'Two', 15);
