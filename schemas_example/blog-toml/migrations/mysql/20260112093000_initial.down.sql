-- hazard: drop-table: table posts is dropped
DROP TABLE `posts`;

-- hazard: drop-table: table authors is dropped
DROP TABLE `authors`;
