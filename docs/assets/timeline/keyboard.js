// The keyboard: arrows go from entry to entry and between the lanes, with Shift they pan; plus and minus zoom.

/** Let the keys move the view and pin entries while the canvas has the focus. */
export function listenToKeys(canvas, view, pointing) {
  const go = (step, track) => {
    const next = neighbour(view, pointing.pinned, step, track);
    if (next) pointing.pin(next);
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key], lane = { ArrowUp: "linux", ArrowDown: "ai" }[event.key];
    const { pinned } = pointing;
    if (step && event.shiftKey) view.panBy(step * 0.2);
    else if (step) go(step, pinned?.track);
    else if (lane) go(0, lane);
    else if (event.key === "+" || event.key === "=") view.zoomBy(2);
    else if (event.key === "-" || event.key === "_") view.zoomBy(0.5);
    else if (event.key === "0") view.reset();
    else if (event.key === "Home") go(-Infinity, pinned?.track);
    else if (event.key === "End") go(Infinity, pinned?.track);
    else if (event.key === "Enter" && pinned) pointing.visit(pinned, false);
    else if (event.key === "Escape") {
      pointing.release();
      canvas.blur();
    } else return;
    event.preventDefault();
  });
}

// The entry so many steps from the pinned one in a lane; from another lane, or from nowhere, the nearest in time.
function neighbour(view, pinned, step, track) {
  const lane = view.lanes[track ?? (view.lanes.ai.length ? "ai" : "linux")];
  if (!lane?.length) return null;
  const last = lane.length - 1;
  if (!Number.isFinite(step)) return lane[step < 0 ? 0 : last].entry;
  const place = lane.findIndex(({ entry }) => entry === pinned);
  if (place >= 0) return lane[Math.min(Math.max(place + step, 0), last)].entry;
  const [from, to] = view.range();
  const now = view.lanes[pinned?.track]?.find(({ entry }) => entry === pinned)?.t ?? (from + to) / 2;
  return lane.reduce((best, item) => (Math.abs(item.t - now) < Math.abs(best.t - now) ? item : best)).entry;
}
