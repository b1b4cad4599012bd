// ends.js: the names behind the ends of lines. Those that would touch move apart, each as little as it can.

// apart moves items with a middle and a height, sorted by their middles, until none touches the next.
function apart(items) {
  for (let round = 0, moved = true; moved && round < 200; round += 1) {
    moved = false;
    for (let i = 1; i < items.length; i += 1) {
      const above = items[i - 1], below = items[i], over = above.at + above.height / 2 + below.height / 2 - below.at;
      if (over > 0.5) {
        above.at -= over / 2;
        below.at += over / 2;
        moved = true;
      }
    }
  }
}

// spreadEnds sets the names of a chart apart where their lines end close to each other.
function spreadEnds(c, option) {
  c.block.tones.forEach(function (tone, i) {
    if (tone !== 'ends') { return; }
    const items = option.series[i].data.map(function (d) {
      const at = c.chart.convertToPixel({ seriesIndex: i }, d.value)[1];
      return { label: d.label, was: at, at: at, height: 14 * d.label.formatter.split('\n').length };
    });
    apart(items.sort(function (a, b) { return a.at - b.at; }));
    items.forEach(function (n) { n.label.offset = [0, n.at - n.was]; });
    c.chart.setOption({ series: option.series });
  });
}
