/*! Includes qr, Copyright (c) 2023 Paul Miller (paulmillr.com), MIT License: see /licences.txt */
// `<qr-scan>`: what the camera sees, until it sees a QR code. Then `qr-scanned` is sent with its text as
// the detail. Where there is no camera, or it may not be used, `qr-scanned` has no detail. The camera is
// off as soon as the element is taken out.
import { BarcodeDetector as Reader } from "qr/decode.js";

const FORMATS = { formats: ["qr_code"] };
/** Milliseconds between two looks, so that a slow phone is not kept busy all the time. */
const REST = 100;

/** The browser's own reader where it reads QR codes. */
async function reader() {
  const own = globalThis.BarcodeDetector;
  const formats = (await own?.getSupportedFormats().catch(() => [])) ?? [];
  return formats.includes("qr_code") ? new own(FORMATS) : new Reader(FORMATS);
}

class QrScan extends HTMLElement {
  #camera;

  async connectedCallback() {
    let text;
    try {
      const camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      if (this.isConnected) text = await this.#read((this.#camera = camera));
      else stop(camera);
    } catch (error) {
      console.warn(error);
    }
    if (this.isConnected) this.dispatchEvent(new CustomEvent("qr-scanned", { detail: text }));
    this.disconnectedCallback();
  }

  disconnectedCallback() {
    stop(this.#camera);
  }

  /** The text of the first code that a camera sees; nothing where the element was taken out before. */
  async #read(camera) {
    const video = document.createElement("video");
    Object.assign(video, { srcObject: camera, muted: true, playsInline: true });
    video.style.inlineSize = "100%";
    video.setAttribute("aria-label", this.getAttribute("label"));
    this.replaceChildren(video);
    await video.play();
    const codes = await reader();
    while (this.isConnected) {
      const [code] = await codes.detect(video);
      if (code) return code.rawValue;
      await new Promise((rested) => setTimeout(rested, REST));
    }
  }
}

function stop(camera) {
  for (const track of camera?.getTracks() ?? []) track.stop();
}

customElements.define("qr-scan", QrScan);
