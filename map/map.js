// The custom element `<city-map>`: draws places and reports what the visitor does on the map. The
// program decides what a colour means. Its attributes, with coordinates in millionths of a degree:
//   view    "west,south,east,north" to fit, or "longitude,latitude,zoom"
//   places  one line per place: identifier, name, line|polygon|point, side, rough|exact, then
//           longitude and latitude of each point, all separated by tabs
//   base    what is drawn below them, one line per feature: kind, line|polygon|point, name, then
//           each part as "longitude,latitude" of its points, separated by blanks; by tabs otherwise
//   states  for each place its class, the sign of its label and how many public cases it has,
//           "yes ✓ 3", separated by tabs
//   cases   the address of the public cases about a place called ID; empty where their numbers are not shown
//   picked, lit   the selected place, and the one highlighted from the list
//   spot    "longitude,latitude" of the point that was tapped
//   tiles   the URL template of a tile layer, if there is one
//   words   the labels of the buttons and the texts of the hints, separated by "|"
// It reports by the event `map-event`, whose detail is one of
//   move west south east north longitude latitude zoom
//   pick identifier
//   ground longitude latitude
// `Drawn` is one place with its layers and label, `Below` a feature of the base map; `CityMap` holds the Leaflet map, follows the
// attributes, places the labels and adds buttons, gestures and keys.
import { Map as Leaflet } from "leaflet/src/map/index.js";
import { Scale } from "leaflet/src/control/Control.Scale.js";
import { disableClickPropagation, disableScrollPropagation, stop } from "leaflet/src/dom/DomEvent.js";
import { LatLngBounds } from "leaflet/src/geo/LatLngBounds.js";
import { GridLayer } from "leaflet/src/layer/tile/GridLayer.js";
import { TileLayer } from "leaflet/src/layer/tile/TileLayer.js";
import { Tooltip } from "leaflet/src/layer/Tooltip.js";
import { CircleMarker } from "leaflet/src/layer/vector/CircleMarker.js";
import { Polygon } from "leaflet/src/layer/vector/Polygon.js";
import "leaflet/src/layer/vector/Renderer.getRenderer.js";
import { Polyline } from "leaflet/src/layer/vector/Polyline.js";
import { SVG } from "leaflet/src/layer/vector/SVG.js";
import { patterns } from "./patterns.js";

const MICRO = 1e6;
const STEP = 0.35;
const SETTLED = 180;
const SHORT = 120;
const NEAR = 16;
const FAR = 14;

const degrees = (numbers) => {
  const points = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    points.push([numbers[i + 1] / MICRO, numbers[i] / MICRO]);
  }
  return points;
};
/** A place along a line, as a share of its length on the screen. */
const along = (points, share) => {
  const lengths = points.slice(1).map((point, i) => point.distanceTo(points[i]));
  let left = share * lengths.reduce((sum, length) => sum + length, 0);
  for (const [i, length] of lengths.entries()) {
    if (left <= length) return points[i].add(points[i + 1].subtract(points[i]).multiplyBy(length ? left / length : 0));
    left -= length;
  }
  return points.at(-1);
};
const micro = (degree) => Math.round(degree * MICRO);

/** One place: its visible layers, its label and its wider hit area. */
class Drawn {
  constructor([id, name, kind, side, rough, ...numbers], canvas) {
    this.id = id;
    this.name = name;
    this.points = degrees(numbers.map(Number));
    const classes = `map-side-${side} map-${rough}`;
    const { renderer } = canvas;
    const path = (part, more) => ({ renderer, className: `map-${part} ${classes}`, ...more });
    if (kind === "polygon") {
      this.area = new Polygon(this.points, path("area", { interactive: false }));
      this.hit = new Polygon(this.points, path("hit"));
      this.layers = [this.area, this.hit];
    } else if (kind === "point" || this.points.length === 1) {
      this.area = new CircleMarker(this.points[0], path("area", { radius: 9, interactive: false }));
      this.hit = new CircleMarker(this.points[0], path("hit", { radius: 14 }));
      this.layers = [this.area, this.hit];
    } else {
      const line = (part, more) => new Polyline(this.points, { smoothFactor: 1, ...path(part, more) });
      this.hit = line("hit");
      this.layers = [
        ...["halo", "casing", "edge", "line", "core"].map((part) => line(part, { interactive: false })),
        this.hit,
      ];
    }
    this.sign = document.createElement("span");
    const label = document.createElement("span");
    label.append(this.sign, name);
    this.label = new Tooltip({ permanent: true, direction: "center", interactive: true, className: "map-label" });
    this.label.setContent(label);
    this.hit.bindTooltip(this.label);
    this.hit.on("click", (event) => {
      stop(event);
      canvas.report(`pick ${id}`);
    });
    for (const layer of this.layers) layer.addTo(canvas.map);
  }

  /** Where its label may stand, on the screen, best first. */
  spots(map) {
    const points = this.points.map((point) => map.latLngToContainerPoint(point));
    if (this.area) return [map.latLngToContainerPoint(this.hit.getCenter?.() ?? this.hit.getLatLng())];
    return [0.5, 0.35, 0.65, 0.2, 0.8, 0.05, 0.95].map((share) => along(points, share));
  }

  get elements() {
    return [...this.layers.map((layer) => layer.getElement()), this.label.getElement()].filter(Boolean);
  }

  state(state = "none ") {
    const [kind, sign, cases] = state.split(" ");
    this.cases = Number(cases);
    this.sign.textContent = sign ? `${sign} ` : "";
    for (const element of this.elements) element.dataset.state = kind;
    this.area?.setStyle({ fillColor: `url(#map-fill-${kind})`, fillOpacity: 1 });
  }

  /** Shows how many public cases it has, as the way to them, or nothing. */
  count(href, canvas) {
    this.badge?.remove();
    this.badge = undefined;
    if (!href || !this.cases) return;
    const link = document.createElement("a");
    link.href = href.replace(/ID$/, encodeURIComponent(this.id));
    link.textContent = this.cases;
    link.title = canvas.caseWords.replace("{n}", this.cases);
    link.setAttribute("aria-label", `${this.name} ${link.title}`);
    // The list has the same for the keyboard.
    link.tabIndex = -1;
    disableClickPropagation(link);
    this.badge = new Tooltip({ permanent: true, direction: "center", className: "map-badge" });
    this.badge.setContent(link);
    this.badge.setLatLng(this.points[0]).addTo(canvas.map);
  }

  /** Where that number may stand: beside the label's first place, and below an area's. */
  badgeSpots(map) {
    const spots = this.spots(map);
    if (!this.area) return [...spots.slice(1), spots[0]];
    return [[0, 26], [0, -26], [34, 0], [-34, 0]].map((by) => spots[0].add(by));
  }

  mark(name, on) {
    for (const element of this.elements) element.classList.toggle(`map-${name}`, on);
    if (!on) return;
    for (const layer of this.layers) layer.bringToFront();
  }

  get bounds() {
    return new LatLngBounds(this.points);
  }

  remove() {
    this.badge?.remove();
    this.hit.unbindTooltip();
    for (const layer of this.layers) layer.remove();
  }
}

/** One feature of the base map: its layer if it has one, and its name. */
class Below {
  constructor(line, canvas) {
    const [kind, shape, name, ...parts] = line.split("\t");
    this.kind = kind;
    this.parts = parts.map((part) => degrees(part.split(/[ ,]/).filter(Boolean).map(Number)));
    const renderer = canvas.below[PANES[kind] ?? "ways"];
    const options = { renderer, interactive: false, className: `map-base map-base-${kind}` };
    if (shape === "line") this.layer = new Polyline(this.parts, options).addTo(canvas.map);
    if (shape === "polygon") this.layer = new Polygon(this.parts, options).addTo(canvas.map);
    if (!name) return;
    this.name = name;
    const className = `map-name map-name-${kind} map-hidden`;
    this.label = new Tooltip({ permanent: true, direction: "center", pane: "names", className });
    this.label.setContent(document.createTextNode(name));
    this.label.setLatLng(this.parts[0][0]).addTo(canvas.map);
  }

  /** Where its name may stand, on the screen: for a line, along what of it is in view. */
  spots(map, width) {
    const size = map.getSize();
    const middle = size.divideBy(2);
    if (this.kind === "locality") return [map.latLngToContainerPoint(this.parts[0][0])];
    if (this.layer instanceof Polygon) return [map.latLngToContainerPoint(this.layer.getBounds().getCenter())];
    const found = [];
    for (const part of this.parts) {
      const points = part.map((point) => map.latLngToContainerPoint(point));
      const length = points.slice(1).reduce((sum, point, i) => sum + point.distanceTo(points[i]), 0);
      if (length < width * 1.3) continue;
      const steps = Math.min(60, Math.ceil(length / 40));
      for (let i = 1; i < steps; i += 1) found.push(along(points, i / steps));
    }
    const inside = found.filter(({ x, y }) => x > 0 && y > 0 && x < size.x && y < size.y);
    return inside.sort((a, b) => a.distanceTo(middle) - b.distanceTo(middle)).slice(0, 12);
  }

  remove() {
    this.layer?.remove();
    this.label?.remove();
  }
}

/** What lies below everything, and what is drawn in one tint however often it meets itself. */
const PANES = { park: "ground", water: "water", river: "water" };

/** From which zoom on, and up to which, the names of each kind are shown. */
const NAMES = { locality: [11, 17], river: [11, 19], water: [15, 19], park: [14, 19], railway: [13, 19], road: [14, 19] };

/** A map without animation, for `prefers-reduced-motion`. */
const Still = Leaflet.extend({
  panBy(offset, options) {
    return Leaflet.prototype.panBy.call(this, offset, { ...options, animate: false });
  },
});

class CityMap extends HTMLElement {
  static observedAttributes = ["view", "base", "places", "states", "cases", "picked", "lit", "spot"];

  places = new Map();
  base = [];

  connectedCallback() {
    const words = (this.getAttribute("words") ?? "").split("|");
    this.renderer = new SVG({ padding: 0.4 });
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = new (still ? Still : Leaflet)(this, {
      attributionControl: false,
      fadeAnimation: false,
      zoomAnimation: !still,
      inertia: !still,
      minZoom: 9,
      maxZoom: 19,
      worldCopyJump: true,
      renderer: this.renderer,
      keyboardPanDelta: 120,
    });
    this.caseWords = words[8];
    this.buttons(words);
    this.gestures(words);
    for (const name of ["ground", "water", "ways", "names"]) this.map.createPane(name);
    this.below = Object.fromEntries(["ground", "water", "ways"].map((pane) => [pane, new SVG({ padding: 0.4, pane })]));
    this.ground();
    this.applyView();
    this.renderer.addTo(this.map);
    this.map.getPane("overlayPane").querySelector("svg")?.prepend(patterns());
    this.map.on("click", ({ latlng }) => this.reportGround(latlng));
    this.map.on("zoomend", () => this.scale());
    this.map.on("moveend zoomend", () => this.afterMove());
    new Scale({ imperial: false, maxWidth: 120 }).addTo(this.map);
    this.scale();
    this.attributeChangedCallback("base");
    this.attributeChangedCallback("places");
    // The names give way to whatever stands on the map, the credit included.
    this.watch = new MutationObserver(() => this.declutter());
    this.watch.observe(this.parentElement, { childList: true });
    this.reportView();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.watch?.disconnect();
    this.map?.remove();
    this.map = null;
    this.places.clear();
    this.base = [];
  }

  attributeChangedCallback(name, before, now) {
    if (!this.map) return;
    if (name === "view" && before !== now) this.applyView();
    if (name === "base") this.drawBelow();
    if (name === "places") this.draw();
    if (name === "places" || name === "states") this.colour();
    if (["places", "states", "cases"].includes(name)) this.countCases();
    if (name === "spot") this.dropPin();
    if (name === "picked" && before !== now) this.reveal();
    this.marks();
  }

  report(detail) {
    this.dispatchEvent(new CustomEvent("map-event", { detail }));
  }

  reportGround(latlng) {
    const { lng, lat } = latlng.wrap();
    this.report(`ground ${micro(lng)} ${micro(lat)}`);
  }

  /** Reports the view once the map has stopped moving. */
  afterMove() {
    this.declutter();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.reportView(), SETTLED);
  }

  reportView() {
    if (!this.map) return;
    const bounds = this.map.getBounds();
    const middle = this.map.getCenter().wrap();
    const edges = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const where = [...edges, middle.lng, middle.lat].map(micro);
    this.report(`move ${where.join(" ")} ${Math.round(this.map.getZoom())}`);
  }

  applyView() {
    const [a, b, c, d] = (this.getAttribute("view") ?? "").split(",").map(Number);
    if (d !== undefined) {
      const bounds = new LatLngBounds([b / MICRO, a / MICRO], [d / MICRO, c / MICRO]);
      this.map.fitBounds(bounds, { maxZoom: NEAR, padding: [8, 8], animate: false });
    } else if (c !== undefined) {
      this.map.setView([b / MICRO, a / MICRO], c, { animate: false });
    }
  }

  /** A tile layer if the city has one, else a faint grid that makes movement visible, until there is a base map. */
  ground() {
    const tiles = this.getAttribute("tiles");
    this.toggleAttribute("data-tiles", Boolean(tiles));
    if (tiles) {
      // The provider learns the origin of the request but not the page.
      new TileLayer(tiles, { maxZoom: 19, maxNativeZoom: 18, referrerPolicy: "origin" }).addTo(this.map);
      return;
    }
    const squares = new GridLayer({ tileSize: 256, maxZoom: 19 });
    squares.createTile = () => {
      const square = document.createElement("div");
      square.className = "map-square";
      return square;
    };
    this.squares = squares.addTo(this.map);
  }

  drawBelow() {
    for (const below of this.base) below.remove();
    const lines = (this.getAttribute("base") ?? "").split("\n").filter(Boolean);
    this.base = this.hasAttribute("data-tiles") ? [] : lines.map((line) => new Below(line, this));
    if (this.base.length) this.squares?.remove();
    this.declutter();
  }

  draw() {
    const wanted = new Map();
    for (const line of (this.getAttribute("places") ?? "").split("\n").filter(Boolean)) {
      wanted.set(line.slice(0, line.indexOf("\t")), line);
    }
    for (const [id, drawn] of this.places) {
      if (wanted.has(id)) continue;
      drawn.remove();
      this.places.delete(id);
    }
    // `states` is in the order of `places`.
    const places = new Map();
    for (const [id, line] of wanted) {
      places.set(id, this.places.get(id) ?? new Drawn(line.split("\t"), this));
    }
    this.places = places;
    for (const drawn of places.values()) if (drawn.area) drawn.layers.toReversed().forEach((l) => l.bringToBack());
    this.declutter();
  }

  colour() {
    const states = (this.getAttribute("states") ?? "").split("\t");
    [...this.places.values()].forEach((drawn, i) => drawn.state(states[i]));
    this.declutter();
  }

  countCases() {
    const href = this.getAttribute("cases");
    for (const drawn of this.places.values()) drawn.count(href, this);
    this.declutter();
  }

  marks() {
    for (const name of ["lit", "picked"]) {
      const id = this.getAttribute(name);
      const before = this[`${name}Place`];
      if (before && before.id !== id) before.mark(name, false);
      this[`${name}Place`] = this.places.get(id);
      this[`${name}Place`]?.mark(name, true);
    }
    this.declutter();
  }

  /** Pans to the selected place if it is out of view. */
  reveal() {
    const drawn = this.places.get(this.getAttribute("picked"));
    if (drawn && !this.map.getBounds().pad(-0.1).intersects(drawn.bounds)) {
      this.map.panTo(drawn.bounds.getCenter());
    }
  }

  /** Marks the point that was tapped. */
  dropPin() {
    this.pin?.remove();
    const [lng, lat] = (this.getAttribute("spot") || "x").split(",").map(Number);
    if (!Number.isFinite(lng)) return;
    const options = { radius: 8, interactive: false, className: "map-spot", renderer: this.renderer };
    this.pin = new CircleMarker([lat / MICRO, lng / MICRO], options).addTo(this.map);
  }

  /** Sets the scale by which the style sheet chooses line widths. */
  scale() {
    const zoom = this.map.getZoom();
    this.dataset.scale = zoom >= NEAR ? "near" : zoom >= FAR ? "middle" : "far";
  }

  /**
   * Hides labels that would overlap, be cut off, or lie under a button, the scale or the credit; a label looks
   * for room along its line first. The selected place takes precedence, then the longest street;
   * the names of the base map give way to all of them.
   */
  declutter() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      if (!this.map) return;
      const own = this.getBoundingClientRect();
      const onMap = [
        ...this.querySelectorAll(".map-button, .leaflet-control-scale-line"),
        ...this.parentElement.querySelectorAll(".map-credit"),
      ];
      const taken = onMap.map((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return { left: left - own.left, top: top - own.top, right: right - own.left, bottom: bottom - own.top };
      });
      const size = (label) => {
        const element = label?.getElement();
        return element && { element, width: element.offsetWidth, height: element.offsetHeight };
      };
      const first = [this.pickedPlace, this.litPlace];
      const places = [...this.places.values()].map((drawn) => {
        const [east, west] = [drawn.bounds.getNorthEast(), drawn.bounds.getSouthWest()];
        const { x, y } = this.map.latLngToLayerPoint(east).subtract(this.map.latLngToLayerPoint(west));
        const rank = first.includes(drawn) ? Infinity : x * x + y * y;
        const box = size(drawn.label);
        // A label must not cover the whole of what it names.
        const fits = drawn.area || rank === Infinity || (box && (x > box.width * 1.1 || -y > box.height * 2.4));
        return { drawn, rank, fits, box };
      });
      const zoom = this.map.getZoom();
      const kinds = Object.keys(NAMES);
      const names = this.base.filter((below) => below.label).map((drawn) => {
        const [from, to] = NAMES[drawn.kind] ?? [0, 19];
        return { drawn, rank: -kinds.indexOf(drawn.kind), fits: zoom >= from && zoom <= to, box: size(drawn.label) };
      });
      const gap = 3;
      const isFree = (box) => taken.every((other) =>
        box.right + gap < other.left || other.right + gap < box.left ||
        box.bottom + gap < other.top || other.bottom + gap < box.top);
      const view = this.map.getSize();
      const isWhole = ({ left, top, right, bottom }) => left > 0 && top > 0 && right < view.x && bottom < view.y;
      const put = ({ drawn, fits, box }) => {
        if (!box) return false;
        const around = ({ x, y }) => ({
          left: x - box.width / 2, right: x + box.width / 2, top: y - box.height / 2, bottom: y + box.height / 2,
        });
        const spots = fits ? drawn.spots(this.map, box.width) : [];
        const spot = spots.find((at) => isFree(around(at)) && isWhole(around(at)));
        box.element.classList.toggle("map-hidden", !spot);
        if (!spot) return false;
        taken.push(around(spot));
        drawn.label.setLatLng(this.map.containerPointToLatLng(spot));
        return true;
      };
      // A number is never left out: it gives way to another, then stands on it.
      for (const { drawn } of places) {
        const box = size(drawn.badge);
        if (!box) continue;
        const around = ({ x, y }) => ({
          left: x - box.width / 2, right: x + box.width / 2, top: y - box.height / 2, bottom: y + box.height / 2,
        });
        const spots = drawn.badgeSpots(this.map);
        const spot = spots.find((at) => isFree(around(at)) && isWhole(around(at))) ?? spots[0];
        taken.push(around(spot));
        drawn.badge.setLatLng(this.map.containerPointToLatLng(spot));
      }
      const named = new Set();
      for (const place of places.sort((a, b) => b.rank - a.rank)) {
        if (put(place)) named.add(place.drawn.name);
      }
      // A name below must not stand in a place either; a long street leaves it room beside.
      for (const { drawn } of places) {
        const [a, b] = [drawn.bounds.getNorthWest(), drawn.bounds.getSouthEast()].map((corner) => this.map.latLngToContainerPoint(corner));
        const box = { left: a.x, top: a.y, right: b.x, bottom: b.y };
        if (drawn.area || (b.x - a.x < SHORT && b.y - a.y < SHORT)) taken.push(box);
      }
      for (const name of names.sort((a, b) => b.rank - a.rank)) {
        put({ ...name, fits: name.fits && !named.has(name.drawn.name) });
      }
    });
  }

  buttons([zoomIn, zoomOut, north, east, south, west]) {
    const { map } = this;
    const pan = (x, y) => () => map.panBy(map.getSize().multiplyBy(STEP).scaleBy({ x, y }));
    const all = [
      ["in", "+", zoomIn, () => map.zoomIn()],
      ["out", "−", zoomOut, () => map.zoomOut()],
      ["north", "↑", north, pan(0, -1)],
      ["east", "→", east, pan(1, 0)],
      ["south", "↓", south, pan(0, 1)],
      ["west", "←", west, pan(-1, 0)],
    ];
    for (const [name, sign, word, act] of all) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = `map-button map-${name}`;
      button.textContent = sign;
      button.title = word;
      button.setAttribute("aria-label", word);
      button.addEventListener("click", act);
      // Keys and clicks on a button must not reach the map.
      for (const type of ["keydown", "keypress"]) button.addEventListener(type, (e) => e.stopPropagation());
      disableClickPropagation(button);
      disableScrollPropagation(button);
      this.append(button);
    }
  }

  /** One finger or the wheel scrolls the page; two fingers, or Ctrl and the wheel, move the map. */
  gestures(words) {
    const [touch, wheel] = words.slice(6);
    const hint = document.createElement("p");
    hint.className = "map-hint";
    hint.setAttribute("aria-hidden", "true");
    this.append(hint);
    let timer;
    const showHint = (text) => {
      hint.textContent = text;
      hint.dataset.shown = "";
      clearTimeout(timer);
      timer = setTimeout(() => delete hint.dataset.shown, 1400);
    };
    this.addEventListener("pointerdown", ({ pointerType }) => {
      if (pointerType === "touch") this.map.dragging.disable();
      else this.map.dragging.enable();
    }, true);
    this.addEventListener("touchmove", ({ touches }) => {
      if (touches.length === 1) showHint(touch);
    }, { passive: true });
    this.addEventListener("wheel", (event) => {
      if (event.ctrlKey || event.metaKey) return;
      event.stopImmediatePropagation();
      showHint(wheel);
    }, { capture: true, passive: true });
    // The focus ring is only for keyboard users: Leaflet takes the focus at every tap.
    this.addEventListener("keyup", () => (this.dataset.keys = ""));
    this.addEventListener("pointerdown", () => delete this.dataset.keys);
    // Enter queries the middle of the map, as a tap does any point.
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target !== this) return;
      event.preventDefault();
      this.reportGround(this.map.getCenter());
    });
  }
}

if (!customElements.get("city-map")) customElements.define("city-map", CityMap);
