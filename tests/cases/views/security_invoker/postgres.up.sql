ALTER VIEW "one" SET ("security_invoker"='true');

ALTER VIEW "two" RESET ("security_invoker");
