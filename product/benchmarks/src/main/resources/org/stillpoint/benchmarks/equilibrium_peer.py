"""Times fixed points z = tanh(z W' + x) in PyTorch, in double precision and without gradients, and prints a line for each method:
method, the name of the case, milliseconds, evaluations of the whole batch, largest component of |tanh(z W' + x) - z|.

Usage: equilibrium_peer.py THREADS BUDGET TOLERANCE MOST NAME,UNITS,BATCH,FILE ..., where FILE has W and x, rows after rows, as doubles of
this machine, MOST is the most evaluations, and the best of the calls within BUDGET seconds counts. The methods are a bare loop and, where
it is installed, the solvers of torchdeq, which ask for the Euclidean norm.
"""
import sys
import time

import torch

try:
    from torchdeq.solver import get_solver
except ImportError:
    get_solver = None

torch.set_num_threads(int(sys.argv[1]))
budget, tolerance, most = float(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
print("torch", torch.__version__, flush=True)


def loop(layer, z):
    """Plain iterations of the whole batch until the last sample is done."""
    for _ in range(most):
        image = layer(z)
        if (image - z).abs().max() < tolerance:
            return z
        z = image
    return z


def torchdeq(name):
    """A solver of torchdeq."""
    solver = get_solver(name)
    return lambda layer, z: solver(layer, z, max_iter=most, tol=tolerance, stop_mode="abs")[0]


methods = {"torch.loop": loop}
if get_solver is not None:
    for name in ("fixed_point_iter", "anderson", "broyden"):
        methods["torchdeq." + name] = torchdeq(name)
for case in sys.argv[5:]:
    title, units, batch, file = case.split(",")
    units, batch = int(units), int(batch)
    with open(file, "rb") as data:
        values = torch.frombuffer(bytearray(data.read()), dtype=torch.float64)
    weight = values[:units * units].reshape(units, units).t().contiguous()
    inputs = values[units * units:].reshape(batch, units)
    count = 0

    def layer(z):
        """The layer, counted."""
        global count
        count += 1
        return torch.tanh(torch.addmm(inputs, z, weight))

    for name, method in methods.items():
        with torch.no_grad():
            start = torch.zeros(batch, units, dtype=torch.float64)
            best = float("inf")
            begun = time.perf_counter()
            while True:
                count = 0
                before = time.perf_counter()
                state = method(layer, start)
                best = min(best, time.perf_counter() - before)
                if time.perf_counter() - begun >= budget:
                    break
            evaluations = count
            print(name, title, 1e3 * best, evaluations, float((layer(state) - state).abs().max()), flush=True)
