// Makes a chart interactive when its reader asks for it. The script that draws is large, so it is fetched only then.
(() => {
  let drawer;
  const fetchDrawer = (address) => (drawer ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(window.vegaEmbed);
    script.onerror = () => { drawer = undefined; reject(new Error("the script cannot be fetched")); };
    document.head.append(script);
  }));

  const explore = async (figure, button) => {
    const canvas = figure.querySelector(".of-canvas");
    button.disabled = true;
    button.textContent = "Loading…";
    try {
      const [embed, answer] = await Promise.all([fetchDrawer(figure.dataset.script), fetch(figure.dataset.spec)]);
      let text = await answer.text();
      const look = getComputedStyle(figure);
      for (const [colour, name] of Object.entries(JSON.parse(text).usermeta.colours)) {
        text = text.replaceAll(`"${colour}"`, `"${look.getPropertyValue(name).trim() || colour}"`);
      }
      const spec = JSON.parse(text);
      // The drawing is scaled to the page's width; on a telephone that would leave no legible letter, so it is drawn narrower.
      const room = canvas.clientWidth - 80;
      if (room < 420) for (const panel of spec.vconcat ?? [spec]) panel.width = Math.min(panel.width, room);
      const place = document.createElement("div");
      place.className = "of-live";
      canvas.append(place);
      // Vega would make functions of its expressions and style itself; the page's policy permits neither (see css/charts.css).
      await embed(place, spec, { actions: false, renderer: "svg", ast: true, defaultStyle: false, tooltip: { disableDefaultStyle: true } });
      // Vega calls each group of marks a picture but gives it no name; the drawing as a whole has one.
      for (const part of place.querySelectorAll('g[role^="graphics-"]')) part.removeAttribute("role");
      canvas.replaceChildren(place);
      button.textContent = "Point at a figure to read it";
    } catch (error) {
      canvas.querySelector(".of-live")?.remove();
      button.textContent = "Explore";
      button.disabled = false;
      console.warn(`chart: ${error.message}`);
    }
  };

  for (const figure of document.querySelectorAll(".of-chart[data-spec]")) {
    const button = figure.querySelector(".of-explore");
    button.hidden = false;
    button.addEventListener("click", () => explore(figure, button));
  }
})();
