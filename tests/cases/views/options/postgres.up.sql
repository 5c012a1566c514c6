ALTER VIEW "one" SET ("security_barrier"='true');

ALTER VIEW "two" SET ("check_option"='cascaded');
