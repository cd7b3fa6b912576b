// A table with bars as a picture: its texts and bars where the page has them.
const nameOf = (frame) => {
  let before = frame;
  while (before && !/^H[1-3]$/.test(before.tagName)) before = before.previousElementSibling ?? before.parentElement;
  return before === null ? document.title : before.textContent;
};

function tablePicture(table) {
  const box = table.getBoundingClientRect();
  const ratio = devicePixelRatio;
  const canvas = element("canvas", { width: Math.ceil(box.width * ratio), height: Math.ceil(box.height * ratio) });
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  pen.fillStyle = colour("--paper");
  pen.fillRect(0, 0, box.width, box.height);
  pen.textBaseline = "middle";
  const fill = (each, style) => {
    const { left, top, width, height } = each.getBoundingClientRect();
    pen.fillStyle = style;
    pen.fillRect(left - box.left, top - box.top, width, height);
  };
  const striped = (each) => {
    const { left, top, width, height } = each.getBoundingClientRect();
    pen.fillStyle = colour("--s0");
    for (let x = 0; x < width; x += 16) pen.fillRect(left - box.left + x, top - box.top, Math.min(10, width - x), height);
  };
  table.querySelectorAll("th, td").forEach((cell) => {
    const { left, right, top, bottom } = cell.getBoundingClientRect();
    const style = getComputedStyle(cell);
    pen.strokeStyle = colour("--line");
    pen.beginPath();
    pen.moveTo(left - box.left, bottom - box.top - 0.5);
    pen.lineTo(right - box.left, bottom - box.top - 0.5);
    pen.stroke();
    pen.fillStyle = style.color;
    pen.font = `${style.fontWeight} ${style.fontSize} system-ui, sans-serif`;
    const isRight = style.textAlign === "right" || style.textAlign === "end";
    pen.textAlign = isRight ? "right" : "left";
    const [before, after] = [parseFloat(style.paddingLeft), parseFloat(style.paddingRight)];
    pen.fillText(cellText(cell), (isRight ? right - after : left + before) - box.left, (top + bottom) / 2 - box.top, right - left);
  });
  table.querySelectorAll(".bar").forEach((bar) => {
    fill(bar, getComputedStyle(bar).backgroundColor);
    bar.querySelectorAll("span").forEach((span) => {
      const style = getComputedStyle(span);
      pen.globalAlpha = Number(style.opacity);
      style.backgroundImage === "none" ? fill(span, style.backgroundColor) : striped(span);
      pen.globalAlpha = 1;
    });
  });
  return canvas;
}
