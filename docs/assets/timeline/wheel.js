// A wheel over the drawing scrolls the page, unless the reader has stepped into it: say how. Sideways it pans.

const LONG = 1600; // ms that the hint is shown

export function listenToWheel(canvas, view, hint) {
  let timer;
  canvas.addEventListener("wheel", (event) => {
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY) && !event.ctrlKey) {
      view.panBy(event.deltaX / view.width);
      event.preventDefault();
    } else if (!event.ctrlKey && !event.metaKey && document.activeElement !== canvas) {
      hint.hidden = false;
      clearTimeout(timer);
      timer = setTimeout(() => { hint.hidden = true; }, LONG);
    }
  }, { passive: false });
}
