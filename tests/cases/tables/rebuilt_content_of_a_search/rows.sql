insert into posts values ('b', 'plum'), ('a', 'plum'), ('c', 'apple'), ('d', 'pear');
delete from posts where slug = 'b';
