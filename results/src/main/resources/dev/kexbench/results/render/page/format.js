// How values are written: with three significant digits, and always with their unit.
const plainly = (v) => (v === 0 ? "0" : Math.abs(v) >= 99.95 ? Math.round(v).toLocaleString("en") : Number(v.toPrecision(3)).toString());
const precisely = (v) => (v === 0 ? "0" : Math.abs(v) >= 99.95 ? Math.round(v).toLocaleString("en") : v.toPrecision(3));
const inUnit = (digits) => (v) =>
  v < 999.5 ? Math.round(v) + " ns" : v < 999.5e3 ? digits(v / 1e3) + " µs" : v < 999.5e6 ? digits(v / 1e6) + " ms" : digits(v / 1e9) + " s";
// A percentile p stands at 1 / (1 - p), so that every nine more is as wide as the one before.
const percentile = (v) => "p" + Number((100 * (1 - 1 / v)).toFixed(Math.max(0, Math.ceil(Math.log10(v)) - 2) + 1)).toString();
const seconds = (v) =>
  v < 120 || v % 60 ? plainly(v) + " s" : v < 7200 || v % 3600 ? plainly(v / 60) + " min" : plainly(v / 3600) + " h";
const formats = {
  number: plainly,
  count: plainly,
  rate: (v) => plainly(v) + "/s",
  nanos: inUnit(plainly),
  percentile,
  percent: (v) => (v > 0 ? "+" : "") + plainly(v) + " %",
  share: (v) => plainly(100 * v) + " %",
  seconds,
};
const precise = { ...formats, number: precisely, rate: (v) => precisely(v) + "/s", nanos: inUnit(precisely) };
const missing = (v) => v === null || v === undefined;
const shown = (format, by = precise) => (v) => (missing(v) ? "" : by[format](v));

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const FONT = "12px system-ui, sans-serif";

// Ends of axes: round numbers.
const roundUp = (most) => {
  if (!(most > 0)) return 1;
  const step = 10 ** Math.floor(Math.log10(most)) / 10;
  return Math.ceil((most * 1.02) / step) * step;
};
const ENDS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10];
const roundDown = (v) => {
  const power = 10 ** Math.floor(Math.log10(v) + 1e-9);
  return power * ENDS.findLast((step) => step * power <= v * 1.0001);
};
const logRange = (low, high) => {
  const power = 10 ** Math.floor(Math.log10(high) + 1e-9);
  return [roundDown(low), power * ENDS.find((step) => step * power >= Math.max(high, low * 1.2) * 0.9999) || 10 * power];
};
// As many multiples of powers of ten as there is room for.
const logTicks = (low, high) => {
  const decades = Math.log10(high / low);
  const steps = decades < 0.6 ? [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9] : decades < 2.1 ? [1, 2, 5] : [1];
  const ticks = [];
  for (let power = Math.floor(Math.log10(low) + 1e-9); 10 ** power <= high * 1.0001; power++) {
    for (const step of steps) {
      const tick = step * 10 ** power;
      if (tick >= low * 0.9999 && tick <= high * 1.0001) ticks.push(tick);
    }
  }
  return ticks;
};
const TIMES = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400];

// Made by the script, unlike what the page came with.
const element = (name, attributes = {}, ...content) => {
  const made = document.createElement(name);
  made.scripted = true;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...content);
  return made;
};
