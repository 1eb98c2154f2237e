/* Draws the charts of a replay, or of a forecast alone. Every figure was made before; nothing is computed here but positions. */
(function () {
    'use strict';

    var data = page.data, ink = page.ink, muted = page.muted, line = page.line;
    var teal = page.teal, amber = page.amber, red = page.red, grey = page.grey;
    var narrow = page.narrow, number = page.number, tip = page.tip;
    var colours = {now: grey, changed: teal};
    var sides = Object.keys(data.sides);
    var short = function (v) { return page.compact.format(v); };
    var points = function (v) { return number(v) + (Math.abs(v) === 1 ? ' point' : ' points'); };
    var signed = function (v) { return (v > 0 ? '+' : v < 0 ? '−' : '') + number(Math.abs(v)); };

    function names(rows) { return rows.map(function (row) { return row.month; }); }

    /* A pane for each figure that is not always 0, with its own scale: one month's spending is far less than what is owed. */
    function moved() {
        var figures = [['issued', 'issued'], ['spent', 'spent'], ['expired', 'expired'], ['owed', 'owed at the end of the month']].filter(function (figure) {
            return data.months.some(function (m) { return sides.some(function (side) { return m[side][figure[0]] !== 0; }); });
        });
        var small = narrow() || figures.length === 1;
        var rows = small ? figures.length : Math.ceil(figures.length / 2);
        var width = small ? 100 : 50;
        var share = (small ? 95 : 91) / rows;
        var title = [], grid = [], xAxis = [], yAxis = [], series = [];
        figures.forEach(function (figure, i) {
            var column = small ? 0 : i % 2;
            var top = share * (small ? i : Math.floor(i / 2));
            title.push({text: figure[1], left: column * width + '%', top: top + '%', textStyle: {fontSize: 12, fontWeight: 600, color: muted}});
            grid.push({left: column * width + (small ? 13 : 5) + '%', width: width - (small ? 14 : 7) + '%', top: top + (small ? 3.5 : 6) + '%', height: share - (small ? 7.5 : 13) + '%'});
            xAxis.push(page.category(names(data.months), {gridIndex: i, axisLabel: {color: muted, hideOverlap: true, fontSize: 11}}));
            yAxis.push(page.value(short, {gridIndex: i, splitNumber: 3, minInterval: 1}));
            sides.forEach(function (side) {
                series.push({name: data.sides[side], type: 'bar', xAxisIndex: i, yAxisIndex: i, barMaxWidth: 14, barGap: '5%', itemStyle: {color: colours[side], borderRadius: [3, 3, 0, 0]},
                    data: data.months.map(function (m) { return m[side][figure[0]]; })});
            });
        });
        return page.base({
            title: title, grid: grid, xAxis: xAxis, yAxis: yAxis, series: series,
            legend: page.legend(),
            tooltip: {trigger: 'axis', axisPointer: {type: 'shadow'}, formatter: function (p) {
                var figure = figures[p[0].axisIndex];
                var m = data.months[p[0].dataIndex];
                return tip(m.month + ', ' + figure[1], sides.map(function (side) { return [data.sides[side], points(m[side][figure[0]])]; }));
            }}
        });
    }

    function liability() {
        return page.base({
            grid: {left: 8, right: 28, top: 16, bottom: 40, containLabel: true},
            legend: page.legend(),
            xAxis: page.category(names(data.months)),
            yAxis: page.value(function (v) { return page.money(v); }, {minInterval: data.unit}),
            tooltip: {trigger: 'axis', formatter: function (p) {
                var m = data.months[p[0].dataIndex];
                return tip(m.month, sides.map(function (side) { return [data.sides[side], m[side].liabilityText]; }));
            }},
            series: sides.map(function (side) {
                return {name: data.sides[side], type: 'line', symbolSize: 7, itemStyle: {color: colours[side]}, lineStyle: {width: 2.5, type: side === 'now' ? 'dashed' : 'solid'},
                    areaStyle: {opacity: side === 'now' ? 0 : 0.08}, data: data.months.map(function (m) { return m[side].liability; })};
            })
        });
    }

    function tiers() {
        var ladder = {now: {}, changed: {}};
        var total = data.flows.reduce(function (s, flow) { return s + flow.customers; }, 0) || 1;
        var nodes = [];
        sides.forEach(function (side) {
            var order = [];
            Object.keys(data.ladders[side]).forEach(function (key) {
                ladder[side][data.ladders[side][key].name] = data.ladders[side][key].colour;
                order.push(data.ladders[side][key].name);
            });
            data.flows.forEach(function (flow) {
                var known = ladder[side][flow[side]];
                var node = side + ' ' + flow[side];
                var there = nodes.filter(function (n) { return n.name === node; })[0];
                if (there) {
                    there.customers += flow.customers;
                } else {
                    nodes.push({name: node, text: flow[side], customers: flow.customers, depth: side === 'now' ? 0 : 1, order: order.indexOf(flow[side]), itemStyle: {color: known || grey},
                        label: {position: side === 'now' ? 'right' : 'left'}});
                }
            });
        });
        nodes.sort(function (a, b) { return b.order - a.order; });
        return page.base({
            tooltip: {trigger: 'item', formatter: function (p) {
                return p.dataType === 'edge' ? tip(p.data.words, [['customers', number(p.data.value)], ['share', (100 * p.data.value / total).toFixed(1) + ' %']])
                    : tip(p.data.text, [['customers', number(p.data.customers)]]);
            }},
            series: [{type: 'sankey', left: 4, right: 4, top: 26, bottom: 8, nodeWidth: 16, nodeGap: 22, layoutIterations: 0, draggable: false, emphasis: {focus: 'adjacency'},
                lineStyle: {color: 'source', opacity: 0.28, curveness: 0.5},
                label: {color: ink, fontSize: narrow() ? 12 : 13, fontWeight: 600, formatter: function (p) { return p.data.text + '  ' + number(p.data.customers); }},
                data: nodes,
                links: data.flows.map(function (flow) {
                    var link = {source: 'now ' + flow.now, target: 'changed ' + flow.changed, value: flow.customers, words: flow.now + ' → ' + flow.changed};
                    if (flow.move !== 'same') {
                        link.lineStyle = {color: flow.move === 'down' ? red : flow.move === 'up' ? teal : amber, opacity: 0.45};
                    }
                    return link;
                })}],
            title: [{text: 'now', left: 4, top: 0, textStyle: {fontSize: 12, fontWeight: 600, color: muted}}, {text: 'changed', right: 4, top: 0, textStyle: {fontSize: 12, fontWeight: 600, color: muted}}]
        });
    }

    function people(list, colour) {
        return function () {
            var rows = data[list].slice().reverse();
            return page.base({
                grid: {left: 20, right: 56, top: 4, bottom: 24, containLabel: true},
                xAxis: page.value(short, {splitNumber: 3, minInterval: 1}),
                yAxis: page.category(rows.map(function (r) { return r.key; }), {axisLabel: {color: ink, fontSize: 11.5, interval: 0, width: narrow() ? 96 : 150, overflow: 'truncate'}}),
                tooltip: {trigger: 'axis', axisPointer: {type: 'shadow'}, formatter: function (p) {
                    var r = rows[p[0].dataIndex];
                    return tip(r.key, [['now', points(r.now)], ['changed', points(r.changed)], ['tier', r.tierNow === r.tierChanged ? r.tierNow : r.tierNow + ' → ' + r.tierChanged]]);
                }},
                series: [{type: 'bar', barMaxWidth: 16, itemStyle: {color: colour, borderRadius: [0, 4, 4, 0]},
                    label: {show: true, position: 'right', color: ink, fontSize: 11.5, formatter: function (p) { return signed(rows[p.dataIndex].difference); }},
                    data: rows.map(function (r) { return Math.abs(r.difference); })}]
            });
        };
    }

    function rules() {
        var rows = data.rules.slice().reverse();
        var order = sides.slice().reverse();
        return page.base({
            grid: {left: 20, right: 56, top: 4, bottom: 60, containLabel: true},
            legend: Object.assign(page.legend(), {data: sides.map(function (side) { return data.sides[side]; })}),
            xAxis: page.value(short, {splitNumber: narrow() ? 3 : 6, minInterval: 1}),
            yAxis: page.category(rows.map(function (r) { return r.name; }), {axisLine: {onZero: false, lineStyle: {color: line}}, axisLabel: {color: ink, fontSize: 12, interval: 0, width: narrow() ? 96 : 220, overflow: 'truncate'}}),
            tooltip: {trigger: 'axis', axisPointer: {type: 'shadow'}, formatter: function (p) {
                var r = rows[p[0].dataIndex];
                return tip(r.name, sides.map(function (side) { return [data.sides[side], points(r[side])]; }));
            }},
            series: order.map(function (side) {
                return {name: data.sides[side], type: 'bar', barMaxWidth: 14, barGap: '10%', itemStyle: {color: colours[side], borderRadius: 3},
                    label: {show: true, position: 'right', color: muted, fontSize: 11, formatter: function (p) { return short(p.value); }},
                    data: rows.map(function (r) { return r[side]; })};
            })
        });
    }

    function forecast() {
        var bottom = sides.length < 2 ? 12 : narrow() ? 64 : 40;
        var title = function (text, top) { return {text: text, left: 0, top: top, textStyle: {fontSize: 12, fontWeight: 600, color: muted}}; };
        var rows = data.forecast;
        var both = sides.length === 2;
        var name = function (side, what) { return both ? what + ', ' + data.sides[side] : what; };
        var series = [];
        sides.forEach(function (side) {
            var colour = both ? colours[side] : teal;
            series.push({name: name(side, 'ending'), type: 'bar', barMaxWidth: 16, barGap: '5%', itemStyle: {color: colour, opacity: 0.4, borderRadius: [3, 3, 0, 0]}, data: rows.map(function (m) { return m[side].due; })});
            series.push({name: name(side, 'likely unused'), type: 'line', symbol: side === 'now' ? 'circle' : 'rect', symbolSize: 7, itemStyle: {color: both && side === 'now' ? muted : amber}, lineStyle: {width: 2, type: side === 'now' && both ? 'dashed' : 'solid'},
                data: rows.map(function (m) { return m[side].expected; })});
            series.push({name: name(side, 'left'), type: 'line', xAxisIndex: 1, yAxisIndex: 1, symbolSize: 7, itemStyle: {color: colour}, lineStyle: {width: 2.5, type: side === 'now' && both ? 'dashed' : 'solid'},
                areaStyle: {opacity: side === 'now' && both ? 0 : 0.08}, data: rows.map(function (m) { return m[side].owed; })});
        });
        return page.base({
            title: [title(both ? 'bars: points that end; lines: likely to go unused' : 'bars: points that end; line: likely to go unused', 0), title('left at the end of the month', '54%')],
            axisPointer: {link: [{xAxisIndex: 'all'}]},
            grid: [{left: 52, right: 8, top: 26, height: '40%'}, {left: 52, right: 8, top: '61%', bottom: bottom + 16}],
            legend: both ? Object.assign(page.legend(), {data: sides.map(function (side) { return {name: name(side, 'ending')}; }), selectedMode: false,
                formatter: function (text) { return text.replace('ending, ', ''); }}) : {show: false},
            xAxis: [page.category(names(rows), {axisLabel: {show: false}}), page.category(names(rows), {gridIndex: 1, boundaryGap: true})],
            yAxis: [page.value(short, {splitNumber: 4, minInterval: 1}), page.value(short, {gridIndex: 1, splitNumber: 2, minInterval: 1})],
            tooltip: {trigger: 'axis', axisPointer: {type: 'shadow'}, formatter: function (p) {
                var m = rows[p[0].dataIndex];
                var lines = [];
                [['due', 'ending'], ['expected', 'likely unused'], ['owed', 'left']].forEach(function (figure) {
                    sides.forEach(function (side) { lines.push([name(side, figure[1]), number(m[side][figure[0]])]); });
                });
                return tip(m.month, lines);
            }},
            series: series
        });
    }

    /* As tall as it has rows. */
    document.querySelectorAll('.chart.rows').forEach(function (element) {
        element.style.height = Math.max(140, 70 + 22 * Number(element.dataset.rows)) + 'px';
    });
    page.draw([['moved', moved], ['liability', liability], ['tiers', tiers], ['hardest', people('hardest', red)], ['gaining', people('gaining', teal)], ['rules', rules], ['forecast', forecast]]);
}());
