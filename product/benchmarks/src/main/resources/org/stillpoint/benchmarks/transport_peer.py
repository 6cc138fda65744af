"""Solves one transport problem with POT and prints a line for each method: name, seconds, iterations, marginal error, linear cost.
With an epsilon of 0 it solves the problem without regulariser.

Usage: transport_peer.py COSTS ROWS COLUMNS EPSILON TOLERANCE LIMIT, where COSTS holds the costs as little-endian doubles, row by row; the
weights are equal. A method is left out once it has to be expected to take longer than LIMIT seconds, from its time for a few iterations.
"""
import sys
import time
import warnings

import numpy
import ot

warnings.simplefilter("ignore")
file, rows, columns, epsilon, tolerance, limit = sys.argv[1], *map(int, sys.argv[2:4]), *map(float, sys.argv[4:7])
costs = numpy.fromfile(file, dtype="<f8").reshape(rows, columns)
source = numpy.full(rows, 1.0 / rows)
target = numpy.full(columns, 1.0 / columns)


def report(name, seconds, iterations, plan):
    error = numpy.abs(plan.sum(1) - source).sum() + numpy.abs(plan.sum(0) - target).sum()
    print(name, seconds, iterations, error, (plan * costs).sum(), flush=True)


def entropic(name, function):
    start = time.perf_counter()
    function(source, target, costs, epsilon, stopThr=0, numItermax=10)
    most = max(10, int(10 * limit / (time.perf_counter() - start)))
    start = time.perf_counter()
    plan, log = function(source, target, costs, epsilon, stopThr=tolerance, numItermax=min(most, 10**6), log=True)
    report(name, time.perf_counter() - start, log["niter"], plan)


print("POT", ot.__version__, flush=True)
if epsilon > 0:
    entropic("sinkhorn", ot.bregman.sinkhorn_knopp)
    entropic("sinkhorn_log", ot.bregman.sinkhorn_log)
else:
    start = time.perf_counter()
    exact = ot.emd(source, target, costs, numItermax=10**9)
    report("emd", time.perf_counter() - start, 0, exact)
