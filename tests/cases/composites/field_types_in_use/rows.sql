insert into items (id, price, past, list) values (1, (7, 'EUR'), array[(5, 'EUR')::money_of], (9, 'a b'));
