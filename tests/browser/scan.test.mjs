// Reading the QR code of a receipt with the camera: the browser's camera is a file with pictures of one.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { audit } from "./axe.mjs";
import { becomes, filed, fits, launch, root, serve, test, visitor } from "./harness.mjs";

const { generate } = createRequire(join(root, "tools/qr/element.js"))("lean-qr");
const [WIDTH, HEIGHT] = [640, 480];

let server;
let folder;
before(async () => {
  server = await serve();
  folder = mkdtempSync(join(tmpdir(), "mingdan-camera-"));
});
after(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A video of one picture, as uncompressed YUV4MPEG2: a code in the middle, or nothing but grey. */
function video(name, text) {
  const picture = Buffer.alloc((WIDTH * HEIGHT * 3) / 2, 128);
  if (text) {
    const code = generate(text);
    const scale = Math.floor(400 / code.size);
    const [left, top] = [WIDTH, HEIGHT].map((side) => Math.floor((side - code.size * scale) / 2));
    for (let y = 0; y < HEIGHT; y += 1) {
      for (let x = 0; x < WIDTH; x += 1) {
        const dark = code.get(Math.floor((x - left) / scale), Math.floor((y - top) / scale));
        picture[y * WIDTH + x] = dark ? 16 : 235;
      }
    }
  }
  const file = join(folder, `${name}.y4m`);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([head, Buffer.from("FRAME\n"), picture]));
  return file;
}

/** A browser whose camera sees a video; without one, it has no camera. */
function seeing(file) {
  const camera = ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${file}`];
  return launch(file ? ["--use-fake-ui-for-media-stream", ...camera] : []);
}

const scan = (page) => page.getByRole("button", { name: "扫码" });

test("the code of a receipt opens its case, whichever site its address is of", async () => {
  const token = await filed(server.origin);
  for (const [name, text] of [
    ["here", `${server.origin}/feedback/follow#${token}`],
    ["elsewhere", `https://elsewhere.example/x#${token}`],
  ]) {
    const browser = await seeing(video(name, text));
    const visit = await visitor(browser, server.origin);
    const { page } = visit;
    await visit.open("/feedback/follow");
    await scan(page).click();
    await page.getByRole("heading", { name: /现在：/ }).waitFor();
    assert.equal(new URL(page.url()).origin, server.origin);
    assert.equal(await page.locator("qr-scan").count(), 0, "the camera is off");
    await page.goBack();
    await scan(page).waitFor();
    await visit.close();
    await browser.close();
  }
});

test("a code that is no receipt says so, and the camera can be turned off", async () => {
  const browser = await seeing(video("other", "WIFI:S:market;T:nopass;;"));
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/feedback/follow");
  await scan(page).click();
  await page.getByText("这不是回执").waitFor();
  await visit.close();
  await browser.close();

  const dark = await seeing(video("nothing"));
  const still = await visitor(dark, server.origin);
  await still.open("/feedback/follow");
  await scan(still.page).click();
  const playing = still.page.locator("qr-scan video");
  await playing.waitFor();
  await audit(still.page);
  await fits(still.page);
  const track = await playing.evaluateHandle((element) => element.srcObject.getTracks()[0]);
  await still.page.getByRole("button", { name: "不扫了" }).click();
  await becomes(() => track.evaluate(({ readyState }) => readyState), "ended");
  await still.close();
  await dark.close();
});

test("where there is no camera or no network to fetch its script, the receipt can be typed", async () => {
  const browser = await seeing();
  const visit = await visitor(browser, server.origin);
  const { page } = visit;
  await visit.open("/feedback/follow");
  await scan(page).click();
  await page.getByText("现在扫不了").waitFor();
  await audit(page);
  await page.getByLabel("有回执，不在这部手机上").fill("K7QM");
  await visit.close();

  const away = await visitor(browser, server.origin);
  await away.open("/feedback/follow");
  await away.context.setOffline(true);
  await scan(away.page).click();
  await away.page.getByText("现在扫不了").waitFor();
  await away.close(/net::ERR_/);
  await browser.close();
});

test("the scripts for QR codes are what their sources make", () => {
  execFileSync("node", [join(root, "tools/qr/bundle.mjs"), "--check"], { stdio: "inherit" });
});
