// A small disk of its own, that can be filled and freed: a tmpfs, which only root may mount.
import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, rmdirSync, writeSync } from "node:fs";
import { join } from "node:path";

/** What it is filled with, in portions down to a byte. */
const PORTIONS = [1 << 20, 1 << 12, 1];

/** Mounts a disk of some megabytes in a folder. It throws where that is not allowed. */
export function room(folder, megabytes) {
  const path = mkdtempSync(join(folder, "room-"));
  const mount = (program, words) => execFileSync(program, words, { stdio: ["ignore", "ignore", "pipe"] });
  mount("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=700`, "tmpfs", path]);
  const filler = join(path, "filler");
  return {
    path,
    /** Fills it to the last byte. */
    fill() {
      const file = openSync(filler, "a");
      for (const size of PORTIONS) {
        const portion = Buffer.alloc(size, 1);
        try {
          while (writeSync(file, portion) === size);
        } catch (error) {
          if (error.code !== "ENOSPC") throw error;
        }
      }
      closeSync(file);
    },
    /** Gives back what it was filled with. */
    free: () => rmSync(filler, { force: true }),
    end() {
      mount("umount", ["--lazy", path]);
      rmdirSync(path);
    },
  };
}
