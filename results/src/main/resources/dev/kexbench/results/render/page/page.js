"use strict";
(() => {
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const digits = (v) => (v === 0 ? "0" : Math.abs(v) >= 99.95 ? Math.round(v).toLocaleString("en") : Number(v.toPrecision(3)).toString());
  const nanos = (v) =>
    v < 999.5 ? digits(v) + " ns" : v < 999.5e3 ? digits(v / 1e3) + " µs" : v < 999.5e6 ? digits(v / 1e6) + " ms" : digits(v / 1e9) + " s";
  // A percentile p stands at 1 / (1 - p), so that every nine more is as wide as the one before.
  const percentile = (v) => "p" + Number((100 * (1 - 1 / v)).toFixed(Math.max(0, Math.ceil(Math.log10(v)) - 2) + 1)).toString();
  const formats = { number: digits, count: digits, nanos, percentile, percent: (v) => (v > 0 ? "+" : "") + digits(v) + " %", seconds: (v) => digits(v) + " s" };
  const shown = (format) => (v) => (v === null || v === undefined ? "" : formats[format](v));

  // An edge bounds what the line before it is uncertain by, and has its colour.
  const coloursOf = (spec) => {
    let at = -1;
    return spec.series.map((each) => "--s" + ((each.edge ? at : ++at) % 7));
  };
  const edgesOf = (spec, i) => [i + 1, i + 2].filter((at) => !spec.series[i].edge && spec.series[at] && spec.series[at].edge);

  // Marked values of x are shaded behind the lines, halfway to their neighbours.
  function shade(u, spec) {
    const half = spec.xs.length > 1 ? (spec.xs[1] - spec.xs[0]) / 2 : 0.5;
    const { left, top, width, height } = u.bbox;
    u.ctx.fillStyle = colour("--doubt") + "2e";
    spec.marks.forEach((mark) => {
      const from = Math.max(left, u.valToPos(mark.x - half, "x", true));
      const to = Math.min(left + width, u.valToPos(mark.x + half, "x", true));
      u.ctx.fillRect(from, top, to - from, height);
    });
  }

  function options(spec, width, whenMoved) {
    const colours = coloursOf(spec);
    const axis = (of) => ({
      label: of.label,
      stroke: colour("--quiet"),
      grid: { stroke: colour("--line"), width: 1 },
      ticks: { stroke: colour("--line"), width: 1 },
      size: of === spec.y ? 74 : 52,
      incrs: of.format === "count" ? [1, 2, 5, 10, 20, 50, 100] : undefined,
      values: (u, splits) => splits.map((v) => (v === null ? null : shown(of.format)(v))),
    });
    return {
      width,
      height: width < 500 ? 260 : 320,
      scales: { x: { time: false, distr: spec.x.log ? 3 : 1 }, y: { distr: spec.y.log ? 3 : 1 } },
      axes: [axis(spec.x), axis(spec.y)],
      cursor: { drag: { x: false, y: false } },
      legend: { show: false },
      hooks: { setCursor: [(u) => whenMoved(u.cursor.idx)], drawClear: [(u) => shade(u, spec)] },
      series: [{ label: spec.x.label }].concat(
        spec.series.map((each, i) => ({
          label: each.label,
          stroke: colour(colours[i]),
          width: each.edge ? 0.5 : 2,
          points: { show: !each.edge && spec.xs.length < 40, size: 5 },
          spanGaps: true,
        }))
      ),
      bands: spec.bands.map((band) => ({
        series: [band.upper + 1, band.lower + 1],
        fill: colour(colours[band.lower]) + "2e",
      })),
    };
  }

  function draw(spec) {
    const host = document.getElementById(spec.id);
    const data = [spec.xs].concat(spec.series.map((each) => each.ys));
    const hidden = new Set();
    const values = spec.series.map(() => document.createElement("b"));
    const where = document.createElement("span");
    const y = (i, idx) => shown(spec.y.format)(spec.series[i].ys[idx]);
    const interval = (i, idx) => {
      const ends = edgesOf(spec, i).map((at) => y(at, idx)).filter((end) => end !== "");
      return ends.length === 2 ? ` (${ends.join(" to ")})` : "";
    };
    const showValues = (idx) => {
      const none = idx === null || idx === undefined;
      const mark = spec.marks.find((each) => each.x === spec.xs[idx]);
      where.textContent = none ? "" : spec.x.label + " " + shown(spec.x.format)(spec.xs[idx]) + (mark ? ", " + mark.text : "");
      values.forEach((each, i) => (each.textContent = none ? "" : y(i, idx) + interval(i, idx)));
    };
    const show = (i) => [i, ...edgesOf(spec, i)].forEach((at) => plot.setSeries(at + 1, { show: !hidden.has(i) }));
    let plot = null;
    const make = () => {
      if (plot !== null) plot.destroy();
      plot = new uPlot(options(spec, host.clientWidth, showValues), data, host);
      hidden.forEach(show);
    };
    make();
    const keys = document.createElement("div");
    keys.className = "keys";
    const colours = coloursOf(spec);
    spec.series.forEach((each, i) => {
      if (each.edge) return;
      const button = document.createElement("button");
      const dot = document.createElement("i");
      dot.style.background = `var(${colours[i]})`;
      button.append(dot, each.label, values[i]);
      button.setAttribute("aria-pressed", "true");
      button.addEventListener("click", () => {
        hidden.has(i) ? hidden.delete(i) : hidden.add(i);
        button.setAttribute("aria-pressed", String(!hidden.has(i)));
        show(i);
      });
      keys.append(button);
    });
    where.className = "quiet";
    keys.append(where);
    host.after(keys);
    let at = -1;
    host.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      at = Math.min(spec.xs.length - 1, Math.max(0, at + step));
      plot.setCursor({ left: plot.valToPos(spec.xs[at], "x"), top: 10 });
    });
    let width = host.clientWidth;
    new ResizeObserver(() => {
      if (host.clientWidth !== width) {
        width = host.clientWidth;
        requestAnimationFrame(make); // within this call a change of size would notify once more
      }
    }).observe(host);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", make);
  }

  function sortable(table) {
    table.querySelectorAll("th").forEach((head, column) => {
      const button = document.createElement("button");
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        table.querySelectorAll("th").forEach((each) => each.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const body = table.tBodies[0];
        const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent;
        const order = (a, b) => {
          const [x, y] = [value(a), value(b)];
          const numbers = x !== "" && y !== "" && !isNaN(x) && !isNaN(y);
          return (numbers ? x - y : x.localeCompare(y)) * (up ? 1 : -1);
        };
        body.append(...[...body.rows].sort(order));
      });
    });
  }

  charts.forEach(draw);
  document.querySelectorAll("table").forEach((table) => {
    if (!table.closest(".uplot")) sortable(table);
  });
})();
