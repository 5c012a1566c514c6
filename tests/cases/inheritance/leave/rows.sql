INSERT INTO animals (id, name) VALUES (1, 'a');
INSERT INTO cats (id) VALUES (2);
