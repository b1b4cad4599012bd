(function () {
  'use strict';

  echarts.registerLocale('ID', {
    time: {
      month: ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'],
      monthAbbr: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'],
      dayOfWeek: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
      dayOfWeekAbbr: ['Min', 'Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab']
    },
    legend: { selector: { all: 'Semua', inverse: 'Balik' } },
    toolbox: {},
    series: { typeNames: {} },
    aria: { general: {}, series: { single: {}, multiple: { separator: {} } }, data: { separator: {} } }
  });

  var NBSP = '\u00a0';
  var TONES = { plain: 1, second: 1, third: 1, good: 1, bad: 1, pending: 1, water: 1, ink: 1, quiet: 1 };
  var FLOW = { ways: 1, arrows: 1, counts: 1, nodes: 1 };
  var charts = [];

  // FORMATS is the closed table of number formats; an option names one of them as "fmt:name".
  function formatsOf(block) {
    var tag = block.locale === 'EN' ? 'en-GB' : 'id-ID';
    var whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
    var tenth = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
    var fixed = new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    function duration(v) {
      if (v < 0) { return '\u2212' + duration(-v); }
      var m = Math.round(v / 60), d = Math.floor(m / 1440), h = Math.floor(m % 1440 / 60);
      var parts = [];
      m %= 60;
      if (d) { parts.push(whole.format(d) + NBSP + block.words.day); }
      if (h) { parts.push(h + NBSP + block.words.hour); }
      if ((!d && m) || !parts.length) { parts.push(m + NBSP + block.words.minute); }
      return parts.join(' ');
    }
    return {
      count: function (v) { return tenth.format(v); },
      decimal: function (v) { return tenth.format(v); },
      share: function (v) { return fixed.format(v * 100) + '%'; },
      tick: function (v) { return tenth.format(v * 100) + '%'; },
      duration: duration
    };
  }

  function named(formats, text, fallback) {
    var name = typeof text === 'string' && text.slice(0, 4) === 'fmt:' ? text.slice(4) : '';
    return Object.prototype.hasOwnProperty.call(formats, name) ? formats[name] : fallback;
  }

  function css(name) {
    return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  }

  function colour(tone) {
    return css(Object.prototype.hasOwnProperty.call(TONES, tone) ? tone : 'plain');
  }

  // says writes what a tooltip tells of one mark: value, interval, number of cases, and whether they are too few.
  function says(format, marks, words) {
    return function (value, index) {
      if (Array.isArray(value)) { value = value[value.length - 1]; }
      if (typeof value !== 'number' || !isFinite(value)) { return words.missing; }
      var mark = marks[index] || {}, text = format(value);
      if (typeof mark.low === 'number') { text += ' (' + format(mark.low) + ' \u2013 ' + format(mark.high) + ')'; }
      if (mark.n) { text += ', n' + NBSP + '=' + NBSP + mark.n; }
      if (mark.small) { text += ', ' + words.small; }
      return text;
    };
  }

  // card is a tooltip made of text nodes: nothing in it can be markup.
  function card(said, p) {
    var list = said[p.seriesIndex] || [], box = document.createElement('div');
    (list[p.dataIndex] || []).forEach(function (text, i) {
      var line = document.createElement('div');
      line.textContent = text;
      line.style.fontWeight = i ? 400 : 600;
      box.appendChild(line);
    });
    return box;
  }

  function paintAxis(axis, formats) {
    if (axis.show === false) { return; }
    axis.axisLabel = axis.axisLabel || {};
    axis.axisLabel.color = css('quiet');
    axis.axisLabel.lineHeight = 15;
    if (axis.axisLabel.formatter !== undefined) {
      var format = named(formats, axis.axisLabel.formatter, formats.decimal);
      axis.axisLabel.formatter = format === formats.share ? formats.tick : format;
    }
    axis.axisLine = axis.axisLine || {};
    axis.axisLine.lineStyle = { color: css('axis') };
    axis.splitLine = axis.splitLine || {};
    axis.splitLine.lineStyle = { color: css('grid') };
    axis.nameTextStyle = axis.nameTextStyle || {};
    axis.nameTextStyle.color = css('quiet');
    axis.nameTextStyle.fontSize = 12;
  }

  // paintFlow gives ways and nodes their colours, and nodes their width: a part of what lies between two layers.
  function paintFlow(series, tone, option, width) {
    series.data.forEach(function (d) {
      if (tone === 'ways') { d.lineStyle.color = colour(d.tone); }
      if (tone === 'arrows') { d.itemStyle = { color: colour(d.tone), opacity: 1 }; }
      if (tone === 'nodes') { d.itemStyle = { color: css('card'), borderColor: colour(d.tone), borderWidth: 2, opacity: 1 }; }
      if (tone === 'counts') { d.itemStyle = { color: css('ink'), opacity: 1 }; }
    });
    var gap = width / option.xAxis[0].max * 0.38;
    if (tone === 'counts' && gap < 42) {
      series.data.forEach(function (d) { d.label.show = !d.next; });
    }
    if (tone === 'nodes') {
      var wide = Math.max(20, width / option.xAxis[0].max * 0.62);
      series.symbolSize = [wide, series.high];
      series.label.width = wide - 8;
      series.label.overflow = 'truncate';
    }
    if (series.label) {
      series.label.color = css('ink');
      if (tone === 'counts') { series.label.backgroundColor = css('card'); }
    }
  }

  // paintMap makes a map as large as its share of the width and the height allow, true to scale.
  function paintMap(series, width, height) {
    var wide = width * series.share, high = height - 76, aspect = series.aspect;
    series.layoutSize = aspect > 1 ? Math.min(wide, high * aspect) : Math.min(high, wide / aspect);
  }

  function paintCalendar(c, block) {
    var sunday = block.locale === 'EN' ? ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] : ['Min', 'Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab'];
    c.dayLabel.nameMap = sunday;
    c.dayLabel.color = c.monthLabel.color = c.yearLabel.color = css('quiet');
    c.splitLine.lineStyle.color = css('axis');
    c.itemStyle.color = css('card');
    c.itemStyle.borderColor = css('line');
  }

  // fit keeps labels whole at any width: they break into lines, never away.
  function fit(block, option, width) {
    if (!option.yAxis.length) { return; }
    var lying = option.yAxis[0].type === 'category';
    var room = Math.max(90, Math.min(300, Math.floor(width * 0.34)));
    var longest = lying ? Math.max.apply(null, option.yAxis[0].data.map(function (t) { return String(t).length * 7; })) : 80;
    if (lying && longest > room) {
      option.yAxis[0].axisLabel.width = room;
      option.yAxis[0].axisLabel.overflow = 'break';
    }
    if (option.xAxis[0].type === 'category' && option.xAxis[0].axisLabel && String(option.xAxis[0].axisLabel.interval) === '0') {
      var side = Math.min(longest, room);
      option.xAxis[0].axisLabel.width = Math.max(34, Math.floor((width - side) / option.xAxis[0].data.length) - 6);
      option.xAxis[0].axisLabel.overflow = 'break';
    }
  }

  function paintSeries(series, tone, block) {
    if (tone === 'heat') {
      series.itemStyle = { borderColor: css('card'), borderWidth: 2, borderRadius: 3 };
      series.label.color = css('ink');
      series.label.fontSize = 12;
      return;
    }
    if (tone === 'field') {
      series.itemStyle = { borderColor: css('card'), borderWidth: 1 };
      series.label.color = css('ink');
      return;
    }
    if (tone === 'place') {
      series.itemStyle = { areaColor: css('line'), borderColor: css('axis'), borderWidth: 0.8 };
      series.label.color = css('ink');
      series.emphasis = { label: { color: css('ink') }, itemStyle: { areaColor: css('heat-high'), borderColor: css('ink'), borderWidth: 2 } };
      return;
    }
    series.itemStyle = series.itemStyle || {};
    series.itemStyle.color = colour(tone);
    if (series.type === 'boxplot') {
      series.itemStyle = { color: css('card'), borderColor: colour(tone), borderWidth: 2 };
    }
    if (block.said && series.type === 'line') { series.label = { color: css('ink'), textBorderWidth: 0 }; }
    if (series.areaStyle) { series.areaStyle.color = colour(tone); }
    if (series.endLabel) { series.endLabel.color = css('quiet'); }
    if (series.type === 'scatter' && series.label) {
      series.label.color = css('ink');
      series.label.textBorderColor = css('card');
      series.label.textBorderWidth = 3;
    }
    if (series.type === 'bar') {
      series.itemStyle.borderColor = css('card');
      series.itemStyle.borderWidth = series.stack ? 1 : 0;
      series.label = { color: css('ink'), fontSize: 12 };
    }
    if (series.type === 'line') { series.lineStyle.color = colour(tone); }
    if (series.markLine) {
      series.markLine.lineStyle.color = colour(tone);
      series.markLine.label.color = css('ink');
      series.markLine.label.textBorderColor = css('card');
      series.markLine.label.textBorderWidth = 3;
    }
  }

  function paint(block, option, width, height) {
    var formats = formatsOf(block), format = named(formats, option.tooltip.valueFormatter, formats.decimal);
    option.textStyle = { fontFamily: getComputedStyle(document.body).fontFamily, color: css('ink') };
    if (block.said) {
      option.tooltip.formatter = function (p) { return card(block.said, p); };
    }
    option.legend.textStyle = { color: css('ink'), fontSize: 13 };
    option.legend.pageTextStyle = { color: css('quiet') };
    option.legend.pageIconColor = css('quiet');
    option.tooltip.backgroundColor = css('card');
    option.tooltip.borderColor = css('axis');
    option.tooltip.textStyle = { color: css('ink'), fontSize: 13 };
    option.tooltip.valueFormatter = format;
    option.xAxis.concat(option.yAxis).forEach(function (a) { paintAxis(a, formats); });
    option.series.forEach(function (s, i) {
      if (FLOW[block.tones[i]] === 1) { paintFlow(s, block.tones[i], option, width); return; }
      paintSeries(s, block.tones[i], block);
      if (!block.said && i < block.marks.length) { s.tooltip = { valueFormatter: says(format, block.marks[i] || [], block.words) }; }
    });
    if (option.visualMap) {
      option.visualMap[0].inRange = { color: [css('heat-low'), css('heat-high')] };
      option.visualMap[0].textStyle = { color: css('quiet') };
    }
    option.series.forEach(function (s) { if (s.type === 'map') { paintMap(s, width, height); } });
    (option.calendar || []).forEach(function (c) { paintCalendar(c, block); });
    fit(block, option, width);
    return option;
  }

  function draw(c) {
    var option = paint(c.block, JSON.parse(c.text).option, c.element.clientWidth, c.element.clientHeight);
    (c.block.maps || []).forEach(function (_, i) { option.series[i].map = c.element.id + '-' + i; });
    c.chart.resize();
    c.chart.setOption(option, { notMerge: true });
  }

  function drawAll() { charts.forEach(draw); }

  document.querySelectorAll('script[type="application/json"][data-for]').forEach(function (data) {
    var element = document.getElementById(data.getAttribute('data-for'));
    var block = JSON.parse(data.textContent);
    (block.maps || []).forEach(function (outlines, i) { echarts.registerMap(element.id + '-' + i, { geoJSON: outlines }); });
    var chart = echarts.init(element, null, { renderer: 'svg', locale: block.locale === 'EN' ? 'EN' : 'ID' });
    charts.push({ element: element, block: block, text: data.textContent, chart: chart });
  });
  drawAll();

  var waiting = 0;
  window.addEventListener('resize', function () {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(drawAll, 120);
  });
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  window.matchMedia('(prefers-contrast: more)').addEventListener('change', drawAll);
  window.matchMedia('print').addEventListener('change', drawAll);

  var opened = [];
  window.addEventListener('beforeprint', function () {
    opened = Array.prototype.slice.call(document.querySelectorAll('details:not([open])'));
    opened.forEach(function (d) { d.open = true; });
  });
  window.addEventListener('afterprint', function () {
    opened.forEach(function (d) { d.open = false; });
  });
}());
