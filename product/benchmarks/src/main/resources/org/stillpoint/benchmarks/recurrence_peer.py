"""Times the recurrent layers of PyTorch in single precision with their default weights, without gradients, and prints a line for each:
name, units, inputs, batch, steps, nanoseconds for each step of the whole batch.

Usage: recurrence_peer.py THREADS BUDGET LAYER,UNITS,BATCH,STEPS ..., where LAYER is GRU or LSTM, with as many inputs as units; the best of
the calls within BUDGET seconds counts.
"""
import sys
import time

import torch

torch.set_num_threads(int(sys.argv[1]))
budget = float(sys.argv[2])
print("torch", torch.__version__, flush=True)
for case in sys.argv[3:]:
    name, *sizes = case.split(",")
    units, batch, steps = map(int, sizes)
    torch.manual_seed(0)
    layer = getattr(torch.nn, name)(units, units, batch_first=True).eval()
    values = torch.randn(batch, steps, units)
    with torch.no_grad():
        layer(values)
        best = float("inf")
        begun = time.perf_counter()
        while time.perf_counter() - begun < budget:
            start = time.perf_counter()
            layer(values)
            best = min(best, time.perf_counter() - start)
    print(name, units, units, batch, steps, 1e9 * best / steps, flush=True)
