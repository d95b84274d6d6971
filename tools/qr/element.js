/*! Includes lean-qr, Copyright (c) 2021-2025 David Evans, MIT License: see /licences.txt */
// `<qr-code text="https://…">`: the text as a QR code, drawn as SVG. Always black on white: many
// scanners cannot read inverted codes.
import { correction, generate } from "lean-qr";

const NS = "http://www.w3.org/2000/svg";
const QUIET = 4; // modules, as ISO/IEC 18004 requires

function make(name, attributes) {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** One path for all dark modules, with a rectangle for each run in a row. */
function path(code) {
  let d = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      let run = 0;
      while (code.get(x + run, y)) run += 1;
      if (run > 0) d += `M${x} ${y}h${run}v1h-${run}z`;
      x += run;
    }
  }
  return d;
}

class QrCode extends HTMLElement {
  static observedAttributes = ["text"];
  /** What the code that is drawn says. */
  #drawn;

  attributeChangedCallback() {
    if (this.isConnected) this.connectedCallback();
  }

  // A code that only paper shows is not worth a phone's time before somebody prints.
  connectedCallback() {
    if (this.getClientRects().length > 0) this.handleEvent();
    else addEventListener("beforeprint", this);
  }

  disconnectedCallback() {
    removeEventListener("beforeprint", this);
  }

  handleEvent() {
    const text = this.getAttribute("text");
    if (text === this.#drawn) return;
    this.#drawn = text;
    const level = { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M };
    const code = generate(text, level);
    const side = code.size + 2 * QUIET;
    const svg = make("svg", {
      viewBox: `${-QUIET} ${-QUIET} ${side} ${side}`,
      role: "img",
      "aria-label": text,
      "shape-rendering": "crispEdges",
    });
    svg.append(
      make("rect", { x: -QUIET, y: -QUIET, width: side, height: side, fill: "#fff" }),
      make("path", { d: path(code), fill: "#000" }),
    );
    this.replaceChildren(svg);
  }
}

customElements.define("qr-code", QrCode);
