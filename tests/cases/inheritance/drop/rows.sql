INSERT INTO animals (name) VALUES ('a');
