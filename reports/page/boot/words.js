// words.js: the languages of the chart library, numbers, and what is said of a mark.

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

const NBSP = '\u00a0';

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

// says writes what a tooltip tells of one mark: value, interval, number of cases, and whether they are too few.
function says(formats, format, marks, words) {
  return function (value, index) {
    if (Array.isArray(value)) { value = value[value.length - 1]; }
    if (typeof value !== 'number' || !isFinite(value)) { return words.missing; }
    var mark = marks[index] || {}, text = format(value);
    if (typeof mark.low === 'number') { text += ' (' + format(mark.low) + ' \u2013 ' + format(mark.high) + ')'; }
    if (mark.n) { text += ', n' + NBSP + '=' + NBSP + formats.count(mark.n); }
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
