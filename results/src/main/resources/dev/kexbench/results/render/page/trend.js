// One figure over dated results: dots with intervals, the medians of levels, and marks where they change.
const AXIS_SIZE = 74;
const MARK_ROW = 32;
const PLOT = 118;

// At most four steps of a round size that cover the range.
const roundSteps = (low, high) => {
  const power = 10 ** Math.floor(Math.log10((high - low) / 4));
  const step = [1, 2, 2.5, 5, 10].find((each) => (high - low) / (each * power) <= 4.001) * power;
  const ticks = [];
  for (let at = Math.ceil(low / step - 1e-6); at * step <= high + step * 1e-6; at++) ticks.push(Number((at * step).toPrecision(12)));
  return { step, ticks };
};

// An interval that is far wider than the values vary is cut, or they could not be told apart.
function trendRange(spec) {
  const values = spec.points.map((point) => point.value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const reach = Math.max(most - least, 0.05 * Math.abs(most)) || 1;
  const low = Math.max(least - reach, Math.min(...spec.points.map((point) => point.low ?? point.value)));
  const high = Math.min(most + reach, Math.max(...spec.points.map((point) => point.high ?? point.value)));
  if (spec.scale.fromZero) return { low: 0, high: Math.max(high, 0) * 1.04 || 1, cut: false };
  const { step } = roundSteps(low, high > low ? high : low + reach);
  const from = Math.floor(low / step - 0.25) * step;
  return { low: least >= 0 ? Math.max(0, from) : from, high: high + 0.25 * step, cut: from > 0 };
}

// Labels stand next to their lines, right of them where there is room, in as many rows as they need.
function placeLabels(pen, changes, x, left, right) {
  const taken = [];
  const placed = changes.map((change) => {
    pen.font = "600 " + FONT;
    const first = pen.measureText(change.text).width;
    pen.font = FONT;
    const width = Math.max(first, pen.measureText(change.since).width) + 10;
    const at = x(change.at);
    const fits = [at, at - width].filter((start) => start >= left - AXIS_SIZE && start + width <= right);
    const starts = fits.length ? fits : [Math.max(left - AXIS_SIZE, right - width)];
    for (let row = 0; ; row++) {
      const start = starts.find((from) => (taken[row] ?? []).every((other) => from + width <= other.from || from >= other.to));
      if (start === undefined) continue;
      (taken[row] ??= []).push({ from: start, to: start + width });
      return { change, row, at, start, width, before: start < at };
    }
  });
  return { placed, rows: taken.length };
}

function drawTrend(spec) {
  const host = document.getElementById(spec.id);
  const figure = host.closest("figure");
  const caption = figure.querySelector("figcaption").textContent;
  const results = JSON.parse(document.getElementById(spec.results).textContent);
  const tick = (v) => shown(spec.scale.format, formats)(v) + spec.scale.unit;
  const value = (v) => shown(spec.scale.format)(v) + spec.scale.unit;
  const range = (point) => (missing(point.low) ? "" : value(point.low) + " to " + value(point.high));
  const canvas = element("canvas");
  const pen = canvas.getContext("2d");
  const where = element("span", { class: "where", role: "status" });
  host.append(canvas);
  host.before(where);
  host.setAttribute("aria-label", [caption, ...spec.changes.map((change) => `${change.text} since ${change.since}`)].join("; "));
  let pointed = null;
  let places = [];

  const text = (words, x, y, align, name, bold) => {
    pen.font = (bold ? "600 " : "") + FONT;
    pen.fillStyle = colour(name);
    pen.textAlign = align;
    pen.fillText(words, x, y);
  };
  const line = (x0, y0, x1, y1, name, width, dash = []) => {
    pen.strokeStyle = colour(name);
    pen.lineWidth = width;
    pen.setLineDash(dash);
    pen.beginPath();
    pen.moveTo(x0, y0);
    pen.lineTo(x1, y1);
    pen.stroke();
    pen.setLineDash([]);
  };

  const dates = (at) => {
    const last = results.length - 1;
    const oneDay = results[0].time.slice(0, 10) === results[last].time.slice(0, 10);
    const name = (i) => (oneDay ? results[i].time.slice(11) : results[i].time.slice(0, 10));
    const room = at.right - at.left > 300 ? [0, Math.round(last / 2), last] : [0, last];
    [...new Set(room)].forEach((i) => {
      line(at.x(i), at.bottom, at.x(i), at.bottom + 4, "--quiet", 1);
      const align = i === 0 ? "left" : i === last ? "right" : "center";
      text(name(i), at.x(i) + (i === 0 ? -4 : i === last ? 4 : 0), at.bottom + 15, align, "--quiet");
    });
  };

  const make = () => {
    if (host.clientWidth === 0) return;
    const ratio = devicePixelRatio;
    const width = host.clientWidth;
    const { low, high, cut } = trendRange(spec);
    const end = value(spec.levels[spec.levels.length - 1].median);
    pen.font = "600 " + FONT;
    const left = AXIS_SIZE, right = width - pen.measureText(end).width - 10;
    const x = (i) => left + ((right - left) * (i + 0.5)) / results.length;
    const { placed, rows } = placeLabels(pen, spec.changes, x, left, width);
    const top = rows * MARK_ROW + 8, bottom = top + PLOT;
    const y = (v) => bottom - ((bottom - top) * (Math.min(high, Math.max(low, v)) - low)) / (high - low);
    const height = bottom + (cut ? 42 : 24);
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    canvas.style.width = width + "px";
    canvas.style.height = height + "px";
    pen.scale(ratio, ratio);
    pen.textBaseline = "middle";
    const { ticks } = roundSteps(low, high);
    const zero = tick(ticks[ticks.length - 1]).replace(/^[\d.,]+/, "0"); // in the unit of the others
    ticks.forEach((v) => {
      line(left, y(v), right, y(v), "--line", 1);
      text(v === 0 ? zero : tick(v), left - 8, y(v), "right", "--quiet");
    });
    dates({ left, right, bottom, x });
    if (cut) text("axis begins at " + value(low) + ", not at 0", left - 4, bottom + 32, "left", "--quiet");
    placed.forEach(({ change, row, at }) => line(at, row * MARK_ROW + 2, at, bottom, change.improved ? "--good" : "--bad", 1.5, [4, 3]));
    placed.forEach(({ change, row, start, width, before }) => {
      const align = before ? "right" : "left";
      const edge = before ? start + width - 5 : start + 5;
      // Over the lines of other changes.
      pen.fillStyle = colour("--tile");
      pen.fillRect(start + 2, row * MARK_ROW + 1, width - 4, MARK_ROW - 3);
      text(change.text, edge, row * MARK_ROW + 9, align, change.improved ? "--good" : "--bad", true);
      text(change.since, edge, row * MARK_ROW + 23, align, "--quiet");
    });
    const half = (right - left) / results.length / 2;
    spec.levels.forEach((level) => line(x(level.from) - half, y(level.median), x(level.to) + half, y(level.median), "--ink", 1.6));
    spec.points.forEach((point) => {
      if (!missing(point.low)) line(x(point.at), y(point.low), x(point.at), y(point.high), "--s0", 1.2);
    });
    pen.fillStyle = colour("--s0");
    const size = Math.max(1.5, Math.min(3, ((right - left) / results.length) * 0.35));
    spec.points.forEach((point) => {
      pen.beginPath();
      pen.arc(x(point.at), y(point.value), size, 0, 2 * Math.PI);
      pen.fill();
    });
    text(end, right + 6, y(spec.levels[spec.levels.length - 1].median), "left", "--ink", true);
    if (pointed !== null) {
      const point = spec.points[pointed];
      pen.strokeStyle = colour("--ink");
      pen.lineWidth = 1.5;
      pen.beginPath();
      pen.arc(x(point.at), y(point.value), size + 3, 0, 2 * Math.PI);
      pen.stroke();
    }
    places = spec.points.map((point) => x(point.at));
  };

  const point = (i) => {
    pointed = i;
    make();
    if (i === null) return (where.textContent = "");
    const { at, ...found } = spec.points[i];
    const result = results[at];
    where.textContent = [value(found.value) + (missing(found.low) ? "" : ` (${range(found)})`), result.time, result.commit].filter(Boolean).join(", ");
  };
  canvas.addEventListener("pointermove", (event) => {
    const x = event.clientX - canvas.getBoundingClientRect().left;
    const near = places.reduce((best, place, i) => (Math.abs(place - x) < Math.abs(places[best] - x) ? i : best), 0);
    if (near !== pointed) point(near);
  });
  canvas.addEventListener("pointerleave", () => point(null));
  host.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    point(Math.min(spec.points.length - 1, Math.max(0, (pointed ?? (step > 0 ? -1 : spec.points.length)) + step)));
  });
  host.addEventListener("blur", () => point(null));
  make();
  const changeAt = (at) => spec.changes.find((change) => change.at === at)?.text ?? "";
  dataUnder(
    figure,
    () => [
      ["result", "date", "commit", "value", "interval", "change"],
      ...spec.points.map((each) => {
        const result = results[each.at];
        return [result.name, result.time, result.commit ?? "", value(each.value), range(each), changeAt(each.at)];
      }),
    ],
    () => picture(caption, [{ canvas, top: 0 }], [])
  );
  return { host, make };
}

// Chooses rows by their last change and by name; the address keeps the choice.
document.querySelectorAll(".switches").forEach((bar) => {
  const buttons = [...bar.querySelectorAll("button[data-kind]")];
  const cards = [...document.querySelectorAll(".card[data-kind]")];
  const name = bar.querySelector("input");
  const count = bar.querySelector("[role=status]");
  const given = new URLSearchParams(location.hash.slice(1));
  if (buttons.length === 0 || cards.length === 0) return;
  const pressed = (each) => each.getAttribute("aria-pressed") === "true";
  const apply = () => {
    const kinds = buttons.filter(pressed).map((each) => each.dataset.kind);
    const part = name.value.trim().toLowerCase();
    cards.forEach((card) => (card.hidden = !kinds.includes(card.dataset.kind) || !card.dataset.name.includes(part)));
    const left = cards.filter((card) => card.hidden).length;
    count.textContent = left === 0 ? `all ${cards.length} rows shown` : `${cards.length - left} of ${cards.length} rows shown`;
    return { rows: kinds.join(","), ...(part && { name: part }) };
  };
  const choose = () => history.replaceState(null, "", "#" + new URLSearchParams(apply()));
  if (given.has("rows")) buttons.forEach((each) => each.setAttribute("aria-pressed", String(given.get("rows").split(",").includes(each.dataset.kind))));
  name.value = given.get("name") ?? "";
  buttons.forEach((each) =>
    each.addEventListener("click", () => {
      each.setAttribute("aria-pressed", String(!pressed(each)));
      choose();
    })
  );
  name.addEventListener("input", choose);
  apply();
});
