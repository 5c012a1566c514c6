-- hazard: drop-sequence: sequence c is dropped
DROP SEQUENCE `c`;

-- hazard: drop-sequence: sequence b is dropped
DROP SEQUENCE `b`;
