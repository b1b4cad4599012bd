// paint.js: the colours of the page in a chart, by the names of their meanings.

const TONES = { plain: 1, second: 1, third: 1, good: 1, bad: 1, pending: 1, water: 1, ink: 1, quiet: 1 };
const FLOW = { ways: 1, arrows: 1, counts: 1, nodes: 1 };

function css(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

function colour(tone) {
  return css(Object.prototype.hasOwnProperty.call(TONES, tone) ? tone : 'plain');
}

function paintAxis(axis, formats) {
  if (axis.show === false) { return; }
  axis.axisLabel = axis.axisLabel || {};
  axis.axisLabel.color = css('quiet');
  axis.axisLabel.lineHeight = 15;
  if (axis.axisLabel.formatter !== undefined) {
    const format = named(formats, axis.axisLabel.formatter, formats.decimal);
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
  const gap = width / option.xAxis[0].max * 0.38;
  if (tone === 'counts' && gap < 42) {
    series.data.forEach(function (d) { d.label.show = !d.next; });
  }
  if (tone === 'nodes') {
    const wide = Math.max(20, width / option.xAxis[0].max * 0.62);
    series.symbolSize = [wide, series.high];
    series.label.width = wide - 8;
    series.label.overflow = 'truncate';
  }
  if (series.label) {
    series.label.color = css('ink');
    if (tone === 'counts') { series.label.backgroundColor = css('card'); }
  }
}

function paintCalendar(c, block) {
  const sunday = block.locale === 'EN' ? ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] : ['Min', 'Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab'];
  c.dayLabel.nameMap = sunday;
  c.dayLabel.color = c.monthLabel.color = c.yearLabel.color = css('quiet');
  c.splitLine.lineStyle.color = css('axis');
  c.itemStyle.color = css('card');
  c.itemStyle.borderColor = css('line');
}

// paintField paints what has shades in place of a tone: the fields of a grid, those of a calendar, and places.
function paintField(series, tone) {
  series.label.color = css('ink');
  if (tone === 'heat') { series.itemStyle = { borderColor: css('card'), borderWidth: 2, borderRadius: 3 }; }
  if (tone === 'field') { series.itemStyle = { borderColor: css('line'), borderWidth: 1 }; }
  if (tone === 'place') {
    series.itemStyle = { areaColor: css('card'), borderColor: css('axis'), borderWidth: 0.8 };
    series.emphasis = { label: { color: css('ink') }, itemStyle: { areaColor: css('heat-high'), borderColor: css('ink'), borderWidth: 2 } };
  }
}

// paintEnds gives the names behind the ends of lines the colour of their lines.
function paintEnds(series) {
  series.itemStyle = { color: 'transparent' };
  series.data.forEach(function (d) { d.label.color = css(d.tone === 'ink' ? 'ink' : 'quiet'); });
}

function paintSeries(series, tone, block) {
  if (tone === 'heat' || tone === 'field' || tone === 'place') { paintField(series, tone); return; }
  if (tone === 'ends') { paintEnds(series); return; }
  series.itemStyle = series.itemStyle || {};
  series.itemStyle.color = colour(tone);
  if (series.type === 'boxplot') {
    series.itemStyle = { color: css('card'), borderColor: colour(tone), borderWidth: 2 };
  }
  if (block.said && series.type === 'line') { series.label = { color: css('ink'), textBorderWidth: 0 }; }
  if (series.areaStyle) { series.areaStyle.color = colour(tone); }
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

function paint(block, option, width, formats) {
  const format = named(formats, option.tooltip.valueFormatter, formats.decimal);
  option.textStyle = { fontFamily: family(), color: css('ink') };
  if (block.said) {
    option.tooltip.formatter = function (p) { return card(block.said, p); };
  }
  option.legend.textStyle = { color: css('ink'), fontSize: 13 };
  option.tooltip.backgroundColor = css('card');
  option.tooltip.borderColor = css('axis');
  option.tooltip.textStyle = { color: css('ink'), fontSize: 13 };
  option.tooltip.valueFormatter = format;
  option.xAxis.concat(option.yAxis).forEach(function (a) { paintAxis(a, formats); });
  option.series.forEach(function (s, i) {
    if (FLOW[block.tones[i]] === 1) { paintFlow(s, block.tones[i], option, width); return; }
    paintSeries(s, block.tones[i], block);
    if (!block.said && i < block.marks.length) { s.tooltip = { valueFormatter: says(formats, format, block.marks[i] || [], block.words) }; }
  });
  if (option.visualMap) { option.visualMap[0].inRange = { color: [css('heat-low'), css('heat-high')] }; }
  (option.calendar || []).forEach(function (c) { paintCalendar(c, block); });
}
