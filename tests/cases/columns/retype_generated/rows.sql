INSERT INTO users (age) VALUES (1);
