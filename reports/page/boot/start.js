// start.js: draws the charts whose data stand in the page, and again when the width, the colours or the paper change.

const charts = [];

function draw(c) {
  const option = JSON.parse(c.text).option, width = c.element.clientWidth, formats = formatsOf(c.block);
  paint(c.block, option, width, formats);
  c.element.style.height = Math.ceil(fit(c.block, option, width, c.height, formats)) + 'px';
  (c.block.maps || []).forEach(function (_, i) { option.series[i].map = c.element.id + '-' + i; });
  c.chart.resize();
  c.chart.setOption(option, { notMerge: true });
  c.option = option;
  c.marks = marksOf(c, option);
  spread(c, option);
  nameDots(c, option);
  c.chart.setOption({ series: option.series });
}

function drawAll() { charts.forEach(draw); }

document.querySelectorAll('script[type="application/json"][data-for]').forEach(function (data) {
  const element = document.getElementById(data.getAttribute('data-for'));
  const block = JSON.parse(data.textContent);
  (block.maps || []).forEach(function (outlines, i) { echarts.registerMap(element.id + '-' + i, { geoJSON: outlines }); });
  const c = {
    element: element, block: block, text: data.textContent, height: element.clientHeight, at: null, marks: [],
    read: element.parentElement.nextElementSibling, chart: echarts.init(element, null, { renderer: 'svg', locale: block.locale === 'EN' ? 'EN' : 'ID' })
  };
  charts.push(c);
  walked(c);
});
drawAll();

let waiting = 0;
window.addEventListener('resize', function () {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(drawAll, 120);
});
['(prefers-color-scheme: dark)', '(prefers-contrast: more)', 'print'].forEach(function (query) {
  window.matchMedia(query).addEventListener('change', drawAll);
});

let opened = [];
window.addEventListener('beforeprint', function () {
  opened = Array.from(document.querySelectorAll('details:not([open])'));
  opened.forEach(function (d) { d.open = true; });
});
window.addEventListener('afterprint', function () {
  opened.forEach(function (d) { d.open = false; });
});
