// The figures follow the reader's theme and the width of the sheet.
(() => {
  /** @typedef {HTMLElement & { layout: { height: number } }} Figure */
  /** @typedef {Window & { Plotly: { relayout: (figure: Figure, layout: object) => void } }} WithPlotly */
  const { Plotly } = /** @type {WithPlotly & typeof globalThis} */ (window);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  /** @type {NodeListOf<Figure>} */
  const found = document.querySelectorAll(".plotly-graph-div");
  const drawings = [...found];
  const SHEET = { width: 680, height: 720 }; // CSS pixels: an A4 sheet with room for the words
  const heights = drawings.map((one) => one.layout.height);
  /** @param {string} ink @param {(height: number) => object} size */
  const restyle = (ink, size) => drawings.forEach((one, i) =>
    Plotly.relayout(one, { "font.color": ink, ...size(heights[i]) }));
  const paint = () => restyle(
    getComputedStyle(document.documentElement).getPropertyValue("--ink").trim(),
    (height) => ({ width: null, height, autosize: true }),
  );
  const onPaper = () => restyle(
    "#10141d",
    (height) => ({ width: SHEET.width, height: Math.min(height, SHEET.height) }),
  );
  dark.addEventListener("change", paint);
  addEventListener("beforeprint", onPaper);
  addEventListener("afterprint", paint);
  paint();
})();
