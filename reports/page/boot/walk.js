// walk.js: the marks of a chart by keyboard. Arrows go from mark to mark, Home and End to the first and the last, Enter says
// again where one stands, Escape leaves; what is said stands below the chart and is read aloud.

// marksOf are the marks that can be walked to: a is the place along a row, b the row.
function marksOf(c, option) {
  const all = [], block = c.block;
  option.series.forEach(function (s, i) {
    const tone = block.tones[i];
    if (block.said ? !(block.said[i] || []).length || tone === 'ways' : i >= block.marks.length) { return; }
    s.data.forEach(function (d, j) {
      let a = j, b = block.said && block.tones.includes('field') ? 0 : i;
      if (tone === 'heat') { a = d.value[0]; b = d.value[1]; }
      if (s.type === 'scatter' && !block.said) { a = Math.round(d.value[1]); }
      all.push({ series: i, index: j, a: a, b: b });
    });
  });
  return all;
}

// textOf is what is said of a mark.
function textOf(c, option, mark) {
  const block = c.block, s = option.series[mark.series];
  if (block.said) { return (block.said[mark.series][mark.index] || []).filter(Boolean).join('. '); }
  const d = s.data[mark.index], value = d !== null && typeof d === 'object' && !Array.isArray(d) ? d.value : d;
  const axis = block.lying ? option.yAxis[0] : option.xAxis[0];
  const name = s.type === 'heatmap' ? d.name : String(axis.data[mark.a]).replace(/\n/g, ' ');
  const text = s.tooltip.valueFormatter(s.type === 'scatter' ? value[0] : value, mark.index);
  return name + '. ' + (option.series.length > 1 && s.name && s.type !== 'heatmap' ? s.name + ': ' : '') + text;
}

// next is the mark that lies da places or db rows on, or the nearest to it; a mark without one stays.
function next(marks, from, da, db, list) {
  if (list) { return marks[marks.indexOf(from) + da + db] || from; }
  const ahead = marks.filter(function (m) { return da ? m.b === from.b && (m.a - from.a) * da > 0 : (m.b - from.b) * db > 0; });
  const far = function (m) { return da ? Math.abs(m.a - from.a) : Math.abs(m.b - from.b) * 10000 + Math.abs(m.a - from.a); };
  return ahead.reduce(function (best, m) { return best && far(best) <= far(m) ? best : m; }, null) || from;
}

function go(c, mark) {
  const before = c.at;
  if (before) { c.chart.dispatchAction({ type: 'downplay', seriesIndex: before.series, dataIndex: before.index }); }
  c.at = mark;
  if (!mark) {
    c.chart.dispatchAction({ type: 'hideTip' });
    c.read.textContent = '';
    return;
  }
  c.chart.dispatchAction({ type: 'highlight', seriesIndex: mark.series, dataIndex: mark.index });
  c.chart.dispatchAction({ type: 'showTip', seriesIndex: mark.series, dataIndex: mark.index });
  c.read.textContent = textOf(c, c.option, mark);
}

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function onKey(c, event) {
  const marks = c.marks, step = Object.prototype.hasOwnProperty.call(ARROWS, event.key) ? ARROWS[event.key] : null;
  if (!marks.length || event.ctrlKey || event.metaKey || event.altKey) { return; }
  let to = c.at;
  if (step) {
    const calendar = c.block.tones.includes('field'), list = marks.every(function (m) { return m.b === marks[0].b; }) || c.block.tones.includes('nodes') || c.block.tones.includes('place');
    const along = c.block.lying ? [step[1], step[0]] : step;
    to = !c.at ? marks[0] : calendar ? marks[marks.indexOf(c.at) + step[0] * 7 + step[1]] || c.at : next(marks, c.at, along[0], along[1], list);
  } else if (event.key === 'Home') { to = marks[0]; } else if (event.key === 'End') { to = marks[marks.length - 1];
  } else if (event.key === 'Enter' || event.key === ' ') { to = c.at || marks[0]; } else if (event.key === 'Escape' && c.at) { to = null;
  } else { return; }
  event.preventDefault();
  go(c, to);
}

// walked makes a chart one stop of the Tab key.
function walked(c) {
  const plot = c.element.parentElement;
  plot.tabIndex = 0;
  plot.setAttribute('role', 'application');
  plot.setAttribute('aria-label', plot.getAttribute('data-title') || '');
  plot.setAttribute('aria-describedby', 'walk');
  c.read.setAttribute('data-hint', (document.getElementById('walk') || c.read).textContent);
  plot.addEventListener('keydown', function (event) { onKey(c, event); });
  plot.addEventListener('blur', function () { if (c.at) { go(c, null); } });
}
