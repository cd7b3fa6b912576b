// Latency over time: each cell counts the handshakes of one interval and one range of latency.
const GUTTER = { left: 68, right: 54, top: 10, bottom: 30 };

// From "3,5,0,2;4,1": for each interval the first range that has handshakes, and the counts from there on.
const cellsOf = (tag) =>
  tag.cells.split(";").map((text) => {
    const [first, ...counts] = text === "" ? [0] : text.split(",").map(Number);
    return { first, counts };
  });

// What can be chosen.
const namesOf = (spec) => JSON.stringify(spec.tags.map((tag) => [tag.stage, tag.clients]));

function drawHeatmap(spec) {
  const host = document.getElementById(spec.id);
  const figure = host.closest("figure");
  const title = figure.querySelector("figcaption");
  const caption = title.textContent;
  const canvas = element("canvas");
  const pen = canvas.getContext("2d");
  const legendCanvas = element("canvas", { role: "img", "aria-label": "the scale of the colours, in handshakes" });
  const where = element("span", { class: "where", role: "status" });
  const choose = (name, key) => {
    const values = [...new Set(spec.tags.map((tag) => tag[key]))];
    const select = element("select", { "aria-label": name }, ...values.map((each) => element("option", {}, each)));
    return { select, label: element("label", {}, name + " ", select), values };
  };
  const stage = choose("Latency", "stage");
  const client = choose("Clients", "clients");
  const bar = element("div", { class: "choices" }, stage.label, ...(client.values.length > 1 ? [client.label] : []), element("span", { class: "scale" }, "handshakes", legendCanvas));
  host.append(canvas);
  host.before(bar, where);
  let tag, cells, scale, most, pointed;
  let columns = spec.seconds.length;

  const pick = () => {
    const found = spec.tags.filter((each) => each.clients === client.select.value);
    [...stage.select.options].forEach((each) => (each.disabled = !found.some((one) => one.stage === each.value)));
    tag = found.find((each) => each.stage === stage.select.value) ?? found[0];
    stage.select.value = tag.stage;
    cells = cellsOf(tag);
    scale = spec.scales?.[spec.tags.indexOf(tag)]; // which it shares with the heatmap next to it
    most = Math.max(1, scale?.most ?? 0, ...cells.map((each) => Math.max(0, ...each.counts)));
    pointed = null;
  };
  const edge = (range) => 10 ** ((tag.low + range) / tag.perDecade);
  const colours = () => colour("--heat").split(" ");
  const shadeOf = (count, stops) => {
    const level = most === 1 ? 1 : Math.log(count) / Math.log(most);
    const at = level * (stops.length - 1);
    const from = Math.min(stops.length - 2, Math.floor(at));
    const part = (hex, i) => parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
    return "rgb(" + [0, 1, 2].map((i) => Math.round(part(stops[from], i) + (at - from) * (part(stops[from + 1], i) - part(stops[from], i)))).join(",") + ")";
  };

  const frame = () => {
    const width = host.clientWidth;
    const height = width < 500 ? 280 : 380;
    const narrow = width < 500;
    const left = GUTTER.left, right = width - (narrow ? 44 : GUTTER.right), top = GUTTER.top, bottom = height - GUTTER.bottom;
    const ranges = Math.max(1, scale?.ranges ?? 0, ...cells.map((each) => each.first + each.counts.length));
    const [low, high] = logRange(edge(0), edge(ranges));
    const x = (column) => left + ((right - left) * column) / columns;
    const y = (nanos) => bottom - ((bottom - top) * Math.log(nanos / low)) / Math.log(high / low);
    return { width, height, left, right, top, bottom, low, high, x, y };
  };

  const line = (at, values, dash) => {
    pen.beginPath();
    let open = false;
    values.forEach((nanos, column) => {
      if (!(nanos > 0)) return (open = false);
      const [x0, x1, y] = [at.x(column), at.x(column + 1), at.y(nanos)];
      open ? pen.lineTo(x0, y) : pen.moveTo(x0, y);
      pen.lineTo(x1, y);
      open = true;
    });
    pen.setLineDash([]);
    pen.lineJoin = "round";
    pen.strokeStyle = colour("--paper");
    pen.lineWidth = 4.5;
    pen.stroke();
    pen.setLineDash(dash);
    pen.strokeStyle = colour("--ink");
    pen.lineWidth = 1.8;
    pen.stroke();
    pen.setLineDash([]);
  };

  const axes = (at) => {
    pen.strokeStyle = colour("--line");
    pen.fillStyle = colour("--quiet");
    pen.font = FONT;
    pen.lineWidth = 1;
    pen.textBaseline = "middle";
    pen.textAlign = "right";
    logTicks(at.low, at.high).forEach((tick) => {
      pen.beginPath();
      pen.moveTo(at.left, at.y(tick));
      pen.lineTo(at.right, at.y(tick));
      pen.stroke();
      pen.fillText(formats.nanos(tick), at.left - 8, at.y(tick));
    });
    pen.textBaseline = "top";
    pen.textAlign = "center";
    const length = columns * spec.step;
    const step = TIMES.find((each) => (each / length) * (at.right - at.left) >= 62) ?? length;
    for (let second = 0; second <= length; second += step) pen.fillText(seconds(second), at.x(second / spec.step), at.bottom + 8);
  };

  const make = () => {
    if (host.clientWidth === 0) return;
    const at = frame();
    const ratio = devicePixelRatio;
    canvas.width = at.width * ratio;
    canvas.height = at.height * ratio;
    canvas.style.width = at.width + "px";
    canvas.style.height = at.height + "px";
    pen.scale(ratio, ratio);
    axes(at);
    const stops = colours();
    cells.forEach(({ first, counts }, column) =>
      counts.forEach((count, i) => {
        if (count === 0) return;
        pen.fillStyle = shadeOf(count, stops);
        const [y0, y1] = [at.y(edge(first + i + 1)), at.y(edge(first + i))];
        pen.fillRect(at.x(column), y0, at.x(column + 1) - at.x(column) + 0.4, y1 - y0 + 0.4);
      })
    );
    line(at, tag.p50, []);
    line(at, tag.p99, [5, 3]);
    const ends = [tag.p50, tag.p99].map((values) => values.findLast((each) => each > 0));
    const tops = ends.map((nanos) => (nanos ? at.y(nanos) : NaN));
    if (tops[0] - tops[1] < 15) [tops[0], tops[1]] = [(tops[0] + tops[1]) / 2 + 7.5, (tops[0] + tops[1]) / 2 - 7.5];
    pen.fillStyle = colour("--ink");
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    pen.font = "600 " + FONT;
    ["p50", "p99"].forEach((name, i) => isNaN(tops[i]) || pen.fillText(name, at.right + 6, tops[i]));
    if (!missing(pointed)) {
      pen.strokeStyle = colour("--ink");
      pen.lineWidth = 1;
      pen.strokeRect(at.x(pointed), at.top, at.x(pointed + 1) - at.x(pointed), at.bottom - at.top);
    }
    legend(stops);
  };

  const legend = (stops) => {
    const ratio = devicePixelRatio;
    const ticks = logTicks(1, most).filter((tick) => Number.isInteger(tick));
    const few = ticks.length > 5 ? ticks.filter((tick) => Number.isInteger(Math.log10(tick))) : ticks;
    const width = 212;
    legendCanvas.width = width * ratio;
    legendCanvas.height = 34 * ratio;
    const pencil = legendCanvas.getContext("2d");
    pencil.scale(ratio, ratio);
    for (let x = 0; x < 180; x++) {
      pencil.fillStyle = shadeOf(most ** (x / 179), stops);
      pencil.fillRect(16 + x, 2, 1.4, 12);
    }
    pencil.fillStyle = colour("--quiet");
    pencil.font = FONT;
    pencil.textBaseline = "top";
    pencil.textAlign = "center";
    few.forEach((tick) => pencil.fillText(plainly(tick), 16 + (most === 1 ? 90 : (179 * Math.log(tick)) / Math.log(most)), 18));
  };

  const span = (column) => {
    const from = spec.seconds[column];
    return spec.step === 1 ? "second " + from : "seconds " + from + " to " + (from + spec.step - 1);
  };
  const say = (column, nanos) => {
    const { first, counts } = cells[column];
    const range = nanos ? Math.floor(Math.log10(nanos) * tag.perDecade) - tag.low : null;
    const count = range === null ? null : counts[range - first] ?? 0;
    where.textContent =
      span(column) + ": " + tag.counts[column].toLocaleString("en") + " handshakes" +
      (tag.counts[column] ? ", p50 " + precise.nanos(tag.p50[column]) + ", p99 " + precise.nanos(tag.p99[column]) : "") +
      (count === null ? "" : "; " + precise.nanos(edge(range)) + " to " + precise.nanos(edge(range + 1)) + ": " + count.toLocaleString("en"));
  };
  canvas.addEventListener("pointermove", (event) => {
    const at = frame();
    const box = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const column = Math.floor(((x - at.left) / (at.right - at.left)) * columns);
    if (column < 0 || column >= columns || y < at.top || y > at.bottom) return (where.textContent = "");
    say(column, at.low * (at.high / at.low) ** ((at.bottom - y) / (at.bottom - at.top)));
  });
  canvas.addEventListener("pointerleave", () => (where.textContent = ""));
  host.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    pointed = Math.min(columns - 1, Math.max(0, (pointed ?? (step > 0 ? -1 : columns)) + step));
    make();
    say(pointed, null);
  });
  pick();
  make();
  const refill = dataUnder(
    figure,
    () => [
      [spec.step === 1 ? "second" : "seconds", "handshakes", "p50", "p99"],
      ...spec.seconds.map((from, column) => [
        spec.step === 1 ? String(from) : from + " to " + (from + spec.step - 1),
        tag.counts[column].toLocaleString("en"),
        ...[tag.p50, tag.p99].map((values) => (tag.counts[column] ? precise.nanos(values[column]) : "")),
      ]),
    ],
    () => picture(caption + ", " + tag.stage + ", " + tag.clients, [{ canvas, top: 0 }, { canvas: legendCanvas, top: canvas.height / devicePixelRatio }], [])
  );
  [stage, client].forEach((each) =>
    each.select.addEventListener("change", () => {
      pick();
      make();
      refill();
    })
  );
  const update = (next) => {
    if (namesOf(next) !== namesOf(spec)) return false;
    const before = pointed;
    Object.assign(spec, next);
    columns = spec.seconds.length;
    pick();
    pointed = missing(before) ? null : Math.min(columns - 1, before);
    make();
    if (!missing(pointed)) say(pointed, null);
    refill();
    return true;
  };
  return { host, make, update };
}
