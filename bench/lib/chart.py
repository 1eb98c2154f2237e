#!/usr/bin/env python3
"""Draws how the cost of one kind of case grows with its size, as SVG with both axes logarithmic.

  chart.py RESULTS.json OUT.svg CASE...

Cases end in their size, as in rfm-1m rfm-10m rfm-50m; RESULTS.json is what `script/bench --json` wrote. A line for each subject that was measured at two sizes or more.
"""
import json
import math
import re
import sys
from html import escape

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 60, 110, 30, 40
# Of Okabe and Ito: told apart with any eyes.
COLOURS = ('#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000')


def size(case: str) -> int:
    number = re.search(r'-(\d+)([km])$', case)
    if number is None:
        raise SystemExit(f'{case} does not end in its size')
    return int(number.group(1)) * {'k': 1_000, 'm': 1_000_000}[number.group(2)]


def lines(rows: list, cases: list) -> dict:
    found: dict = {}
    for row in rows:
        if row['case'] in cases and row['metric'] == 'seconds':
            found.setdefault(row['subject'], []).append((size(row['case']), row['min']))
    return {subject: sorted(points) for subject, points in found.items() if len(points) > 1}


def decades(low: float, high: float) -> list:
    return [10.0**power for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


def label(value: float) -> str:
    return f'{value / 1e6:g} M' if value >= 1e6 else f'{value:g}'


def draw(found: dict, cases: list) -> str:
    sizes = sorted({size(case) for case in cases})
    seconds = decades(min(s for points in found.values() for _, s in points), max(s for points in found.values() for _, s in points))

    def x(value: float) -> float:
        return LEFT + (math.log10(value / sizes[0]) / math.log10(sizes[-1] / sizes[0])) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (math.log10(value / seconds[0]) / math.log10(seconds[-1] / seconds[0])) * (HEIGHT - TOP - BOTTOM)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
           f'<title>{escape(", ".join(cases))}: seconds by rows</title>', f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>']
    for value in seconds:
        out.append(f'<path d="M{LEFT} {y(value):.1f}H{WIDTH - RIGHT}" stroke="#ddd"/><text x="{LEFT - 6}" y="{y(value) + 4:.1f}" text-anchor="end">{value:g} s</text>')
    for value in sizes:
        out.append(f'<path d="M{x(value):.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/><text x="{x(value):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{label(value)}</text>')
    # Names stand at the ends of their lines, pushed apart where those are close.
    floor = -math.inf
    for i, (subject, points) in enumerate(sorted(found.items(), key=lambda item: y(item[1][-1][1]))):
        colour = COLOURS[i % len(COLOURS)]
        path = 'L'.join(f'{x(rows):.1f} {y(value):.1f}' for rows, value in points)
        floor = max(floor + 14, y(points[-1][1]) + 4)
        out.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="{3 if subject == "loyalty" else 1.5}"/>')
        out += [f'<circle cx="{x(rows):.1f}" cy="{y(value):.1f}" r="3" fill="{colour}"/>' for rows, value in points]
        out.append(f'<text x="{x(points[-1][0]) + 8:.1f}" y="{floor:.1f}" fill="{colour}">{escape(subject)}</text>')
    return '\n'.join([*out, '</svg>', ''])


def main(arguments: list) -> None:
    if len(arguments) < 4:
        raise SystemExit('usage: chart.py RESULTS.json OUT.svg CASE...')
    source, target, *cases = arguments
    with open(source, encoding='utf-8') as file:
        found = lines(json.load(file), cases)
    with open(target, 'w', encoding='utf-8') as file:
        file.write(draw(found, cases))


if __name__ == '__main__':
    main(sys.argv[1:])
