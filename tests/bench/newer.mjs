import { existsSync, statSync } from "node:fs";

/** Whether a file exists and is newer than all its sources. */
export const newer = (file, sources) =>
  existsSync(file) && sources.every((source) => statSync(source).mtimeMs < statSync(file).mtimeMs);
