// Lines and dots over one axis.

// An edge bounds what the line before it is uncertain by, and has its colour.
const coloursOf = (spec) => {
  let at = -1;
  return spec.series.map((each) => "--s" + ((each.edge ? at : ++at) % 7));
};
const edgesOf = (spec, i) => [i + 1, i + 2].filter((at) => !spec.series[i].edge && spec.series[at] && spec.series[at].edge);
const LABELS = 132;

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

const amounts = (of) => of.format !== "percent" && of.format !== "seconds";
function rangeOf(of) {
  if (of.range) return () => (of.log ? logRange(...of.range) : of.range);
  if (of.format === "percentile") return (u, low, high) => [1, high];
  if (of.log) return (u, low, high) => (missing(low) ? [1, 10] : logRange(low, high));
  if (amounts(of)) return (u, low, high) => [Math.min(0, low ?? 0), roundUp(high ?? 1)];
  if (of.format === "percent") return (u, low, high) => [Math.min(0, (low ?? 0) * 1.05), Math.max(0, (high ?? 1) * 1.05)];
  return of.format === "seconds" ? (u, low, high) => (low === high ? [low - 0.5, high + 0.5] : [low, high]) : undefined;
}

function axisOf(of, vertical) {
  const axis = {
    stroke: colour("--quiet"),
    font: FONT,
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { stroke: colour("--line"), width: 1, size: 4 },
    gap: 6,
    size: vertical ? 68 : 34,
    space: vertical ? 34 : 62,
    values: (u, splits) => splits.map(shown(of.format, formats)),
  };
  if (of.format === "count") axis.incrs = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6];
  if (of.format === "seconds") axis.incrs = TIMES;
  if (of.log) axis.splits = (u, i, low, high) => logTicks(low, high);
  if (of.log) axis.filter = (u, splits) => splits;
  return axis;
}

// Bars are stacked: what is drawn of one is its sum with those of the series after it, in front of it.
const BAR = { size: [0.7, 28, 1] };
const isBars = (each) => each.style === "BARS";
const stacked = (spec, hidden) =>
  spec.series.map((each, i) => {
    if (!isBars(each)) return each.ys;
    const on = spec.series.filter((other, at) => at >= i && isBars(other) && !hidden.has(at));
    return each.ys.map((y, x) => (missing(y) ? y : on.reduce((sum, other) => sum + (other.ys[x] ?? 0), 0)));
  });

function seriesOf(each, stroke, few) {
  const dots = each.style === "DOTS";
  return {
    label: each.label,
    stroke,
    width: isBars(each) ? 0 : each.edge ? 0.5 : 2,
    dash: each.style === "DASHED" ? [7, 5] : undefined,
    fill: isBars(each) ? stroke : each.style === "AREA" ? stroke + "2e" : undefined,
    paths: dots ? () => null : isBars(each) ? uPlot.paths.bars(BAR) : undefined,
    points: { show: dots || (!each.edge && few && each.style !== "DASHED" && !isBars(each)), size: dots ? 7 : 5, fill: dots ? stroke + "b0" : undefined, width: dots ? 0 : 1 },
    spanGaps: true,
  };
}

function options(spec, width, direct, whenMoved) {
  const colours = coloursOf(spec).map(colour);
  return {
    width,
    height: width < 500 ? 230 : 280,
    padding: [10, direct ? LABELS : spec.x.format === "seconds" ? 16 : 30, 0, 0],
    scales: {
      x: { time: false, distr: spec.x.log ? 3 : 1, range: rangeOf(spec.x) },
      y: { distr: spec.y.log ? 3 : 1, range: rangeOf(spec.y) },
    },
    axes: [axisOf(spec.x, false), axisOf(spec.y, true)],
    cursor: { drag: { x: false, y: false } },
    legend: { show: false },
    hooks: { setCursor: [(u) => whenMoved(u.cursor.idx)], drawClear: [(u) => shade(u, spec)] },
    series: [{ label: spec.x.label }].concat(spec.series.map((each, i) => seriesOf(each, colours[i], spec.xs.length < FEW))),
    bands: spec.bands.map((band) => ({ series: [band.upper + 1, band.lower + 1], fill: colours[band.lower] + "2e" })),
  };
}

// Whatever moves the focus, such as a key that is put elsewhere, gives it back.
function keepingFocus(action) {
  const focused = document.activeElement;
  action();
  if (document.activeElement !== focused) focused.focus({ preventScroll: true });
}

// What a drawing must have in common with the next one to be changed into it.
const shapeOf = (spec) => JSON.stringify([spec.x.label, spec.y.label, spec.bands, spec.series.map((each) => [each.label, each.edge, each.style])]);
const framingOf = (spec) => JSON.stringify([spec.x, spec.y, spec.xs.length < FEW]);
const FEW = 40;

function drawChart(spec) {
  const host = document.getElementById(spec.id);
  const figure = host.closest("figure");
  const hidden = new Set();
  const data = () => [spec.xs].concat(stacked(spec, hidden));
  const named = spec.series.map((each, i) => i).filter((i) => !spec.series[i].edge);
  const values = spec.series.map(() => element("b"));
  const buttons = new Map();
  const where = element("span", { class: "where" });
  const y = (i, idx) => shown(spec.y.format)(spec.series[i].ys[idx]);
  const interval = (i, idx) => {
    const ends = edgesOf(spec, i).map((at) => y(at, idx)).filter((end) => end !== "");
    return ends.length === 2 ? ` (${ends.join(" to ")})` : "";
  };
  const showValues = (idx) => {
    const mark = missing(idx) ? null : spec.marks.find((each) => each.x === spec.xs[idx]);
    where.textContent = missing(idx) ? "" : shown(spec.x.format)(spec.xs[idx]) + (mark ? ", " + mark.text : "");
    values.forEach((each, i) => (each.textContent = missing(idx) ? "" : y(i, idx) + interval(i, idx)));
  };
  const show = (i) => [i, ...edgesOf(spec, i)].forEach((at) => plot.setSeries(at + 1, { show: !hidden.has(i) }));
  const keys = element("div", { class: "keys" });
  let plot = null;

  // The names stand where their lines end, if there is room for them; else below the chart.
  const dotted = spec.series.some((each) => each.style === "DOTS");
  const direct = () => host.clientWidth >= 480 && named.length <= 7 && !dotted && !spec.series.some((each) => each.edge);
  const placeNames = (plot) => {
    const beside = direct();
    keys.classList.toggle("direct", beside);
    if (host.lastChild !== keys) host.append(keys);
    if (!beside) return;
    const ends = named.map((i) => {
      const last = spec.series[i].ys.reduce((found, v, at) => (missing(v) ? found : at), 0);
      return { i, top: plot.valToPos(spec.series[i].ys[last] ?? 0, "y") };
    });
    ends.sort((a, b) => a.top - b.top || a.i - b.i);
    const height = plot.bbox.height / devicePixelRatio;
    ends.forEach((end, at) => (end.top = Math.max(end.top, at ? ends[at - 1].top + 18 : 0)));
    ends.reverse().forEach((end, at) => (end.top = Math.min(end.top, at ? ends[at - 1].top - 18 : height)));
    const right = plot.over.offsetLeft + plot.over.offsetWidth + 6;
    ends.forEach((end) => {
      const style = buttons.get(end.i).style;
      style.left = right + "px";
      style.top = plot.over.offsetTop + end.top - 9 + "px";
    });
  };
  const make = () => {
    if (host.clientWidth === 0) return;
    if (plot !== null) plot.destroy();
    const made = options(spec, host.clientWidth, direct(), showValues);
    made.hooks.draw = [placeNames];
    plot = new uPlot(made, data(), host);
    hidden.forEach(show);
  };
  const colours = coloursOf(spec);
  named.forEach((i) => {
    const key = element("button", { type: "button", "aria-pressed": "true" }, element("i", { style: `background:var(${colours[i]})` }), element("span", {}, spec.series[i].label), values[i]);
    key.addEventListener("click", () => {
      hidden.has(i) ? hidden.delete(i) : hidden.add(i);
      key.setAttribute("aria-pressed", String(!hidden.has(i)));
      show(i);
      if (isBars(spec.series[i])) plot.setData(data());
    });
    buttons.set(i, key);
    keys.append(key);
  });
  make();
  figure.querySelector("figcaption").after(where);
  let at = -1;
  const moveTo = (idx) => {
    at = Math.min(spec.xs.length - 1, Math.max(0, idx));
    plot.setCursor({ left: plot.valToPos(spec.xs[at], "x"), top: 10 });
  };
  host.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    moveTo(at + step);
  });
  const lines = () => [
    [spec.x.label, ...named.map((i) => spec.series[i].label)],
    ...spec.xs.map((x, idx) => [shown(spec.x.format)(x), ...named.map((i) => y(i, idx) + interval(i, idx))]),
  ];
  const refill = dataUnder(figure, lines, () => {
    const canvas = plot.ctx.canvas;
    const height = canvas.height / devicePixelRatio;
    const beside = direct();
    const labels = named.map((i, at) => {
      const place = buttons.get(i);
      return { text: spec.series[i].label, colour: colour(colours[i]), left: beside ? place.offsetLeft : 70 + at * 130, top: beside ? place.offsetTop + 9 : height + 12 };
    });
    const under = element("canvas", { width: canvas.width, height: beside ? 1 : 24 * devicePixelRatio });
    return picture(figure.querySelector("figcaption").textContent, [{ canvas, top: 0 }, { canvas: under, top: height }], labels);
  });
  const update = (next) => {
    if (shapeOf(next) !== shapeOf(spec)) return false;
    const reframed = framingOf(next) !== framingOf(spec);
    Object.assign(spec, next);
    if (reframed || plot === null) keepingFocus(make);
    else plot.setData(data());
    queueMicrotask(() => {
      if (plot === null) return; // not visible yet
      at >= 0 && document.activeElement === host ? moveTo(at) : showValues(plot.cursor.idx);
    }); // after uPlot's own, which sets the scales
    refill();
    return true;
  };
  return { host, make, update };
}
