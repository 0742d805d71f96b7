"""Parses the statements of a file (an empty line ends each) with sqlglot, and prints statements, processor seconds, characters,
and the most bytes that reading one statement held at once, on average."""

import sys
import time
import tracemalloc

import sqlglot

statements = [s.strip() for s in open(sys.argv[1], encoding="utf-8").read().split("\n\n") if s.strip()]
for statement in statements:
    sqlglot.parse_one(statement, read="postgres")
rounds = int(sys.argv[2])
start = time.process_time()
for _ in range(rounds):
    for statement in statements:
        sqlglot.parse_one(statement, read="postgres")
seconds = time.process_time() - start
tracemalloc.start()
held = 0
for statement in statements:
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    tree = sqlglot.parse_one(statement, read="postgres")
    held += tracemalloc.get_traced_memory()[1] - before
    del tree
tracemalloc.stop()
print(sqlglot.__version__, rounds * len(statements), seconds, rounds * sum(map(len, statements)), held / len(statements))
