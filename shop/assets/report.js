/* Draws the report's charts from the figures in #figures. Every figure was made before; nothing is computed here but positions. */
(function () {
    'use strict';

    var data = page.data, ink = page.ink, muted = page.muted;
    var teal = page.teal, amber = page.amber, red = page.red, indigo = page.indigo, grey = page.grey;
    var narrow = page.narrow, compact = page.compact, number = page.number, money = page.money;
    var tip = page.tip, base = page.base, category = page.category, value = page.value, legend = page.legend;

    function scale() {
        var names = [];
        for (var i = 1; i <= data.bins; i++) {
            names.push(i);
        }
        return names.map(String);
    }

    function heatmap() {
        var most = data.heatmap.reduce(function (m, c) { return Math.max(m, c[2]); }, 1);
        var small = narrow();
        var recency = scale();
        var frequency = scale();
        recency[0] = '1\nlong ago';
        recency[data.bins - 1] = data.bins + '\nlately';
        frequency[0] = small ? '1' : '1 · seldom';
        frequency[data.bins - 1] = small ? String(data.bins) : data.bins + ' · often';
        return base({
            grid: {left: small ? 42 : 96, right: 8, top: 8, bottom: small ? 84 : 92},
            xAxis: category(recency, {name: 'How lately they bought', nameLocation: 'middle', nameGap: 26, axisLabel: {color: muted, interval: 0, lineHeight: 15}, nameTextStyle: {color: ink, fontWeight: 600}, splitArea: {show: false}}),
            yAxis: category(frequency, {name: 'How often they bought', nameLocation: 'middle', nameGap: small ? 26 : 78, nameTextStyle: {color: ink, fontWeight: 600}}),
            visualMap: {min: 0, max: most, calculable: false, orient: 'horizontal', left: 'center', bottom: 0, itemHeight: small ? 120 : 200, itemWidth: 12, dimension: 2,
                text: [number(most) + ' customers', '0'], textStyle: {color: muted}, inRange: {color: ['#f0f7f6', '#a7d8d0', '#3d9f94', '#0f766e', '#0b3b3a']}},
            tooltip: {formatter: function (p) {
                return tip('Recency ' + p.data.value[3] + ', frequency ' + p.data.value[4], [['customers', number(p.data.value[2])], ['they spent', p.data.value[5]]]);
            }},
            series: [{type: 'heatmap', itemStyle: {borderColor: '#fff', borderWidth: 3, borderRadius: 6}, emphasis: {itemStyle: {borderColor: amber}},
                data: data.heatmap.map(function (c) {
                    return {value: [c[0] - 1, c[1] - 1, c[2], c[0], c[1], c[3]],
                        label: {show: true, formatter: number(c[2]), fontSize: small ? 12 : 14, fontWeight: 600, color: c[2] > most * 0.42 ? '#fff' : ink}};
                })}]
        });
    }

    function groups() {
        var rows = data.groups.slice().reverse();
        var customers = rows.reduce(function (s, g) { return s + g[1]; }, 0) || 1;
        var amount = rows.reduce(function (s, g) { return s + g[2]; }, 0) || 1;
        var percent = function (v) { return Math.round(v) + ' %'; };
        return base({
            grid: {left: 16, right: 24, top: 8, bottom: 36, containLabel: true},
            legend: legend(),
            xAxis: value(percent, {splitNumber: narrow() ? 3 : 6, minInterval: 1}),
            yAxis: category(rows.map(function (g) { return g[0]; }), {axisLabel: {color: ink, fontSize: narrow() ? 11 : 12.5}}),
            tooltip: {trigger: 'axis', axisPointer: {type: 'shadow'}, formatter: function (p) {
                var g = rows[p[0].dataIndex];
                return tip(g[0], [['customers', number(g[1])], ['they spent', g[3]]]);
            }},
            series: [
                {name: 'share of customers', type: 'bar', itemStyle: {color: grey, borderRadius: [0, 4, 4, 0]}, barGap: '10%', data: rows.map(function (g) { return 100 * g[1] / customers; })},
                {name: 'share of money', type: 'bar', itemStyle: {color: teal, borderRadius: [0, 4, 4, 0]}, data: rows.map(function (g) { return 100 * g[2] / amount; })}
            ]
        });
    }

    function orders() {
        var names = data.months.map(function (m) { return m.month; });
        return base({
            grid: {left: 8, right: 8, top: 34, bottom: 40, containLabel: true},
            legend: legend(),
            xAxis: category(names),
            yAxis: [
                value(function (v) { return money(v); }, {name: 'revenue', nameTextStyle: {color: muted, align: 'left'}, nameGap: 12}),
                value(function (v) { return compact.format(v); }, {name: 'orders', nameTextStyle: {color: muted, align: 'right'}, nameGap: 12, minInterval: 1, splitLine: {show: false}})
            ],
            tooltip: {trigger: 'axis', axisPointer: {type: 'shadow'}, formatter: function (p) {
                var m = data.months[p[0].dataIndex];
                return tip(m.month, [['revenue', m.amountText], ['returned', m.refundedText], ['orders of known customers', number(m.known)], ['orders without a name', number(m.anonymous)]]);
            }},
            series: [
                {name: 'revenue', type: 'bar', itemStyle: {color: teal, borderRadius: [4, 4, 0, 0]}, barMaxWidth: 34, data: data.months.map(function (m) { return m.amount; })},
                {name: 'returned', type: 'bar', itemStyle: {color: amber, borderRadius: [4, 4, 0, 0]}, barMaxWidth: 34, data: data.months.map(function (m) { return m.refunded; })},
                {name: 'orders', type: 'line', yAxisIndex: 1, symbolSize: 7, itemStyle: {color: indigo}, lineStyle: {width: 2.5}, data: data.months.map(function (m) { return m.orders; })}
            ]
        });
    }

    /* What is owed is far more than what one month moves: two panes over one time axis, each with its own scale. */
    function points() {
        var names = data.months.map(function (m) { return m.month; });
        var series = function (name, key, color, sign) {
            return {name: name, type: 'bar', stack: 'points', barMaxWidth: 34, itemStyle: {color: color}, data: data.months.map(function (m) { return sign * m[key]; })};
        };
        var short = function (v) { return compact.format(v); };
        var bottom = narrow() ? 64 : 40;
        var title = function (text, top) { return {text: text, left: 0, top: top, textStyle: {fontSize: 12, fontWeight: 600, color: muted}}; };
        return base({
            title: [title('moved in the month', 0), title('owed at its end', '54%')],
            axisPointer: {link: [{xAxisIndex: 'all'}]},
            grid: [{left: 52, right: 8, top: 26, height: '40%'}, {left: 52, right: 8, top: '61%', bottom: bottom + 16}],
            legend: Object.assign(legend(), {data: ['issued', 'reversed', 'expired', 'spent']}),
            xAxis: [
                category(names, {axisLine: {onZero: true, lineStyle: {color: grey}}, axisLabel: {show: false}}),
                category(names, {gridIndex: 1, boundaryGap: true})
            ],
            yAxis: [value(short, {splitNumber: 4, minInterval: 1}), value(short, {gridIndex: 1, splitNumber: 2, minInterval: 1})],
            tooltip: {trigger: 'axis', axisPointer: {type: 'shadow'}, formatter: function (p) {
                var m = data.months[p[0].dataIndex];
                return tip(m.month, [['issued', number(m.earned)], ['reversed by returns', number(m.reversed)], ['expired', number(m.expired)], ['spent', number(m.spent)], ['owed at the end', number(m.owed)]]);
            }},
            series: [
                series('issued', 'earned', teal, 1),
                series('reversed', 'reversed', amber, -1),
                series('expired', 'expired', grey, -1),
                series('spent', 'spent', indigo, -1),
                {name: 'owed', type: 'line', xAxisIndex: 1, yAxisIndex: 1, symbolSize: 7, itemStyle: {color: red}, lineStyle: {width: 2.5}, areaStyle: {opacity: 0.08},
                    data: data.months.map(function (m) { return m.owed; })}
            ]
        });
    }

    function tiers() {
        var total = data.tiers.reduce(function (s, t) { return s + t[1]; }, 0) || 1;
        return base({
            legend: legend(),
            tooltip: {formatter: function (p) { return tip(p.name, [['customers', number(p.value)], ['share', (100 * p.value / total).toFixed(1) + ' %']]); }},
            series: [{type: 'pie', stillShowZeroSum: false, radius: narrow() ? ['42%', '62%'] : ['48%', '72%'], center: ['50%', '45%'], itemStyle: {borderColor: '#fff', borderWidth: 3, borderRadius: 6},
                label: {formatter: function (p) { return narrow() ? number(p.value) : p.name + '\n' + number(p.value); }, color: ink, fontWeight: 600, lineHeight: 18},
                labelLine: {length: 8, length2: 8},
                data: data.tiers.map(function (t, i) {
                    return {name: t[0], value: t[1], itemStyle: {color: t[2] || [grey, teal, indigo, amber, red][i % 5]}};
                })}]
        });
    }

    function text(series, i) {
        return series.texts ? series.texts[i] : number(series.values[i]);
    }

    /* Bars or lines over labels; the same shape serves most questions. */
    function bars(chart) {
        var small = narrow(), percent = chart.unit === 'percent';
        var format = percent ? function (v) { return v + ' %'; } : chart.unit === 'money' ? money : function (v) { return compact.format(v); };
        var labels = chart.across ? chart.labels.slice().reverse() : chart.labels;
        var turn = function (list) { return chart.across ? list.slice().reverse() : list; };
        var names = category(labels, chart.across
            ? {axisLabel: {color: ink, width: small ? 96 : 170, overflow: 'truncate', fontSize: small ? 11 : 12.5, interval: 0}}
            : {axisLabel: {color: muted, hideOverlap: true}});
        var isWhole = chart.series.every(function (s) { return s.values.every(function (v) { return v === null || v % 1 === 0; }); });
        /* Nobody is a third of a customer; what is of money has its own smallest unit. */
        var scale = value(format, {splitNumber: small ? 3 : 5, min: 0, minInterval: chart.unit === 'number' && isWhole ? 1 : 0});
        var last = chart.series.length - 1;
        if (chart.series.some(function (s) { return s.values.some(function (v) { return v < 0; }); })) {
            delete scale.min;
        }
        return base({
            grid: {left: chart.across ? 18 : 8, right: 24, top: 14, bottom: chart.series.length > 3 && small ? 84 : 36, containLabel: true},
            legend: Object.assign(legend(), {type: 'plain', left: 'center'}),
            xAxis: chart.across ? scale : names,
            yAxis: chart.across ? names : scale,
            tooltip: {trigger: 'axis', axisPointer: {type: chart.series[0].line ? 'line' : 'shadow'}, formatter: function (p) {
                var i = chart.across ? chart.labels.length - 1 - p[0].dataIndex : p[0].dataIndex;
                return tip(chart.labels[i], chart.series.filter(function (s) { return s.values[i] !== null; }).map(function (s) {
                    return [s.name, percent ? s.values[i] + ' %' + (s.texts ? ' · ' + s.texts[i] : '') : text(s, i)];
                }));
            }},
            series: chart.series.map(function (s, at) {
                return {
                    name: s.name, type: s.line ? 'line' : 'bar', stack: s.stack, barMaxWidth: chart.across ? 22 : 38, barGap: '10%', symbolSize: s.stack ? 0 : 8, lineStyle: {width: 2.5},
                    areaStyle: s.line && s.stack ? {opacity: 0.55} : undefined,
                    itemStyle: {color: s.colour, borderRadius: s.line || (s.stack && at < last) ? 0 : chart.across ? [0, 4, 4, 0] : [4, 4, 0, 0]},
                    data: turn(s.values.map(function (v, i) { return chart.mark === i ? {value: v, itemStyle: {color: teal}} : v; }))
                };
            })
        });
    }

    /* Percentages by row and column, the first row on top. */
    function heat(chart) {
        var small = narrow(), most = chart.cells.reduce(function (m, c) { return Math.max(m, c[2]); }, 1);
        return base({
            grid: {left: 8, right: 8, top: 8, bottom: 76, containLabel: true},
            xAxis: category(chart.columns, {name: 'months after the first order', nameLocation: 'middle', nameGap: 26, nameTextStyle: {color: ink, fontWeight: 600}}),
            yAxis: category(chart.rows, {inverse: true, axisLabel: {color: muted, fontSize: small ? 10 : 12}}),
            visualMap: {min: 0, max: most, calculable: false, orient: 'horizontal', left: 'center', bottom: 0, itemHeight: small ? 120 : 200, itemWidth: 12, dimension: 2, text: [Math.round(most) + ' %', '0'],
                textStyle: {color: muted}, inRange: {color: ['#f0f7f6', '#a7d8d0', '#3d9f94', '#0f766e', '#0b3b3a']}},
            tooltip: {formatter: function (p) {
                return tip(chart.rows[p.data.value[1]] + ', ' + chart.columns[p.data.value[0]] + ' months later', [[p.data.value[2] + ' %', p.data.value[3]]]);
            }},
            series: [{type: 'heatmap', itemStyle: {borderColor: '#fff', borderWidth: small ? 1 : 2, borderRadius: 4}, data: chart.cells.map(function (c) {
                return {value: c, label: {show: !small, formatter: Math.round(c[2]) + '', fontSize: 11, color: c[2] > most * 0.42 ? '#fff' : ink}};
            })}]
        });
    }

    /* From the stages on the left to those on the right. Names are made different: a stage stands on both sides. */
    function flow(chart) {
        var colours = {'Loyal': teal, 'Occasional': '#0369a1', 'At risk': amber, 'Cooling off': '#a16207', 'Lost': grey};
        var small = narrow();
        var sum = function (side, i) { return chart.links.reduce(function (s, l) { return s + (l[side] === i ? l[2] : 0); }, 0); };
        var nodes = function (names, side) {
            return names.map(function (name, i) {
                return {name: side + name, depth: side, itemStyle: {color: colours[name] || indigo}, label: {position: side === 0 ? 'right' : 'left', formatter: name + ' ' + number(sum(side, i))}, hidden: sum(side, i) === 0};
            }).filter(function (n) { return !n.hidden; });
        };
        return base({
            tooltip: {formatter: function (p) {
                return p.dataType === 'edge' ? tip(p.data.source.slice(1) + ' → ' + p.data.target.slice(1), [['customers', number(p.data.value)]]) : tip(p.name.slice(1), [['customers', number(p.value)]]);
            }},
            series: [{type: 'sankey', left: 4, right: 4, top: 8, bottom: 8, nodeGap: 14, nodeWidth: 14, draggable: false, layoutIterations: 0, emphasis: {focus: 'adjacency'},
                label: {color: ink, fontWeight: 600, fontSize: small ? 11 : 13, textBorderColor: '#fff', textBorderWidth: 3}, lineStyle: {color: 'gradient', opacity: 0.35, curveness: 0.5},
                data: nodes(chart.left, 0).concat(nodes(chart.right, 1)),
                links: chart.links.map(function (l) { return {source: '0' + chart.left[l[0]], target: '1' + chart.right[l[1]], value: l[2]}; })}]
        });
    }

    var kinds = {bars: bars, heat: heat, flow: flow};
    var more = (data.charts || []).map(function (chart) {
        return [chart.id, function () { return kinds[chart.kind](chart); }];
    });

    page.draw([['rfm', heatmap], ['groups', groups], ['orders', orders], ['points', points], ['tiers', tiers]].concat(more));
}());
