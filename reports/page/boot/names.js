// names.js: the names beside the dots that stand out. Each finds a place that is free of dots and of other names, farther off
// with a line to its dot; a name that finds none is left to the table.

function meets(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function around(point, size) { return { x: point[0] - size / 2, y: point[1] - size / 2, width: size, height: size }; }

// spots are the places for a name, from the nearest on.
function spots(point, width, height) {
  const all = [];
  [12, 24, 38, 54, 72, 92].forEach(function (far, ring) {
    const high = height / 2;
    all.push([point[0] + far, point[1] - high], [point[0] - far - width, point[1] - high]);
    [-1, 1].forEach(function (down) {
      const y = point[1] + down * far - high;
      all.push([point[0] - width / 2, y]);
      if (ring) { all.push([point[0] + 10, y], [point[0] - 10 - width, y]); }
    });
  });
  return all.map(function (at) { return { x: at[0], y: at[1], width: width, height: height }; });
}

// dotsOf are the dots of a chart with their places on the screen.
function dotsOf(c, option) {
  const all = [];
  option.series.forEach(function (s, i) {
    if (!s.dots) { return; }
    s.data.forEach(function (d, j) {
      all.push({ series: i, index: j, name: d.outside ? d.name : '', at: c.chart.convertToPixel({ seriesIndex: i }, d.value), size: d.symbolSize || s.symbolSize });
    });
  });
  return all;
}

// placed finds the spots of the names; those in the emptiest surroundings come first, for they take nothing from others.
function placed(dots, area) {
  const taken = dots.map(function (d) { return around(d.at, d.size + 2); }), names = [];
  const lonely = function (d) { return Math.min.apply(null, dots.map(function (o) { return o === d ? Infinity : Math.hypot(o.at[0] - d.at[0], o.at[1] - d.at[1]); })); };
  dots.filter(function (d) { return d.name; }).sort(function (a, b) { return lonely(b) - lonely(a); }).forEach(function (d) {
    const spot = spots(d.at, wide(d.name, 12), 15).find(function (r) {
      return r.x >= area.x && r.x + r.width <= area.x + area.width && r.y >= area.y && r.y + r.height <= area.y + area.height &&
        !taken.some(function (t) { return meets(t, r); });
    });
    if (spot) {
      taken.push(spot);
      names.push({ dot: d, spot: spot });
    }
  });
  return names;
}

// spread moves the names behind the ends of lines apart that would touch.
function spread(c, option) {
  const i = c.block.tones.indexOf('ends');
  if (i < 0) { return; }
  const s = option.series[i], axis = s.xAxisIndex || 0;
  const all = s.data.map(function (d) {
    const high = d.label.formatter.split('\n').length * 14;
    return { d: d, high: high, y: c.chart.convertToPixel({ xAxisIndex: axis, yAxisIndex: 0 }, d.value)[1] };
  }).sort(function (a, b) { return a.y - b.y; });
  all.forEach(function (e) { e.at = e.y; });
  for (let round = 0; round < 60; round += 1) {
    for (let k = 1; k < all.length; k += 1) {
      const a = all[k - 1], b = all[k], over = (a.high + b.high) / 2 - (b.at - a.at);
      if (over > 0) { a.at -= over / 2; b.at += over / 2; }
    }
  }
  all.forEach(function (e) { e.d.label.offset = [0, e.at - e.y]; });
}

// nameDots writes the names of the dots outside the limits of a funnel.
function nameDots(c, option) {
  const dots = dotsOf(c, option);
  if (!dots.some(function (d) { return d.name; })) { return; }
  const x = option.xAxis[0], y = option.yAxis[0];
  const low = c.chart.convertToPixel({ gridIndex: 0 }, [x.min, y.min]), high = c.chart.convertToPixel({ gridIndex: 0 }, [x.max, y.max]);
  const lines = [], labels = [];
  placed(dots, { x: low[0], y: high[1] - 6, width: high[0] - low[0], height: low[1] - high[1] + 6 }).forEach(function (n) {
    const at = n.dot.at, s = n.spot, data = function (p) { return c.chart.convertFromPixel({ gridIndex: 0 }, p); };
    const end = [Math.min(Math.max(at[0], s.x), s.x + s.width), Math.min(Math.max(at[1], s.y), s.y + s.height)];
    if (Math.hypot(end[0] - at[0], end[1] - at[1]) > 16) { lines.push({ coords: [data(at), data(end)] }); }
    labels.push({ value: data([s.x + s.width / 2, s.y + s.height / 2]), label: { show: true, position: 'inside', formatter: n.dot.name } });
  });
  option.series = option.series.concat([
    { type: 'lines', coordinateSystem: 'cartesian2d', data: lines, silent: true, z: 2, clip: false, tooltip: { show: false }, lineStyle: { color: css('axis'), width: 1, opacity: 1 } },
    { type: 'scatter', data: labels, silent: true, symbolSize: 1, z: 5, clip: false, tooltip: { show: false }, itemStyle: { color: 'transparent' }, label: { color: css('ink'), fontSize: 12, textBorderColor: css('card'), textBorderWidth: 3 } }
  ]);
}
