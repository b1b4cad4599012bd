// fit.js: what depends on the width of a chart. Words break between words or give way, never in the middle.

function family() { return getComputedStyle(document.body).fontFamily; }

// wide is the width of the longest of the lines of a text, or of one of its words.
function wide(text, size, words) {
  return Math.max.apply(null, String(text).split(words ? /\s+/ : '\n').map(function (t) {
    return echarts.format.getTextRect(t, size + 'px ' + family()).width;
  }));
}

function widest(texts, size, words) {
  return texts.reduce(function (most, t) { return Math.max(most, wide(t, size, words)); }, 0);
}

// broken puts line breaks into a text so that each line is at most so wide.
function broken(text, size, most) {
  const lines = [''];
  String(text).split(' ').forEach(function (word) {
    const longer = (lines[lines.length - 1] + ' ' + word).trim();
    if (lines[lines.length - 1] && wide(longer, size) > most) { lines.push(word); } else { lines[lines.length - 1] = longer; }
  });
  return lines.join('\n');
}

// fitLegend gives a legend of many or long names the lines that it needs, and the chart their height.
function fitLegend(option, width) {
  if (!option.legend.show) { return 0; }
  let rows = 1, at = 0;
  option.legend.data.forEach(function (name) {
    const item = 30 + wide(name, 13);
    if (at > 0 && at + item > width - 10) { rows += 1; at = 0; }
    at += item + option.legend.itemGap;
  });
  const more = (rows - 1) * 24;
  option.grid.top += more;
  return more;
}

// fitEnds makes room at the right for the names behind the ends of lines.
function fitEnds(option, block) {
  block.tones.forEach(function (tone, i) {
    if (tone === 'ends') { option.grid.right = Math.max(16, widest(option.series[i].data.map(function (d) { return d.label.formatter; }), 12) + 14); }
  });
}

// sideOf is how much room the labels at the left take.
function sideOf(option, formats) {
  const axis = option.yAxis[0];
  if (axis.type === 'category') { return widest(axis.data, 12) + 16; }
  const format = axis.axisLabel.formatter;
  return widest([axis.min, axis.max, axis.max - axis.interval].map(function (v) { return format ? format(v) : String(v); }), 12) + 16;
}

// fitAcross breaks the labels below the plot between their words; where the longest word is wider than its place, even in
// smaller letters, some labels are left out.
function fitAcross(option, width, formats) {
  const axis = option.xAxis[0], right = option.grid.right;
  const room = width - sideOf(option, formats) - right;
  if (axis.name) { axis.name = broken(axis.name, 12, Math.max(120, room)); }
  if (axis.type !== 'category' || !axis.axisLabel || axis.axisLabel.interval !== 0) { return; }
  const cell = Math.floor(room / axis.data.length) - 4;
  const size = [12, 11, 10].find(function (s) { return widest(axis.data, s, true) <= cell; });
  if (size === undefined) {
    axis.axisLabel.interval = 'auto';
    axis.axisLabel.hideOverlap = true;
    return;
  }
  axis.axisLabel.fontSize = size;
  axis.axisLabel.width = cell;
  axis.axisLabel.overflow = 'break';
}

// fitDown breaks long names at the left.
function fitDown(option, width) {
  const axis = option.yAxis[0], room = Math.max(90, Math.min(300, Math.floor(width * 0.34)));
  if (axis.type !== 'category' || widest(axis.data, 12) <= room) { return; }
  axis.axisLabel.width = room;
  axis.axisLabel.overflow = 'break';
}

// fitHeat writes the numbers of a grid as small as their fields need, and not at all where they would be too small to read.
function fitHeat(option, series, width, formats) {
  const cell = (width - sideOf(option, formats) - option.grid.right) / option.xAxis[0].data.length - 4;
  const texts = series.data.map(function (d) { return d.label ? d.label.formatter : ''; });
  const size = [12, 11, 10, 9].find(function (s) { return widest(texts, s) <= cell; });
  series.label.show = size !== undefined;
  series.label.fontSize = size || 9;
}

// fitCalendar makes the fields of a calendar as wide as they can be, but not wider than they are of use.
function fitCalendar(calendar, series, width) {
  const weeks = calendar.weeks, cell = Math.max(13, Math.min(52, Math.floor((width - calendar.left - 12) / weeks)));
  calendar.cellSize = [cell, calendar.cellSize[1]];
  if (cell < 26) {
    series.data.forEach(function (d) { if (d.label && !d.remark) { d.label.show = false; } });
  }
}

// fitMap makes a map as large as its share of the width and the height allow, true to scale, and returns its height.
function fitMap(series, width, height) {
  const across = width * series.share, high = height - 24, aspect = series.aspect;
  series.layoutSize = aspect > 1 ? Math.min(across, high * aspect) : Math.min(high, across / aspect);
  return Math.min(high, across / aspect) + 24;
}

// fit settles the layout of a chart of that width and returns the height it needs.
function fit(block, option, width, base, formats) {
  const maps = option.series.filter(function (s) { return s.type === 'map'; });
  if (maps.length) {
    const high = Math.max.apply(null, maps.map(function (s) { return fitMap(s, width, base); }));
    maps.forEach(function (s) { fitMap(s, width, high); });
    return high;
  }
  (option.calendar || []).forEach(function (c, i) { fitCalendar(c, option.series[i], width); });
  if (!option.yAxis.length || option.yAxis[0].show === false) { return base; }
  const more = fitLegend(option, width);
  fitEnds(option, block);
  fitDown(option, width);
  fitAcross(option, width, formats);
  option.series.forEach(function (s, i) { if (block.tones[i] === 'heat') { fitHeat(option, s, width, formats); } });
  return base + more;
}
