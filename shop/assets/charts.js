/* What the pages' charts share: figures, words, axes, and drawing again where a phone is turned. */
var page = (function () {
    'use strict';

    var data = JSON.parse(document.getElementById('figures').textContent);
    var ink = '#16212e', muted = '#55616f', line = '#e3e8ee';
    var teal = '#0f766e', amber = '#b45309', red = '#b91c1c', indigo = '#4338ca', grey = '#94a3b8';
    var font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
    var still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    var narrow = function () { return window.innerWidth <= 560; };
    var whole = new Intl.NumberFormat(data.locale);
    var compact = new Intl.NumberFormat(data.locale, {notation: 'compact', maximumFractionDigits: 1});
    var compactMoney = new Intl.NumberFormat(data.locale, {style: 'currency', currency: data.currency, notation: 'compact', maximumFractionDigits: 1});

    function escape(text) {
        var span = document.createElement('span');
        span.textContent = text;
        return span.innerHTML;
    }

    function number(n) { return whole.format(n); }

    function money(minor) { return compactMoney.format(minor / data.unit); }

    function tip(title, rows) {
        return '<b>' + escape(title) + '</b>' + rows.map(function (row) {
            return '<br>' + escape(row[0]) + ' <b>' + escape(row[1]) + '</b>';
        }).join('');
    }

    function base(extra) {
        var option = {
            animation: !still,
            textStyle: {fontFamily: font, color: ink},
            aria: {enabled: true},
            tooltip: {confine: true, backgroundColor: '#fff', borderColor: line, textStyle: {color: ink, fontSize: 13}, extraCssText: 'box-shadow:0 4px 16px rgba(22,33,46,.12);border-radius:8px'}
        };
        Object.keys(extra).forEach(function (key) {
            option[key] = key === 'tooltip' ? Object.assign(option.tooltip, extra.tooltip) : extra[key];
        });
        return option;
    }

    function category(values, extra) {
        return Object.assign({type: 'category', data: values, axisLine: {lineStyle: {color: line}}, axisTick: {show: false}, axisLabel: {color: muted, hideOverlap: true}}, extra || {});
    }

    function value(format, extra) {
        return Object.assign({type: 'value', splitLine: {lineStyle: {color: line}}, axisLabel: {color: muted, formatter: format}}, extra || {});
    }

    function legend() {
        return {bottom: 0, itemWidth: 12, itemHeight: 12, icon: 'roundRect', textStyle: {color: muted}};
    }

    /* Draws the charts whose elements are on the page: pairs of the element's name and what gives the options. */
    function draw(pairs) {
        document.documentElement.classList.remove('no-charts');
        var charts = pairs.map(function (pair) {
            var element = document.getElementById('chart-' + pair[0]);
            if (!element) {
                return null;
            }
            var chart = echarts.init(element, null, {renderer: 'svg'});
            chart.setOption(pair[1]());
            return [chart, pair[1]];
        }).filter(Boolean);
        var before = narrow();
        window.addEventListener('resize', function () {
            var now = narrow();
            charts.forEach(function (pair) {
                pair[0].resize();
                if (now !== before) {
                    pair[0].setOption(pair[1](), true);
                }
            });
            before = now;
        });
        /* Paper is narrower than most screens, and a page that is printed is not resized. */
        window.addEventListener('beforeprint', function () {
            charts.forEach(function (pair) { pair[0].resize({width: Math.min(pair[0].getWidth(), 620)}); });
        });
        window.addEventListener('afterprint', function () {
            charts.forEach(function (pair) { pair[0].resize({width: 'auto'}); });
        });
    }

    return {
        data: data, ink: ink, muted: muted, line: line, teal: teal, amber: amber, red: red, indigo: indigo, grey: grey,
        narrow: narrow, compact: compact, number: number, money: money, tip: tip, base: base, category: category, value: value, legend: legend, draw: draw
    };
}());
