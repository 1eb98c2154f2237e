"""fit.py scipy|lifetimes|alive INPUT: BG/NBD with numpy and SciPy, or with the package lifetimes where it is installed. Times in weeks.

scipy does what lifetimes does: customers of equal x, tx and T counted together, the likelihood over logarithms of the parameters, L-BFGS-B from (1, 1, 1, 1),
with the gradient written out, where lifetimes has autograd. alive does what its `conditional_expected_number_of_purchases_up_to_time` and
`conditional_probability_alive` do, over columns.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'lib'))

import numpy as np  # noqa: E402
from scipy.optimize import minimize  # noqa: E402
from scipy.special import betaln, digamma, gammaln, hyp2f1  # noqa: E402
from worker import serve  # noqa: E402

task, source = sys.argv[1:3]


def summary():
    return np.loadtxt(source, delimiter=',', skiprows=1, usecols=(1, 2, 3), dtype=np.int64)


def value_and_gradient(logs, x, tx, T, weight):
    r, alpha, a, b = np.exp(logs)
    bought = x > 0
    # ln of the two terms of equation 6 of Fader, Hardie and Lee (2005), less what they share.
    stays = -(r + x) * np.log(alpha + T)
    leaves = np.where(bought, np.log(a) - np.log(b + np.maximum(x, 1) - 1) - (r + x) * np.log(alpha + tx), -np.inf)
    both = np.logaddexp(stays, leaves)
    head = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + x) - betaln(a, b)
    p, q = np.exp(stays - both), np.exp(leaves - both)
    behind = np.where(bought, b + np.maximum(x, 1) - 1, 1.0)
    by_r = digamma(r + x) - digamma(r) + np.log(alpha) - p * np.log(alpha + T) - q * np.log(alpha + tx)
    by_alpha = r / alpha - (r + x) * (p / (alpha + T) + q / (alpha + tx))
    by_a = -digamma(a + b + x) + digamma(a + b) + q / a
    by_b = digamma(b + x) - digamma(a + b + x) - digamma(b) + digamma(a + b) - q / behind
    gradient = np.array([(weight * by_r).sum() * r, (weight * by_alpha).sum() * alpha, (weight * by_a).sum() * a, (weight * by_b).sum() * b])
    customers = weight.sum()
    return -(weight * (head + both)).sum() / customers, -gradient / customers


def fit(rows):
    groups, weight = np.unique(rows, axis=0, return_counts=True)
    x, tx, T = groups[:, 0].astype(float), groups[:, 1] / 7, groups[:, 2] / 7
    found = minimize(value_and_gradient, np.zeros(4), (x, tx, T, weight), 'L-BFGS-B', jac=True, options={'ftol': 1e-14, 'gtol': 1e-9})
    return weight.sum(), -found.fun * weight.sum()


def package(rows):
    from lifetimes import BetaGeoFitter

    fitter = BetaGeoFitter().fit(rows[:, 0], rows[:, 1] / 7, rows[:, 2] / 7)
    # Its likelihood is that of one customer, in its own unit of time.
    r, alpha, a, b = (float(fitter.params_[name]) for name in ('r', 'alpha', 'a', 'b'))
    ones = np.ones(len(rows))
    value, _ = value_and_gradient(np.log([r, alpha, a, b]), rows[:, 0].astype(float), rows[:, 1] / 7, rows[:, 2] / 7, ones)
    return len(rows), -value * len(rows)


def alive():
    r, alpha, a, b = (float(value) for value in sys.argv[3:7])
    x, tx, T = (np.fromfile(os.path.join(source, name + '.bin'), '<u2').astype(float) for name in ('x', 'tx', 'T'))
    tx, T = tx / 7, T / 7
    t = 52.0

    def predict():
        odds = np.where(x > 0, a / (b + np.maximum(x, 1) - 1) * ((alpha + T) / (alpha + tx)) ** (r + x), 0.0)
        probability = 1 / (1 + odds)
        factor = 1 - ((alpha + T) / (alpha + T + t)) ** (r + x) * hyp2f1(r + x, b + x, a + b + x - 1, t / (alpha + T + t))
        return probability, (a + b + x - 1) / (a - 1) * factor * probability

    def said(found):
        return f'{len(x)} customers, {round(found[0].sum() / 10)} alive, {round(found[1].sum() / 10)} expected'

    serve(predict, said)


if task == 'alive':
    alive()
else:
    data = summary()
    work = fit if task == 'scipy' else package
    serve(lambda: work(data), lambda found: f'{int(found[0])} customers, {found[1]:.4f}')
